"""The desk with 90 people at it: requests a second, waiting times, errors, CPU, over the production server.

    .venv/bin/python bench/desk.py [--sessions 90] [--seconds 30] [--database sqlite|postgresql] [--json]

A home of its own is made by acts (`bench/desk_home.py`) and served as `nghitrinh run` serves it. Every session is a
user of its own, signed in over HTTP with cookies and CSRF tokens, on one kept connection, and does as a browser does:
it sends back the ETag of a page that it has, opens a form before it sends it, follows the redirect, and thinks in
between (exponential, one second in the mean). Each opens only what it may see, as links would lead it.

Of the requests about one in ten is an act, of the kinds that a secretariat has (`ACTS`): an item of an agenda edited,
attendance recorded, a paper registered under an item, an article edited, decisions of an item drafted; officers report
on tasks. Their shares are a guess, no count of a real office. Every act is shown at once: the page after it must have
the words that were just sent. A 304 counts as an answer only to a page that the session has; whatever else is not the
expected status with the expected words in it is an error, and the first few are printed.
"""

import argparse
import asyncio
import html
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("NGHITRINH_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run
TICK = os.sysconf("SC_CLK_TCK")

# What is read, and how often.
READS = {
    "today": 20, "meeting": 20, "item": 10, "meetings": 10, "papers": 6, "tasks": 8, "task": 5, "decision": 5,
    "paper": 4, "article": 3, "articles": 3, "calendar": 3, "journal": 3,
}  # fmt: skip
# Half of the sessions act, and an act is three requests (form, act, page after it): one in ten requests is an act then.
ACTING = 0.28
# So many sign in at once, before anything is measured: checking a password costs half a second of a processor.
SIGNING_IN = 2
LISTS = {
    "today": ("/", "Hôm nay"),
    "meetings": ("/hoi-nghi/", "Hội nghị"),
    "papers": ("/tai-lieu/", "Tài liệu"),
    "tasks": ("/viec/", "Việc giao"),
    "articles": ("/bai-viet/", "Bài viết"),
    "calendar": ("/lich/2021/10/", "</main>"),
    "journal": ("/nhat-ky/", "Nhật ký"),
}
# Lists that are always empty for a role are not offered to it, and answer 404.
NOT_OFFERED = {"officer": {"articles", "journal"}}
_FIELD = re.compile(
    r'<input[^>]*type="(?:hidden|text|number|date|datetime-local)"[^>]*>|<input[^>]*type="radio"[^>]*checked[^>]*>'
    r"|<textarea[^>]*>.*?</textarea>"
    r"|<select[^>]*>.*?</select>",
    re.S,
)


@dataclass(frozen=True)
class Changing:
    """One kind of act: how often of a hundred, the form's address, what is typed; some things are for one act only."""

    weight: int
    form: str
    typed: Callable[[str, dict[str, str], str], dict[str, str]]
    once: bool = False


def _attended(_words: str, fields: dict[str, str], _body: str) -> dict[str, str]:
    """Say of one post that it is there otherwise than was said before."""
    now = fields["posts-0-role"]
    return {"posts-0-role": "invited" if now == "member" else "member"}


# By the name that `desk_home.py` gives to what a user may change so.
ACTS = {
    "item": Changing(30, "/noi-dung/{}/sua/", lambda words, *_: {"title": words}),
    "attendance": Changing(20, "/hoi-nghi/{}/diem-danh/", _attended),
    "paper": Changing(20, "/noi-dung/{}/tai-lieu-moi/", lambda words, _, body: {"title": words, "submitted_by": body}),
    "article": Changing(15, "/bai-viet/{}/sua/", lambda words, *_: {"title": words}),
    "decision": Changing(
        15,
        "/noi-dung/{}/ket-luan/",
        lambda words, *_: {"title": words, "points-0-outcome": "agreed", "points-0-text": f"Thống nhất. {words}"},
        once=True,
    ),
    "report": Changing(100, "/viec/{}/bao-cao/", lambda words, *_: {"text": words}, once=True),
}


class Failed(Exception):
    """An answer that is not what was expected."""


@dataclass
class Answer:
    """One answer: status, the headers that are read, body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Measured:
    """Everything that the sessions saw."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    unchanged: int = 0
    acts: int = 0
    errors: list[str] = field(default_factory=list)
    running: bool = False


class Session:
    """One user at the desk: a connection, cookies, the pages it has."""

    def __init__(self, port: int, user: dict[str, Any], world: dict[str, Any], measured: Measured, seed: int) -> None:
        self.port, self.user, self.world, self.measured = port, user, world, measured
        self.random = random.Random(seed)  # noqa: S311 - a seed makes a run that can be run again
        self.cookies: dict[str, str] = {}
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, method: str, path: str, body: str = "", etag: str = "", *, again: bool = True) -> Answer:
        """Send a request on the kept connection and read its answer."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if etag:
            lines.append(f"If-None-Match: {etag}")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        message = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
        try:
            self.writer.write(message)
            return await self._read()
        except (asyncio.IncompleteReadError, ConnectionError) as lost:
            self.writer = None
            if again and not getattr(lost, "partial", b""):  # closed while idle: a browser opens another one
                return await self.send(method, path, body, etag, again=False)
            raise Failed("the connection was lost") from None

    async def _read(self) -> Answer:
        if self.reader is None:
            raise Failed("there is no connection")
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            name = name.lower()
            if name == "set-cookie":
                key, _, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]
            headers[name] = value
        length = int(headers.get("content-length", 0))
        return Answer(int(head[0].split()[1]), headers, await self.reader.readexactly(length) if length else b"")

    async def timed(self, kind: str, method: str, path: str, body: str = "", etag: str = "") -> Answer:
        """Send a request and note how long its answer took."""
        begun = time.perf_counter()
        answer = await self.send(method, path, body, etag)
        if self.measured.running:
            self.measured.times[kind].append((time.perf_counter() - begun) * 1000)
        return answer

    async def get(self, kind: str, path: str, words: str) -> bytes:
        """Open a page as a browser does; return its body, the one it had when it has not changed."""
        etag, had = self.pages.get(path, ("", b""))
        answer = await self.timed(kind, "GET", path, etag=etag)
        if answer.status == 304 and etag:
            self.measured.unchanged += self.measured.running
            return had
        if (
            answer.status != 200
            or words.encode() not in answer.body
            or self.user["username"].encode() not in answer.body
        ):
            raise Failed(f"{path}: {answer.status}, without {words!r} or the user's name")
        if "etag" in answer.headers:
            self.pages[path] = (answer.headers["etag"], answer.body)
        return answer.body

    async def sign_in(self) -> None:
        """Sign in by the form."""
        page = await self.send("GET", "/dang-nhap/")
        sent = fields(page.body.decode()) | {"username": self.user["username"], "password": PASSWORD}
        answer = await self.send("POST", "/dang-nhap/", encoded(sent))
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise Failed(f"signing in: {answer.status}")

    async def read_something(self) -> None:
        """Open one page, chosen as people do, of those that there are for this user."""
        own, missing = self.world["pages"][self.user["role"]], NOT_OFFERED.get(self.user["role"], set())
        kinds = {kind: weight for kind, weight in READS.items() if (kind in LISTS or own[kind]) and kind not in missing}
        kind = self.random.choices(list(kinds), list(kinds.values()))[0]
        path, words = LISTS[kind] if kind in LISTS else (self.random.choice(own[kind]), "</main>")
        await self.get(kind, path, words)

    def may_act(self) -> list[str]:
        """Return the kinds of acts for which something is left."""
        return [kind for kind, things in self.user["changes"].items() if things]

    async def act(self) -> None:
        """Change something of one's own: open the form, think, send it, follow where it leads."""
        kinds = self.may_act()
        kind = self.random.choices(kinds, [ACTS[each].weight for each in kinds])[0]
        thing = self.random.choice(self.user["changes"][kind])
        if ACTS[kind].once:
            self.user["changes"][kind].remove(thing)
        address, words = ACTS[kind].form.format(thing), f"Lời sửa lúc {time.time_ns()}"
        page = (await self.get("form", address, 'class="form')).decode()
        await self.think()
        had = fields(page[page.index('<form class="form') :])
        typed = ACTS[kind].typed(words, had, self.world["body"])
        answer = await self.timed(f"act: {kind}", "POST", address, encoded(had | typed))
        if answer.status != 302:
            raise Failed(f"{kind}: {answer.status} instead of 302")
        self.measured.acts += self.measured.running
        shown = words if words in typed.values() else 'role="status"'
        await self.get("after the act", answer.headers["location"], shown)

    async def think(self) -> None:
        """Think for a second in the mean."""
        await asyncio.sleep(self.random.expovariate(1.0))

    async def work(self, until: float) -> None:
        """Read and act until the end."""
        while time.perf_counter() < until:
            await self.think()
            try:
                if self.may_act() and self.random.random() < ACTING:
                    await self.act()
                else:
                    await self.read_something()
            except (Failed, OSError, LookupError, ValueError) as error:
                self.measured.errors.append(f"{type(error).__name__}: {error}")


