"""Downloading dumps, from a server on this machine: resumed, of the promised size, whole or not at all."""

import http.server
import threading
import zipfile
from io import BytesIO

import pytest
from click.testing import CliRunner

import geomap.gazetteer
from geomap.cli import main
from geomap.errors import InputError, OutputError, ReadError
from geomap.gazetteer import fetch
from geomap.gazetteer.download import download, wanted

LINE = "{}\t{}\t{}\t\t34.1\t71.5\tP\tPPL\t{}\t\t03\t7418\t\t\t0\t\t300\tAsia/Karachi\t2026-01-01\n"


def zipped(code, count=2000):
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Read me.")
        rows = "".join(
            LINE.format(i, f"{code}abad {i * 7919}", f"{code}abad", code) for i in range(1, count)
        )
        archive.writestr(f"{code}.txt", rows)
    return data.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """Serves files; ``breaks`` says after how many bytes the next answers break off."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.breaks, self.asked, self.version = {}, [], [], '"1"'
        self.ranges = True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        server, asked = self.server, self.headers.get("Range", "")
        server.asked.append((self.path, asked))
        data = server.files.get(self.path.strip("/"))
        if data is None:
            self.send_error(404)
            return
        start = (
            int(asked[6:-1])
            if asked and server.ranges and self.headers.get("If-Range") == server.version
            else 0
        )
        if start and start >= len(data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", server.version)
        self.end_headers()
        part = data[start:]
        self.wfile.write(part[: server.breaks.pop(0)] if server.breaks else part)

    def log_message(self, *words):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "own"))
    made = Server()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_dumps_are_downloaded_and_added(server, tmp_path):
    server.files = {"PK.zip": zipped("PK"), "AF.zip": zipped("AF")}
    added = fetch("geonames:PK,af", url=server.url)
    assert [a.name for a in added] == ["pk", "af"]
    assert geomap.gazetteer.open().lookup("AFabad 7919")
    assert list((tmp_path / "own" / "downloads").iterdir()) == []


def test_a_download_that_broke_off_goes_on(server, tmp_path):
    data = server.files["PK.zip"] = zipped("PK")
    server.breaks = [5000]
    with pytest.raises(
        ReadError, match=rf"broke off after 5,000 of {len(data):,} bytes|cannot be had"
    ):
        download(server.url + "PK.zip", tmp_path / "PK.zip")
    assert not (tmp_path / "PK.zip").exists()
    path = download(server.url + "PK.zip", tmp_path / "PK.zip")
    assert path.read_bytes() == data
    assert server.asked[-1] == ("/PK.zip", "bytes=5000-")
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["PK.zip"]


def test_a_file_that_changed_meanwhile_is_downloaded_anew(server, tmp_path):
    server.files["PK.zip"] = b"old" * 4000
    server.breaks = [5000]
    with pytest.raises(ReadError):
        download(server.url + "PK.zip", tmp_path / "PK.zip")
    server.files["PK.zip"], server.version = b"new" * 3000, '"2"'
    assert download(server.url + "PK.zip", tmp_path / "PK.zip").read_bytes() == b"new" * 3000


def test_a_server_without_ranges_is_read_from_the_beginning(server, tmp_path):
    server.files["PK.zip"], server.ranges, server.breaks = b"data" * 4000, False, [5000]
    with pytest.raises(ReadError):
        download(server.url + "PK.zip", tmp_path / "PK.zip")
    assert download(server.url + "PK.zip", tmp_path / "PK.zip").read_bytes() == b"data" * 4000


def test_a_part_longer_than_the_file_is_thrown_away(server, tmp_path):
    server.files["PK.zip"] = b"data" * 10
    (tmp_path / "PK.zip.part").write_bytes(b"x" * 999)
    (tmp_path / "PK.zip.etag").write_text(server.version)
    assert download(server.url + "PK.zip", tmp_path / "PK.zip").read_bytes() == b"data" * 10


@pytest.mark.parametrize("file", ["XX.zip", "PK.zip"])
def test_what_cannot_be_had_is_a_clear_error(server, tmp_path, file):
    url = server.url if file == "XX.zip" else "http://127.0.0.1:9/"
    with pytest.raises(ReadError, match="cannot be had"):
        download(url + file, tmp_path / file)
    assert not (tmp_path / file).exists()


def test_an_unwritable_folder_is_a_clear_error(server, tmp_path):
    server.files["PK.zip"] = b"data"
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        download(server.url + "PK.zip", tmp_path / "file" / "PK.zip")


def test_a_page_in_the_place_of_a_dump_is_refused(server):
    server.files["PK.zip"] = b"<html>Sign in to the network</html>"
    with pytest.raises(ReadError, match="is no table"):
        fetch("geonames:PK", url=server.url)
    assert geomap.gazetteer.additions() == ()


@pytest.mark.parametrize(
    "what", ["PK", "geonames:", "geonames:PAK", "geonames:../x", "osm:PK", "geonames:PK,,"]
)
def test_what_is_no_dump_is_refused(what):
    with pytest.raises(InputError, match=r"is not geonames:PK,AF"):
        wanted(what)


def test_dumps_have_the_names_that_geonames_gives_them():
    assert wanted("GeoNames:pk,AllCountries,admin1codesascii,PK") == (
        "PK.zip",
        "allCountries.zip",
        "admin1CodesASCII.txt",
    )


def test_the_commands_of_the_store(server, tmp_path):
    """Fetch, add, search, info, export, verify and remove on the command line."""
    server.files["PK.zip"] = zipped("PK", 20)
    table = tmp_path / "villages.csv"
    table.write_text("name,lat,lon\nCliabad,34.2,70.5\nBad,99,0\n")

    def run(*words, code=0):
        done = CliRunner().invoke(main, ["gazetteer", *words])
        assert done.exit_code == code, done.output
        return done.output

    assert "added pk: 19 places" in run("fetch", "geonames:PK", "--url", server.url)
    said = run("add", str(table))
    assert "added villages: 1 places" in said
    assert "set aside: line 3: lat is 99, not within 90 degrees" in said
    assert "user:villages/2" in run("search", "Cliabad")
    assert "villages.csv" in run("info")
    assert "3 store files are sound" in run("verify")
    run("remove", "villages")
    assert "Error: Nothing was found" in run("search", "Cliabad", code=1)
    assert "no addition 'villages'" in run("remove", "villages", code=1)
    assert "not geonames:PK,AF" in run("fetch", "PK", code=1)
    assert "cannot be read" in run("add", str(tmp_path / "none.csv"), code=1)
