"""The server as others than browsers speak to it: byte by byte, slowly, wrongly, and while its archive is exchanged."""

import shutil
import socket
import sqlite3
import threading

import pytest
import uvicorn
from click.testing import CliRunner

import onrecord
from onrecord.archive import Archive
from onrecord.cli import main
from onrecord.errors import ArchiveError
from onrecord.serve import app as serving
from onrecord.serve import connections
from onrecord.serve.app import app
from onrecord.serve.connections import Connection

HOST = b"Host: 127.0.0.1\r\n"
CLOSE = b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port(samples):
    """The port of a server of the samples as `onrecord serve` runs it; a head must come within two seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "HEAD_SECONDS", 2)
        config = uvicorn.Config(app(samples), port=0, http=Connection, ws="none", log_level="error", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive()
        yield server.servers[0].sockets[0].getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture
def says(port):
    """What is answered to these bytes, until the server closes."""

    def answered(sent: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            found = b""
            try:
                connection.sendall(sent)
                while more := connection.recv(1 << 16):
                    found += more
            except ConnectionError:
                pass
            return found

    return answered


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (b"/%00", 404), (b"/%ff", 404), (b"/story/%c0%ae%c0%ae.json", 404), (b"/search?q=%ff%00%ed%a0%80", 200),
        (b"/?_size=200", 200), (b"/?_size=201", 400), (b"/?_size=0", 400), (b"/?_size=1&_size=2", 400),
        (b"/?_size=", 200),
        (b"/?unknown=1", 200), (b"/search?q=" + b"a" * 300, 200), (b"/search?q=" + b"a" * 301, 400),
        (b"/article/" + b"a" * 2_000, 404), (b"/article/" + b"a" * 2_001, 400), (b"/" + b"a" * 51_000, 414),
        (b"/?" + b"&".join(b"a%d=" % i for i in range(2_000)), 200),
        (b"/..%2f..%2fetc/passwd", 404), (b"/static/../app.py", 404), (b"/static/x/..%2fapp.py", 404),
        (b"//evil.example/", 404), (b"http://127.0.0.1/about", 200), (b"*", 404), (b"/\xff\xfe", 400),
        (b"/?_next=%00", 400), (b"/?_next=bnVsbA", 400), (b"/export/..%2f", 404),
    ],
)  # fmt: skip
def test_whatever_is_asked_is_answered(says, target, expected):
    answer = says(b"GET " + target + b" HTTP/1.1\r\n" + HOST + CLOSE)
    assert status(answer) == expected
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (b"localhost", 200), (b"LOCALHOST:9", 200), (b"127.0.0.1:8001", 200), (b"[::1]:8001", 200), (b"", 421),
        (b"evil.example", 421), (b"127.0.0.1.evil.example", 421), (b"a@127.0.0.1", 421), (b"2130706433", 421),
        (b"0.0.0.0", 421), (b"localhost, evil.example", 421), (b"evil.example\r\nX-Forwarded-Host: localhost", 421),
        (b"localhost\r\nHost: evil.example", 400),
    ],
)  # fmt: skip
def test_only_this_machine_is_answered_for(says, host, expected):
    assert status(says(b"GET /about HTTP/1.1\r\nHost: " + host + b"\r\n" + CLOSE)) == expected


def test_a_request_names_its_host(says):
    assert status(says(b"GET /about HTTP/1.1\r\n" + CLOSE)) == 400
    assert status(says(b"GET /about HTTP/1.0\r\n\r\n")) == 400
    assert status(says(b"GET /about HTTP/1.0\r\n" + HOST + b"\r\n")) == 200


@pytest.mark.parametrize("method", [b"POST", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"TRACE"])
def test_pages_are_only_read(says, method):
    answer = says(method + b" / HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\n" + CLOSE + b"{}")
    assert status(answer) == 405
    assert b"\r\nallow: GET" in answer or b"\r\nallow: HEAD" in answer
    assert b"x-content-type-options: nosniff" in answer


def test_head_is_get_without_a_body(says):
    head, page = (says(method + b" /about HTTP/1.1\r\n" + HOST + CLOSE) for method in (b"HEAD", b"GET"))
    lines = [answer.split(b"\r\n\r\n", 1)[0].split(b"\r\n") for answer in (head, page)]
    told = [sorted(line for line in one if not line.startswith(b"date")) for one in lines]
    assert told[0] == told[1]
    assert head.endswith(b"\r\n\r\n")


def test_requests_in_a_row_are_all_answered(says):
    one = b"GET /about HTTP/1.1\r\n" + HOST
    assert says((one + b"\r\n") * 19 + one + CLOSE).count(b"HTTP/1.1 200 OK") == 20


def test_an_endless_head_and_a_slow_one_are_broken_off(says):
    assert b"200 OK" not in says(b"GET /" + b"a" * 1_000_000)
    assert b"200 OK" not in says(b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 1_000_000)
    assert says(b"GET / HTTP/1.1\r\n" + HOST) == b""  # the rest never comes: the server closes
    assert says(b"") == b""


def test_others_are_served_while_two_hundred_wait(port, says):
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    try:
        for one in idle[::2]:
            one.sendall(b"GET / HT")
        assert status(says(b"GET / HTTP/1.1\r\n" + HOST + CLOSE)) == 200
    finally:
        for one in idle:
            one.close()


def test_an_archive_is_moved_away_and_replaced_under_a_server(samples, tmp_path):
    from starlette.testclient import TestClient

    path, other = tmp_path / "news.onrecord", tmp_path / "other.onrecord"
    shutil.copy(samples, path)
    with Archive.open(other, write=True):
        pass
    with TestClient(app(path), base_url="http://127.0.0.1") as asks:
        n = len(asks.get("/.json").json()["rows"])
        assert n > 1
        path.rename(tmp_path / "away.onrecord")
        gone = asks.get("/.json")
        assert gone.status_code == 503
        assert str(tmp_path) not in gone.text
        assert {"ok", "status", "error", "name", "remedy", "valid"} == set(gone.json())
        assert asks.get("/").status_code == 503
        other.rename(path)
        assert asks.get("/.json").json()["rows"] == []
        path.write_bytes(b"no archive at all")
        assert asks.get("/").status_code == 503
        path.unlink()
        (tmp_path / "away.onrecord").rename(path)
        assert len(asks.get("/.json").json()["rows"]) == n


def test_an_archive_is_upgraded_under_a_server(samples, tmp_path):
    """By an onrecord that has other tables: what was opened before is not read on."""
    from starlette.testclient import TestClient

    path = tmp_path / "news.onrecord"
    shutil.copy(samples, path)
    with TestClient(app(path), base_url="http://127.0.0.1") as asks:
        assert asks.get("/").status_code == 200
        with sqlite3.connect(path) as newer:
            newer.execute("UPDATE meta SET value = 99 WHERE key = 'version'")
            newer.execute("UPDATE meta SET value = value + 1 WHERE key = 'stamp'")
        newer.close()
        answer = asks.get("/.json")
        assert answer.status_code == 503
        assert "newer onrecord" in answer.json()["error"]


def test_what_breaks_is_logged_with_its_request_and_not_shown(samples, monkeypatch, caplog):
    from starlette.testclient import TestClient

    def broken(self, *_):
        raise RuntimeError("the inside of the server")

    monkeypatch.setattr(serving.Server, "_body", broken)
    with TestClient(app(samples), base_url="http://127.0.0.1") as asks:
        for address in ("/search?q=%1b%0afire", "/search.json?q=a"):
            answer = asks.get(address)
            assert answer.status_code == 500
            assert "inside" not in answer.text
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
    first = caplog.records[0]
    assert first.getMessage() == "GET /search?q=%1b%0afire: the inside of the server"
    assert first.exc_info


def test_a_build_beside_the_pages_is_never_waited_for(tmp_path):
    """Every page is whole and of one moment while articles come in."""
    from starlette.testclient import TestClient

    path, source = tmp_path / "news.onrecord", tmp_path / "news.txt"
    source.write_text("Six men left the old mill in Norda on Monday, mayor Ana Reis said.\n")
    onrecord.build(path, source)
    failed: list[object] = []
    done = threading.Event()

    def asking() -> None:
        with TestClient(app(path), base_url="http://127.0.0.1") as asks:
            while not done.is_set():
                rows = asks.get("/.json").json()
                answers = [asks.get(address) for address in ("/", "/search?q=mill", "/skipped", "/openapi.json")]
                answers += [asks.get(f"/story/{row['id']}") for row in rows["rows"][:2]]
                failed.extend(a.url for a in answers if a.status_code != 200)

    thread = threading.Thread(target=asking)
    thread.start()
    try:
        for i in range(6):
            source.write_text(f"{i + 8} men left the old mill in Norda on Monday, mayor Ana Reis said on day {i}.\n")
            onrecord.build(path, source)
    finally:
        done.set()
        thread.join()
    assert failed == []


def test_a_port_that_is_taken_and_an_address_elsewhere_are_told(samples):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = CliRunner().invoke(main, ["serve", str(samples), "--port", str(taken.getsockname()[1])])
    assert told.exit_code == 2
    assert "another program listens there" in told.stderr
    told = CliRunner().invoke(main, ["serve", str(samples), "--host", "192.0.2.1", "--port", "0"])
    assert told.exit_code == 2
    assert "not an address of this machine" in told.stderr


def test_an_archive_that_is_not_there_is_told_before_anything_listens(tmp_path):
    with pytest.raises(ArchiveError, match="no such archive"):
        serving.run(tmp_path / "none", host="127.0.0.1", port=0, ready=print)