def fields(page: str) -> dict[str, str]:
    """Return the fields of a form with their values."""
    found = {}
    for part in _FIELD.findall(page):
        name = re.search(r'name="([^"]*)"', part)
        if name is None:
            continue
        if part.startswith("<textarea"):
            value = part[part.index(">") + 1 : -len("</textarea>")].removeprefix("\n")
        elif part.startswith("<select"):
            # What a browser sends: the chosen option, or else the first.
            chosen = re.search(r'value="([^"]*)"[^>]*selected', part) or re.search(r'<option value="([^"]*)"', part)
            value = chosen[1] if chosen else ""
        else:
            given = re.search(r'value="([^"]*)"', part)
            value = given[1] if given else ""
        found[name[1]] = html.unescape(value)
    return found


def encoded(values: dict[str, str]) -> str:
    """Return values as the body of a form."""
    return "&".join(f"{name}={quote_plus(value)}" for name, value in values.items())


# -- the server ------------------------------------------------------------------------------------------------------


def free_port() -> int:
    """Return a port that nobody has."""
    import socket  # noqa: PLC0415

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the address of an empty database: none for SQLite, one made and dropped on the PostgreSQL server."""
    if kind == "sqlite":
        yield ""
        return
    import psycopg  # noqa: PLC0415

    name = f"bench_desk_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield POSTGRES.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[int]:
    """Serve the desk as `nghitrinh run` does; yield the process that heads the server's."""
    program = str(Path(sys.executable).with_name("nghitrinh"))
    process = subprocess.Popen([program, "desk", "--desk-port", str(port)], env=environment)
    try:
        asyncio.run(_answers(port, process))
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


