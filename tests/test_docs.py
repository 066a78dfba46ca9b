"""What the README and the docs say runs; what is made from the code is as the code says."""

import importlib.util
import json
import re
import shlex
import subprocess
import sys
import types

import pytest
from click.testing import CliRunner

from geomap.cli import main


@pytest.fixture
def readme(request):
    return (request.config.rootpath / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(request, tmp_path, monkeypatch):
    """A folder with the examples, where a reader of the README would stand."""
    (tmp_path / "examples").symlink_to(request.config.rootpath / "examples")
    (tmp_path / "articles").symlink_to(request.config.rootpath / "examples")
    (tmp_path / "outputs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(text, mark):
    return re.findall(rf"^```{mark}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_python_example_runs(readme, checkout):
    (code,) = blocks(readme, "python")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=checkout
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Torkham" in done.stdout
    assert (checkout / "outputs/durand-line.html").exists()


def test_the_shell_examples_run(readme, checkout):
    (code,) = blocks(readme, "sh")
    for line in code.splitlines():
        words = shlex.split(line, comments=True)
        if words[0] == "cat":
            given = (checkout / words[1]).read_text(encoding="utf-8")
            words = words[3:]
        else:
            given = None
        words = words[: words.index(">")] if ">" in words else words
        done = CliRunner().invoke(main, words[1:], input=given)
        assert done.exit_code == 0, (line, done.stderr)
        assert done.stdout


def test_the_tutorial_runs(request, checkout, monkeypatch, capsys):
    """Run every block of the tutorial in its order, in one process."""
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(checkout / "additions"))
    text = (request.config.rootpath / "docs/tutorial.md").read_text(encoding="utf-8")
    names = {}
    for mark, code in re.findall(r"^```(sh|python|\{python\})\n(.*?)^```", text, re.S | re.M):
        if mark == "sh":
            for line in code.splitlines():
                done = CliRunner().invoke(main, shlex.split(line)[1:])
                assert done.exit_code == 0, (line, done.output)
                assert done.output
        else:
            exec(compile(code, "tutorial.md", "exec"), names)
    printed = capsys.readouterr().out
    assert "Torkham" in printed
    assert re.search(r"^article +\d+\ntable +6$", printed, re.M)
    assert re.search(r"^\{'applied': \['status \w+ alleged'\], 'unmatched': \[\]\}$", printed, re.M)
    made = {path.name for path in (checkout / "outputs").iterdir()}
    assert made == {
        *("durand-line", "incidents", "archive", "corrected.html"),
        *("border.svg", "border.png", "border.docx"),
    }


@pytest.mark.parametrize("page", ["cli.md"])
def test_pages_made_from_the_code_are_as_the_code_says(request, page):
    docs = request.config.rootpath / "docs"
    spec = importlib.util.spec_from_file_location("made", docs / f"make_{page[:-3]}.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    written = (docs / page).read_text(encoding="utf-8")
    assert written == maker.page(), f"Run: python docs/make_{page[:-3]}.py"


def test_links_within_the_docs_lead_somewhere(request):
    root = request.config.rootpath
    broken = [
        f"{page.name}: {target}"
        for page in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not re.match(r"https?:|\{", target) and not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("mark", ["sh map", "sh test"])
def test_the_two_commands_stand_alone(readme, mark):
    (command,) = blocks(readme, mark)
    assert len(command.strip().splitlines()) == 1
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_every_file_that_the_readme_names_is_written(readme):
    from geomap.pipeline.folder import OUTPUTS

    table = re.findall(r"^\| (`.*?) \|", readme, re.MULTILINE)
    assert sorted(re.findall(r"`([^`]+)`", " ".join(table))) == sorted(OUTPUTS)


def test_the_changelog_knows_the_version(request):
    import geomap

    text = (request.config.rootpath / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {geomap.__version__}" in text
    project = (request.config.rootpath / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{geomap.__version__}"' in project


def test_the_picture_of_the_readme_is_there_and_light(request):
    from PIL import Image

    path = request.config.rootpath / "docs" / "durand-line.png"
    assert path.stat().st_size < 300_000
    with Image.open(path) as picture:
        assert picture.text["Description"].startswith("Map: ")


@pytest.mark.parametrize("name", ["notebook.ipynb", "report.qmd"])
def test_the_cells_of_an_example_run(request, monkeypatch, name):
    """The cells of notebook and Quarto document run in order, with IPython's display stood in for."""
    text = (request.config.rootpath / "examples" / name).read_text(encoding="utf-8")
    if name.endswith(".ipynb"):
        cells = json.loads(text)["cells"]
        codes = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    else:
        codes = re.findall(r"^```\{python\}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    shown = types.SimpleNamespace(HTML=str, Image=lambda data, **_: data, Markdown=str)
    monkeypatch.setitem(sys.modules, "IPython", types.ModuleType("IPython"))
    monkeypatch.setitem(sys.modules, "IPython.display", shown)
    monkeypatch.chdir(request.config.rootpath / "examples")
    names = {}
    for code in codes:
        exec(code, names)
    assert len(codes) >= 4
    assert "<iframe" in names["drawn"]._repr_html_()


def test_a_broken_claim_is_said():
    from benchmarks.__main__ import Claim, all_claims, broken_claims, claims_table

    kept = Claim("corpus", "fast", r"^speed: ([\d.]+)", 2, None)
    said = {"corpus": "speed: 1.5 x\n", "static": "| one map | 2.51 s | 2.5 s |\n| other | 1 s | |"}
    assert kept.check("speed: 2.5 x") == (2.5, True)
    assert kept.check("no word of it") == (None, False)
    lines = list(claims_table([kept, *all_claims(said)[-1:]], said))
    assert lines[1:] == [
        "| corpus | fast | at least 2 | 1.5 | **no** |",
        "| static | one map (s) | at most 2.5 | 2.51 | **no** |",
    ]
    assert list(broken_claims(said, quick=True))[-1] == "static: one map (s)"
    assert list(broken_claims({"peers": "Ended with code 1: no module"}, quick=True)) == [
        "peers: it ended with an error"
    ]


def test_claims_of_rates_are_the_least():
    from benchmarks.__main__ import all_claims

    said = {"gazetteer": "| rows | 12,765 rows/s | 40,000 rows/s |\n| memory | 638 MB | 1,000 MB |"}
    assert [claim.check(said["gazetteer"])[1] for claim in all_claims(said)[-2:]] == [False, True]
