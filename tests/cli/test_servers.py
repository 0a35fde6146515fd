"""Desk and portal before clients that keep a server waiting: others are answered, and the waiting has an end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.cli.attacking import HEAD, Server, close_all, closed_within, has_ended, hidden, serving
from tests.cli.programs import Home, copy_of, free_port

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="connections are looked at as Linux shows them"),
]
# What each server is asked, and a file of it that is sent when asked for often fills every buffer between two programs.
PAGES = {"desk": ("/dang-nhap/", "/static/nghitrinh/nghitrinh.css"), "portal": ("/suc-khoe", "/static/nghitrinh.css")}
SOON = 3.0


@pytest.fixture(autouse=True)
def closed_after() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture(scope="module")
def desk(made_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = copy_of(made_home.folder, tmp_path_factory.mktemp("desk"))
    with serving(home, "desk", "--desk-port", answers="/dang-nhap/") as it:
        yield it


@pytest.fixture(scope="module")
def portal(made_home: Home) -> Iterator[Server]:
    with serving(made_home, "portal", str(made_home.folder / "portal"), "--port", answers="/suc-khoe") as it:
        yield it


@pytest.fixture(params=["desk", "portal"])
def server(request: pytest.FixtureRequest) -> tuple[Server, str, str]:
    served: Server = request.getfixturevalue(request.param)
    return (served, *PAGES[request.param])


def signed_in(home: Home, server: Server) -> Server:
    users = json.loads((home.folder / "demo-users.json").read_text("utf-8"))
    password = next(user["password"] for user in users if user["username"] == "thuky")
    browser = Server(server.process, server.port)
    token = hidden(browser.ask("/dang-nhap/").body, "csrfmiddlewaretoken")
    answer = browser.post("/dang-nhap/", csrfmiddlewaretoken=token, username="thuky", password=password)
    assert answer.status == 302, answer
    return browser


def half_body(page: str) -> str:
    return f"POST {page}{HEAD}Content-Length: 1000\r\n\r\n{'a' * 500}"


def kinds(server: Server, page: str) -> dict[str, socket.socket]:
    """Open a connection of every kind that waits for something that its client never sends."""
    return {
        "half a head": server.sent(f"GET {page}{HEAD}"),
        "a head a byte a second": server.sent(f"GET {page}{HEAD}X: "),
        "half a body": server.sent(half_body(page)),
        "a body a byte a second": server.sent(f"POST {page}{HEAD}Content-Length: 1000\r\n\r\n"),
        "chunks without end": server.sent(f"POST {page}{HEAD}Transfer-Encoding: chunked\r\n\r\n"),
    }


def test_nobody_is_kept_out_by_half_sent_bodies(made_home: Home, desk: Server) -> None:
    browser = signed_in(made_home, desk)
    for _ in range(60):
        desk.sent(half_body("/dang-nhap/"))
    time.sleep(1)
    answers = [browser.ask("/hoi-nghi/", timeout=10) for _ in range(4)]
    assert [answer.status for answer in answers] == [200] * 4
    assert max(answer.seconds for answer in answers) < SOON


TRICKLES = {"a head a byte a second": b"a", "a body a byte a second": b"a", "chunks without end": b"1\r\na\r\n"}


@pytest.mark.long
def test_what_comes_too_slowly_or_is_not_read_is_given_up(desk: Server, portal: Server) -> None:
    """By both servers, looked at together: each takes half a minute for it, in which there is nothing else to do."""
    servers = {"desk": desk, "portal": portal}
    slow = {(name, kind): each for name, it in servers.items() for kind, each in kinds(it, PAGES[name][0]).items()}
    unread = {name: it.sent(f"GET {PAGES[name][1]}{HEAD}\r\n" * 400, receives=4096) for name, it in servers.items()}

    def trickle() -> None:
        for (_, kind), connection in slow.items():
            with suppress(OSError):
                connection.send(TRICKLES.get(kind, b""))

    waiting = {" ".join(name): connection for name, connection in slow.items()}
    assert closed_within(45, waiting, trickle) == set(waiting)
    until = time.monotonic() + 30
    for name, it in servers.items():
        while not has_ended(it.port, unread[name]):
            assert time.monotonic() < until, f"{name}: who reads nothing still holds its connection"
            time.sleep(0.5)
        assert it.ask(PAGES[name][0]).seconds < SOON


@pytest.mark.parametrize("kind", ["idle", "kept alive", "half a head", "unread"])
def test_nobody_is_kept_out_by_many_connections(server: tuple[Server, str, str], kind: str) -> None:
    served, page, file = server
    asked = f"GET {file}{HEAD}\r\n"
    text = {"idle": "", "kept alive": asked, "half a head": f"GET {page}{HEAD}", "unread": asked * 100}[kind]
    for _ in range(200 if kind == "unread" else 1_300):
        opened = served.sent(text, receives=4096 if kind == "unread" else 0)
        if kind == "kept alive":
            assert opened.recv(15) == b"HTTP/1.1 200 OK"
    time.sleep(1)
    answers = [served.ask(page, timeout=8) for _ in range(4)]  # of two processes each answers some
    assert [answer.status for answer in answers] == [200] * 4
    assert max(answer.seconds for answer in answers) < 8


def test_a_head_without_end_is_refused(server: tuple[Server, str, str]) -> None:
    served, page, _ = server
    endless = served.sent(f"GET {page}{HEAD}X: {'a' * 100_000}")
    with suppress(ConnectionError):
        endless.sendall(b"a" * 1_000_000)
    assert closed_within(5, {"endless": endless}, lambda: None) == {"endless"}


def test_a_connection_is_kept_also_by_an_answer_without_content(server: tuple[Server, str, str]) -> None:
    served, page, file = server
    kept = served.sent(f"GET {file}{HEAD}\r\n")
    head = whole_answer(kept)
    tag = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith(("etag", "last-modified")))
    condition = "If-None-Match" if '"' in tag else "If-Modified-Since"
    kept.sendall(f"GET {file}{HEAD}{condition}: {tag}\r\n\r\n".encode())
    assert " 304 " in whole_answer(kept).split("\r\n")[0]
    kept.sendall(f"GET {page}{HEAD}Connection: close\r\n\r\n".encode())
    assert " 200 " in whole_answer(kept).split("\r\n")[0]
    assert kept.recv(10) == b""


def whole_answer(connection: socket.socket) -> str:
    """Read one answer to its end, and return its head."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(1)
    head = read.decode("latin-1")
    length = next(
        (line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("content-length")), "0"
    )
    left = int(length)
    while left:
        left -= len(connection.recv(left))
    return head


