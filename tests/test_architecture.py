"""Imports run one way: a module imports only from rooms to its left."""

import ast
from pathlib import Path

import pytest

import geomap

PACKAGE = Path(geomap.__file__).parent
FLOW = (
    "errors model gazetteer read geoparse events borders style scene render pipeline corpus cli"
).split()
LEAVES = ("errors", "model", "__init__")


def rooms_imported(source: str) -> set[str]:
    """Return the rooms of geomap that a module's source imports, at the top or in functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.add("a relative import")
        elif isinstance(node, ast.ImportFrom) and node.module == "geomap":
            found |= {alias.name for alias in node.names if alias.name in FLOW}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = (
                [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            )
            found |= {n.split(".")[1] for n in names if n and n.startswith("geomap.")}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def faults(room: str, imported: set[str]) -> set[str]:
    """Return the imports of a room that do not run with the flow."""
    allowed = {"errors", "model", *FLOW[: FLOW.index(room)], room}
    return imported - (allowed - ({"model"} if room == "errors" else set()))


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if room_of(p) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_with_the_flow(path):
    assert faults(room_of(path), rooms_imported(path.read_text(encoding="utf-8"))) == set()


def test_every_module_stands_in_a_room():
    assert {room_of(p) for p in MODULES} <= set(FLOW)


def test_the_root_imports_nothing_when_loaded():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    top = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    assert {n.module for n in top} == {"__future__", "importlib", "typing"}


@pytest.mark.parametrize(
    ("room", "line", "fault"),
    [
        ("gazetteer", "from geomap.events import Event", "events"),
        ("geoparse", "import geomap.render.html", "render"),
        ("scene", "def f():\n    from geomap import pipeline", "pipeline"),
        ("model", "from geomap import style", "style"),
        ("errors", "from geomap.model import Place", "model"),
        ("read", "from .text import read", "a relative import"),
    ],
)
def test_an_import_against_the_flow_is_seen(room, line, fault):
    assert faults(room, rooms_imported(line)) == {fault}


def test_files_stay_short():
    long = {p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}