async def _answers(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        if process.poll() is not None:
            break
        await asyncio.sleep(0.1)
    raise SystemExit("the desk did not start")


def processes(head: int) -> list[int]:
    """Return a process with everything it started."""
    found = [head]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def cpu_of(pids: list[int]) -> float:
    """Return the seconds of CPU that processes have used."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return total / TICK


def backends(name: str) -> list[int]:
    """Return PostgreSQL's processes that serve a database."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes().startswith(b"postgres: ") and f" {name} ".encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found if name else []


# -- one run ---------------------------------------------------------------------------------------------------------


async def drive(port: int, head: int, name: str, world: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Sign everybody in, let them work for a while, measure after the first fifth."""
    measured = Measured()
    sessions = [Session(port, user, world, measured, number) for number, user in enumerate(world["users"])]
    for begin in range(0, len(sessions), SIGNING_IN):
        await asyncio.gather(*(session.sign_in() for session in sessions[begin : begin + SIGNING_IN]))
    begun = time.perf_counter()
    warm = seconds / 5
    working = [asyncio.create_task(session.work(begun + warm + seconds)) for session in sessions]
    await asyncio.sleep(warm)
    before, stored, driver = cpu_of(processes(head)), cpu_of(backends(name)), resource.getrusage(resource.RUSAGE_SELF)
    measured.running, started = True, time.perf_counter()
    await asyncio.sleep(seconds)
    measured.running, took = False, time.perf_counter() - started
    used, stored = cpu_of(processes(head)) - before, cpu_of(backends(name)) - stored
    now = resource.getrusage(resource.RUSAGE_SELF)
    await asyncio.gather(*working)
    everything = [each for times in measured.times.values() for each in times]
    return {
        "sessions": len(sessions),
        "requests_per_second": round(len(everything) / took, 1),
        "p50_ms": round(statistics.median(everything), 1),
        "p95_ms": round(percentile(everything), 1),
        "errors": len(measured.errors),
        "cpu_ms_per_request": round(1000 * used / len(everything), 1),
        "database_cpu_ms_per_request": round(1000 * stored / len(everything), 1),
        "driver_cpu_ms_per_request": round(
            1000 * (now.ru_utime + now.ru_stime - driver.ru_utime - driver.ru_stime) / len(everything), 2
        ),
        "acts_share": round(measured.acts / len(everything), 3),
        "unchanged_share": round(measured.unchanged / len(everything), 3),
        "load_average": [round(each, 1) for each in os.getloadavg()],
        "pages": {
            kind: {
                "count": len(times),
                "p50_ms": round(statistics.median(times), 1),
                "p95_ms": round(percentile(times), 1),
            }
            for kind, times in sorted(measured.times.items())
        },
        "first_errors": measured.errors[:5],
    }


def percentile(times: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def run(sessions: int, seconds: float, kind: str) -> dict[str, Any]:
    """Make a home, serve it, drive it."""
    with tempfile.TemporaryDirectory() as home, database(kind) as url:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))},
            "NGHITRINH_HOME": home,
            "NGHITRINH_DATABASE_URL": url,
            "NGHITRINH_TODAY": "2021-10-04",
            "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
        }
        program = str(Path(sys.executable).with_name("nghitrinh"))
        subprocess.run([program, "run", "--once"], env=environment, check=True, stdout=subprocess.DEVNULL)
        made = subprocess.run(
            [sys.executable, str(ROOT / "bench" / "desk_home.py"), str(sessions)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
        )
        world = json.loads(made.stdout)
        port = free_port()
        with served(environment, port) as head:
            name = url.rpartition("/")[2] if url else ""
            return {"database": kind, **asyncio.run(drive(port, head, name, world, seconds))}


def main() -> None:
    """Run once and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=90)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = run(given.sessions, given.seconds, given.database)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    pages = found.pop("pages")
    for name, value in found.items():
        print(f"{name:28} {value}")
    print("\n| page | requests | median, ms | 95th percentile, ms |\n| --- | ---: | ---: | ---: |")
    for kind, row in pages.items():
        print(f"| {kind} | {row['count']} | {row['p50_ms']} | {row['p95_ms']} |")


if __name__ == "__main__":
    main()