def test_a_body_that_is_too_large_is_refused_by_a_page_and_what_was_typed_waits(made_home: Home, desk: Server) -> None:
    browser = signed_in(made_home, desk)
    form = browser.ask("/hoi-nghi/moi/").body
    typed = {name: hidden(form, name) for name in ("csrfmiddlewaretoken", "form_key")} | {"name": "Hội nghị gõ dở"}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in typed.items()]
    file = '--x\r\nContent-Disposition: form-data; name="tep"; filename="To trinh.pdf"\r\n\r\n'
    body = "".join([*parts, file]).encode() + b"%" * 70_000_000 + b"\r\n--x--\r\n"
    answer = browser.ask("/hoi-nghi/moi/", body, "multipart/form-data; boundary=x")
    assert answer.status == 413
    assert "Gửi lên lớn quá" in answer.body
    assert "70,0\xa0MB" in answer.body
    assert "60,0\xa0MB" in answer.body
    assert "To trinh.pdf" in answer.body
    again = browser.ask("/hoi-nghi/moi/").body
    assert "Hội nghị gõ dở" in again
    assert "Lần gửi trước lớn quá nên không nhận" in again


def test_who_asks_before_sending_is_told_at_once(desk: Server) -> None:
    asking = f"POST /dang-nhap/{HEAD}Expect: 100-continue\r\nContent-Length: "
    refused = desk.sent(f"{asking}70000000\r\n\r\n")
    assert refused.recv(1000).startswith(b"HTTP/1.1 413 ")
    taken = desk.sent(f"{asking}3\r\n\r\n")
    assert taken.recv(1000).startswith(b"HTTP/1.1 100 ")
    taken.sendall(b"a=b")
    assert taken.recv(1000).startswith(b"HTTP/1.1 403 ")


