"""Who follows keeps a connection on which nobody works, is told what changes, and is let go when nothing is theirs."""

import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest

from nghitrinh.desk.serving import following
from nghitrinh.desk.serving.following import HOLD, Following, Said
from nghitrinh.desk.serving.worker import Worker


class Topic:
    """What is followed: a text that a test changes, and names that may not know it any more."""

    def __init__(self) -> None:
        self.text, self.shut, self.asked = "một", set[str](), list[set[str]]()
        self.sockets: list[socket.socket] = []

    def looks(self) -> object:
        return self.text, frozenset(self.shut)

    def tells(self, names: Collection[str]) -> dict[str, Said | None]:
        self.asked.append(set(names))
        if self.text == "hỏng":
            raise RuntimeError("found a fault, expected none")
        said = Said(self.text, f"data: {self.text}\n\n".encode())
        return {name: None if name in self.shut else said for name in names}

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes]:
        """Answer as a view does: a follower's connection is handed over, anything else is a page."""
        name = environ["PATH_INFO"].strip("/")
        is_held = bool(name) and environ[HOLD](Following(name, self.looks, self.tells))
        start("200 OK", [("Content-Type", "text/event-stream" if is_held else "text/plain")])
        return iter([b"retry: 2000\n\n" if is_held else b"trang"])


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Iterator[Topic]:
    """Serve a topic by a worker whose loop has a thread of its own."""
    monkeypatch.setattr(following, "LOOK", 0.01)
    made, stop = Topic(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        worker = Worker(made.answer, listening, lambda _said: None)
        made.worker, made.port = worker, listening.getsockname()[1]  # type: ignore[attr-defined]

        def loop() -> None:
            while not stop.is_set():
                worker.turn()

        thread = threading.Thread(target=loop)
        thread.start()
        yield made
        stop.set()
        thread.join()
        for opened in made.sockets:
            opened.close()
        for each in list(worker.server.active_channels.values()):
            each.give_up()
        worker.server.close()


class Reader:
    """Somebody who follows."""

    def __init__(self, topic: Any, name: str, version: str = "1.1") -> None:
        self.socket = socket.create_connection(("127.0.0.1", topic.port), timeout=10)
        self.socket.sendall(f"GET /{name} HTTP/{version}\r\nHost: x\r\n\r\n".encode())
        topic.sockets.append(self.socket)
        self.got = b""

    def until(self, text: str) -> bytes:
        """Return all that came once a text is among it."""
        while text.encode() not in self.got:
            part = self.socket.recv(65_536)
            assert part, f"the connection ended after {self.got!r}"
            self.got += part
        return self.got

    def rest(self) -> bytes:
        """Return all that came, to the end."""
        while part := self.socket.recv(65_536):
            self.got += part
        return self.got


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_reader_is_told_what_there_is_and_then_what_changes(topic: Any, version: str) -> None:
    reader = Reader(topic, "an", version)
    reader.until("data: một")
    topic.text = "hai"
    got = reader.until("data: hai")
    assert got.count(b"data: m") == 1
    assert b"Content-Length" not in got
    assert (b"chunked" in got) == (version == "1.1")


def test_all_who_follow_are_asked_for_at_once(topic: Any) -> None:
    readers = [Reader(topic, name) for name in ("an", "bo", "chi")]
    for each in readers:
        each.until("data: một")
    topic.asked.clear()
    topic.text = "hai"
    for each in readers:
        each.until("data: hai")
    assert [len(each) for each in topic.asked] == [3]
    assert topic.worker.queue.is_empty


def test_whoever_may_not_know_it_any_more_is_let_go(topic: Any) -> None:
    mine, theirs = Reader(topic, "an"), Reader(topic, "bi")
    for each in (mine, theirs):
        each.until("data: một")
    topic.text, topic.shut = "kín", {"bi"}
    mine.until("data: kín")
    assert "kín".encode() not in theirs.rest()


def test_a_fault_ends_the_connections_and_whoever_comes_again_is_told(topic: Any) -> None:
    reader = Reader(topic, "an")
    reader.until("data: một")
    topic.text = "hỏng"
    reader.rest()
    topic.text = "ba"
    Reader(topic, "an").until("data: ba")


def test_a_page_is_answered_beside_those_who_follow_and_makes_room_by_none_of_them(
    topic: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nghitrinh.desk.serving.server.MOST_CONNECTIONS", 2)
    readers = []
    for name in "abcdef":
        readers.append(Reader(topic, name))
        readers[-1].until("data: một")
    assert b"trang" in Reader(topic, "").until("trang")
    topic.text = "hai"
    for each in readers:
        each.until("data: hai")


def test_the_thread_that_looks_ends_with_the_last_who_follows(topic: Any) -> None:
    reader = Reader(topic, "an")
    reader.until("data: một")
    reader.socket.close()
    until = time.monotonic() + 10
    while topic.worker.server.watch.count and time.monotonic() < until:
        topic.text += "."
        time.sleep(0.02)
    assert topic.worker.server.watch.count == 0


def test_there_is_a_bound_to_how_many_are_held(topic: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nghitrinh.desk.serving.connection.MOST_HELD_OPEN", 1)
    Reader(topic, "an").until("data: một")
    assert b"trang" in Reader(topic, "bi").until("trang")
