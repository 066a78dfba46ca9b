"""The same corpus on a Dask cluster gives the same result, also when a worker is killed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from corpora import content, rows, threads, write_rows

import geomap
from geomap import corpus
from geomap.errors import InputError

distributed = pytest.importorskip("distributed")

#: Dask's own words on its way; nothing that geomap does.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return write_rows(tmp_path_factory.mktemp("archive") / "a.jsonl", rows(40))


@pytest.fixture(scope="module")
def expected(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("expected") / "out"
    return content(build(archive, folder, threads()).folder)


def build(archive, folder, workers, tell=lambda _: None):
    options = corpus.Options(partition=4)
    return corpus.build([archive], folder, options=options, workers=workers, tell=tell)


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers without nannies, each a process of its own, as on two machines."""
    started = []

    def start(*words):
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        with (tmp_path / f"{len(started)}.log").open("w") as log:
            started.append(
                subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, env=this_geomap())
            )

    note = tmp_path / "scheduler.json"
    start("dask_scheduler", "--port", "0", "--no-dashboard", "--no-show", "--host", "127.0.0.1",
          "--scheduler-file", note)  # fmt: skip
    wait_for(note.exists)
    for _ in range(2):
        start("dask_worker", "--scheduler-file", note, "--nthreads", "1", "--no-nanny",
              "--no-dashboard", "--host", "127.0.0.1", "--local-directory", tmp_path)  # fmt: skip
    address = wait_for(lambda: read_address(note))
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield address
    for process in reversed(started):
        process.kill()
        process.wait()


def this_geomap():
    """Return an environment in which the workers find the package that is being tested."""
    return {**os.environ, "PYTHONPATH": str(Path(geomap.__file__).parents[1])}


def read_address(note):
    return json.loads(note.read_text() or "{}").get("address")


def wait_for(ready, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_a_local_cluster_gives_the_same(archive, expected, tmp_path):
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp",
    ) as local:
        build(archive, tmp_path / "out", corpus.scheduler(local.scheduler_address))
    assert content(tmp_path / "out") == expected


def test_two_workers_of_a_scheduler_give_the_same_and_one_may_die(
    archive, expected, cluster, tmp_path
):
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = sorted(client.run(os.getpid).values())
    assert len(pids) == 2
    killed = threading.Event()

    def kill_one(progress):
        if progress.documents >= 8 and not killed.is_set():
            killed.set()
            os.kill(pids[0], signal.SIGKILL)

    built = build(archive, tmp_path / "out", corpus.scheduler(cluster), kill_one)
    assert killed.is_set()
    assert built.manifest["counts"]["documents"] == 40
    assert content(tmp_path / "out") == expected


def test_no_scheduler_is_said(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.corpus.pool._CONNECT_SECONDS", 0.2)
    with pytest.raises(InputError, match="No Dask scheduler answers at"):
        build(archive, tmp_path / "out", corpus.scheduler("tcp://127.0.0.1:1"))