# -- processes ---------------------------------------------------------------------------------------------------------


def descendants(pid: int) -> list[int]:
    """Return the processes that a process began, and theirs."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in children.read_text().split()]
    return found[1:]


def alive(pids: list[int]) -> list[int]:
    """Return which of the processes run."""
    states = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return [
        pid for pid, path in states.items() if path.exists() and path.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    ]


def gone_within(seconds: float, pids: list[int]) -> bool:
    until = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.2)
    return not alive(pids)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("command", ["desk", "portal", "run"])
def test_every_process_ends_with_the_first(home: Home, command: str, number: signal.Signals) -> None:
    options = {
        "desk": ("desk", "--desk-port"),
        "portal": ("portal", str(home.folder / "portal"), "--port"),
        "run": ("run", "--portal-port", free_port(), "--desk-port"),
    }[command]
    with serving(home, *options, answers="/") as server:
        below = descendants(server.process.pid)
        assert len(below) >= 2
        server.process.send_signal(number)
        assert gone_within(25, [server.process.pid, *below])


@pytest.mark.parametrize("failing", [0, 1], ids=["desk", "portal"])
def test_all_end_when_one_server_of_a_run_fails(home: Home, failing: int) -> None:
    with serving(home, "run", "--portal-port", free_port(), "--desk-port", answers="/dang-nhap/") as server:
        below = descendants(server.process.pid)
        os.kill(below[failing], signal.SIGKILL)
        assert gone_within(25, [server.process.pid, *below])
        assert server.process.wait(timeout=5) == 1


def test_a_portal_ends_when_a_worker_of_it_does_not_listen(home: Home) -> None:
    with serving(home, "portal", str(home.folder / "portal"), "--port", answers="/suc-khoe") as server:
        below = descendants(server.process.pid)
        os.kill(below[0], signal.SIGSTOP)  # as one that is told to end before it has begun to listen for that
        server.process.terminate()
        assert gone_within(25, [server.process.pid, *below])


def test_a_dead_worker_is_begun_anew(home: Home) -> None:
    with serving(home, "desk", "--desk-port", answers="/dang-nhap/") as server:
        head = descendants(server.process.pid)[0]
        before = descendants(head)
        os.kill(before[0], signal.SIGKILL)
        until = time.monotonic() + 20
        while len(alive(descendants(head))) < len(before):
            assert time.monotonic() < until
            time.sleep(0.2)
        assert server.ask("/dang-nhap/").status == 200


HOLDS = """
import re, sys, time
from nghitrinh.desk.serving import head
def application(environ, start):
    if environ["PATH_INFO"] == "/held":
        re.match(r"(a+)+$", "a" * 60 + "b")   # which nobody can interrupt
    if environ["PATH_INFO"] == "/slow":
        time.sleep(3)
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
head.Head(application, "127.0.0.1", int(sys.argv[1])).run(int(sys.argv[2]))
"""


@pytest.fixture
def holding() -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", HOLDS, port, str(os.getpid())], stderr=subprocess.PIPE)
    server = Server(process, int(port))
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError):
            server.ask("/")
            break
        time.sleep(0.1)
    yield server
    process.terminate()
    process.communicate(timeout=30)


def test_a_request_that_nothing_can_stop_is_ended_with_its_process(holding: Server) -> None:
    held = holding.sent(f"GET /held{HEAD}\r\n")
    assert closed_within(16, {"held": held}, lambda: None) == {"held"}
    assert [holding.ask("/", timeout=5).status for _ in range(6)] == [200] * 6
    holding.process.terminate()
    _, said = holding.process.communicate(timeout=30)
    assert b"a worker was ended after 10 s: held by GET /held" in said


def test_beside_what_takes_long_others_are_answered_and_a_stop_waits_for_it(holding: Server) -> None:
    slow = [holding.sent(f"GET /slow{HEAD}\r\n") for _ in range(4)]
    time.sleep(0.3)
    assert max(holding.ask("/", timeout=10).seconds for _ in range(4)) < SOON
    holding.process.terminate()
    assert [each.recv(100)[:15] for each in slow] == [b"HTTP/1.1 200 OK"] * 4
    assert holding.process.wait(timeout=20) == 0
