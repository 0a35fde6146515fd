"""A meeting that 1,000 follow: from a change by an act until it has reached each of them; CPU and memory of the desk.

    .venv/bin/python bench/live.py [--viewers 1000] [--changes 20] [--every 1] [--json]

Two ways, one after the other, over the desk's own server: the streams of the product, on which the desk tells; and the
peer (`bench/live_peer.py`), where each viewer asks again every so many seconds with the ETag that it has. Each viewer
has a session and a connection of its own. A change is a real act by another process on the same record; its clock
begins before the act does, so that what the act itself takes is in every figure.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desk import ROOT, _answers, cpu_of, free_port, percentile, processes, served

# Seconds between two changes, and for which a viewer may be late before the change counts as lost.
BETWEEN, LOST = 1.0, 10.0
# So many connect at once.
AT_ONCE = 40


class Viewer:
    """One who follows: when which item was shown first after the last change."""

    def __init__(self, port: int, world: dict[str, Any], session: str) -> None:
        self.port, self.world, self.cookie = port, world, f"{world['cookie']}={session}"
        self.shown: list[tuple[int, float]] = []
        self.requests = 0
        self.ready = asyncio.Event()

    def note(self, text: bytes) -> None:
        """Note what is shown now."""
        for position in (1, 2):
            if f"Đang bàn: nội dung {position}<".encode() in text:
                self.shown.append((position, time.monotonic()))

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)

    def _asks(self, path: str, *more: str) -> bytes:
        lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Cookie: {self.cookie}", *more, "", ""]
        return "\r\n".join(lines).encode()

    async def stream(self, _every: float) -> None:
        """Follow by the desk's stream."""
        reader, writer = await self._open()
        writer.write(self._asks(f"/hoi-nghi/{self.world['meeting']}/theo-doi/", "Accept: text/event-stream"))
        head = await reader.readuntil(b"\r\n\r\n")
        self.requests += 1
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise SystemExit(f"no stream: {head.decode()}")
        while text := await reader.readuntil(b"\n\n"):
            self.note(text)
            self.ready.set()

    async def poll(self, every: float) -> None:
        """Follow by asking again."""
        reader, writer = await self._open()
        tag = ""
        await asyncio.sleep(random.random() * every)  # noqa: S311 - who came when
        while True:
            begun = time.monotonic()
            path = f"/hoi/{self.world['meeting']}/{self.world['cookie']}/"
            writer.write(self._asks(path, *([f"If-None-Match: {tag}"] if tag else [])))
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            self.requests += 1
            if " 200 " in head.partition("\r\n")[0]:
                length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
                self.note(await reader.readexactly(length))
            tag = head.partition("etag: ")[2].partition("\r\n")[0]
            self.ready.set()
            await asyncio.sleep(max(0.0, every - (time.monotonic() - begun)))


async def drive(way: str, port: int, head: int, world: dict[str, Any], leader: Any, given: Any) -> dict[str, Any]:
    """Let all connect, make the changes, and return how long each took to reach each."""
    viewers = [Viewer(port, world, session) for session in world["sessions"]]
    tasks, begun = [], time.monotonic()
    for number, each in enumerate(viewers):
        tasks.append(asyncio.create_task(getattr(each, way)(given.every)))
        if number % AT_ONCE == AT_ONCE - 1:
            await _ready(viewers[: number + 1])
    await _ready(viewers)
    connected = time.monotonic() - begun
    await asyncio.sleep(2)
    pids = processes(head)
    requests, idle = sum(each.requests for each in viewers), cpu_of(pids)
    await asyncio.sleep(5)
    quiet = (cpu_of(pids) - idle) / 5
    asked = (sum(each.requests for each in viewers) - requests) / 5
    used, began = cpu_of(pids), time.monotonic()
    took, lost = await _changes(viewers, leader, given.changes)
    busy = (cpu_of(pids) - used) / (time.monotonic() - began)
    failed = [task.exception() for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if failed:
        raise SystemExit(f"{len(failed)} viewers ended: {failed[0]!r}")
    ordered = sorted(took)
    return {
        "way": way,
        "viewers": len(viewers),
        "changes": given.changes,
        "every_s": given.every if way == "poll" else None,
        "p50_ms": round(statistics.median(ordered) * 1000),
        "p95_ms": round(percentile(ordered) * 1000),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000),
        "most_ms": round(ordered[-1] * 1000),
        "lost": lost,
        "connected_s": round(connected, 1),
        "requests_per_second": round(asked),
        "cpu_quiet": round(quiet, 2),
        "cpu_changing": round(busy, 2),
        "memory_mb": round(sum(map(_memory, pids))),
    }


async def _ready(viewers: list[Viewer]) -> None:
    await asyncio.gather(*(asyncio.wait_for(each.ready.wait(), 60) for each in viewers))


async def _changes(viewers: list[Viewer], leader: Any, changes: int) -> tuple[list[float], int]:
    took: list[float] = []
    for _ in range(changes):
        for each in viewers:
            each.shown.clear()
        leader.stdin.write("\n")
        leader.stdin.flush()
        loop = asyncio.get_running_loop()
        position, began, _committed = json.loads(await loop.run_in_executor(None, leader.stdout.readline))
        until = time.monotonic() + LOST
        while time.monotonic() < until and not all(_saw(each, position) for each in viewers):
            await asyncio.sleep(0.05)
        took += [_saw(each, position) - began for each in viewers if _saw(each, position)]
        await asyncio.sleep(BETWEEN)
    return took, len(viewers) * changes - len(took)


def _saw(viewer: Viewer, position: int) -> float:
    return next((at for shown, at in viewer.shown if shown == position), 0.0)


def _memory(pid: int) -> float:
    """Return the megabytes of a process, its share of what it has in common with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def peer(environment: dict[str, str], port: int) -> Iterator[int]:
    """Serve the peer; yield the process that heads the server's."""
    program = [sys.executable, str(ROOT / "bench" / "live_peer.py"), "127.0.0.1", str(port), str(os.getpid())]
    process = subprocess.Popen(program, env=environment)
    try:
        asyncio.run(_answers(port, process))
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def led(environment: dict[str, str], viewers: int) -> Iterator[tuple[dict[str, Any], Any]]:
    """Make the home; yield what it holds, and the process that makes its changes."""
    program = [sys.executable, str(ROOT / "bench" / "live_home.py"), str(viewers)]
    leader = subprocess.Popen(program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(leader.stdout.readline()), leader  # type: ignore[union-attr]
    finally:
        leader.terminate()
        leader.wait(timeout=30)


def run(given: Any) -> list[dict[str, Any]]:
    """Make a home, and measure both ways over it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))},
            "NGHITRINH_HOME": home,
            "NGHITRINH_TODAY": "2021-10-04",
            "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
        }
        program = str(Path(sys.executable).with_name("nghitrinh"))
        subprocess.run([program, "run", "--once"], env=environment, check=True, stdout=subprocess.DEVNULL)
        found = []
        with led(environment, given.viewers) as (world, leader):
            for way, server in (("stream", served), ("poll", peer)):
                port = given.port or free_port()
                with server(environment, port) as head:
                    found.append(asyncio.run(drive(way, port, head, world, leader, given)))
                    print(found[-1], file=sys.stderr)
        return found


def main() -> None:
    """Run once and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, default=1000)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two questions of the peer's viewer")
    parser.add_argument("--port", type=int, default=0, help="default: one that nobody has")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 16_384)), hard))
    found = run(given)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for each in found:
        print("\n".join(f"{name:22} {value}" for name, value in each.items()), end="\n\n")


if __name__ == "__main__":
    main()
