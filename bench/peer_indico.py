"""The page of a meeting beside Indico's, each of a signed-in user, in one run: pages a second and their ratio.

    python3.11 -m venv INDICO && INDICO/bin/pip install indico==3.2.9 gunicorn
    .venv/bin/python -m bench.peer_indico --indico INDICO [--seconds 10] [--rounds 5] [--connections 8] [--json]

Both have the same meeting: six items, a paper with a file, eight users who may see it. Indico is served by two gunicorn
workers with threads, over a PostgreSQL database of its own and Redis; the desk by its own two processes, over SQLite or
PostgreSQL. Each has the machine to itself in turn, round by round, driven by the same connections: kept open, each with
a user of its own who asks again as soon as it has its answer. Medians of the rounds. An answer counts when it is 200
with the last item's title and the user in it.

A page is measured as a browser asks for it: `first` without a validator, `again` with the one that the server gave.
Indico gives none, so that it makes the whole page again; the desk answers 304 while the record has not changed.
"""

import argparse
import asyncio
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.desk import (
    PASSWORD,
    POSTGRES,
    ROOT,
    Failed,
    Measured,
    Session,
    cpu_of,
    encoded,
    fields,
    free_port,
    processes,
    served,
)
from bench.desk import database as desk_database

REDIS = os.environ.get("NGHITRINH_BENCH_REDIS", "redis://127.0.0.1:6379")
LAST_ITEM = "Nội dung 5 của phiên 0"


@dataclass
class Server:
    """One of the two: where it listens, its first process, its page of the meeting and its sessions' users."""

    name: str
    port: int
    head: int
    page: str
    visible: list[str]
    users: list[str]


class Visitor(Session):
    """One connection, signed in as one user of one of the two servers."""

    def __init__(self, server: Server, number: int) -> None:
        user = {"username": server.users[number], "role": "secretary", "changes": {}}
        super().__init__(server.port, user, {"pages": {}}, Measured(), number)
        self.server, self.shown = server, server.visible[number]

    async def sign_in(self) -> None:
        """Sign in by the server's own form."""
        if self.server.name == "desk":
            await super().sign_in()
            return
        page = await self.send("GET", "/login/")
        sent = fields(page.body.decode()) | {"identifier": self.user["username"], "password": PASSWORD}
        answer = await self.send("POST", "/login/", encoded(sent | {"_provider": "indico"}))
        if answer.status != 302:
            raise Failed(f"signing in at Indico: {answer.status}")

    async def first(self) -> None:
        """Ask for the page as one who does not have it."""
        answer = await self.send("GET", self.server.page)
        wanted = (LAST_ITEM, self.shown)
        if answer.status != 200 or not all(words.encode() in answer.body for words in wanted):
            raise Failed(f"{self.server.name} {self.server.page}: {answer.status}, without {wanted}")
        self.pages[self.server.page] = (answer.headers.get("etag", ""), answer.body)

    async def again(self) -> None:
        """Ask for the page as one who has it: with its validator, if there is one."""
        etag, _ = self.pages.get(self.server.page, ("", b""))
        if not etag:
            await self.first()
            return
        answer = await self.send("GET", self.server.page, etag=etag)
        if answer.status != 304:
            raise Failed(f"{self.server.page}: {answer.status} instead of 304")


# -- the two servers -------------------------------------------------------------------------------------------------


@contextmanager
def indico(environment: Path, folder: Path, connections: int) -> Iterator[Server]:
    """Make Indico's database and meeting, serve it by two workers, drop what was made."""
    name, port, python = f"bench_indico_{os.getpid()}", free_port(), str(environment / "bin" / "python")
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            with psycopg.connect(POSTGRES.rpartition("/")[0] + f"/{name}", autocommit=True) as made:
                made.execute("CREATE EXTENSION unaccent")
                made.execute("CREATE EXTENSION pg_trgm")
            variables = _configured(environment, folder, name, port)
            program = str(environment / "bin" / "indico")
            _quietly([program, "setup", "create-logging-config", str(folder)], variables)
            _quietly([program, "db", "prepare"], variables)
            script = str(ROOT / "bench" / "indico_event.py")
            event = json.loads(_quietly([python, script, str(connections), PASSWORD], variables).splitlines()[-1])
            command = [str(environment / "bin" / "gunicorn"), "-w", "2", "-k", "gthread", "--threads", "4"]
            command += ["--keep-alive", "60", "-b", f"127.0.0.1:{port}", "indico.web.flask.app:make_app()"]
            log = (folder / "gunicorn.log").open("w")
            process = subprocess.Popen(command, env=variables, stdout=log, stderr=log)
            try:
                users = [f"phien{number}" for number in range(connections)]
                visible = ["Phiên"] * connections
                yield Server("indico", port, process.pid, f"/event/{event['event']}/", visible, users)
            finally:
                process.terminate()
                process.wait(timeout=30)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _configured(environment: Path, folder: Path, name: str, port: int) -> dict[str, str]:
    """Write Indico's settings; return the environment that names them."""
    settings: dict[str, Any] = {
        "SQLALCHEMY_DATABASE_URI": POSTGRES.rpartition("/")[0] + f"/{name}",
        "SECRET_KEY": secrets.token_bytes(32),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "CELERY_BROKER": f"{REDIS}/13",
        "REDIS_CACHE_URL": f"{REDIS}/14",
        "STORAGE_BACKENDS": {"default": f"fs:{folder / 'archive'}"},
        "DISABLE_CELERY_CHECK": True,
        "NO_REPLY_EMAIL": "noreply@example.org",
        "SUPPORT_EMAIL": "noreply@example.org",
        "SYSTEM_NOTICES_URL": None,
        "DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
    }
    for each in ("cache", "tmp", "log", "archive"):
        (folder / each).mkdir()
        if each != "archive":
            settings[f"{'temp' if each == 'tmp' else each}_dir".upper()] = str(folder / each)
    config = folder / "indico.conf"
    config.write_text("".join(f"{key} = {value!r}\n" for key, value in settings.items()), "utf-8")
    path = f"{environment / 'bin'}:{os.environ['PATH']}"
    return {**os.environ, "INDICO_CONFIG": str(config), "HOME": str(folder), "PATH": path}


def _quietly(command: list[str], variables: dict[str, str]) -> str:
    run = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{run.stdout}{run.stderr}")
    return run.stdout


@contextmanager
def desk(home: Path, kind: str, connections: int) -> Iterator[Server]:
    """Make a home of the desk with the meeting and serve it as `nghitrinh run` does."""
    with desk_database(kind) as url:
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))},
            "NGHITRINH_HOME": str(home),
            "NGHITRINH_DATABASE_URL": url,
            "NGHITRINH_TODAY": "2021-10-04",
            "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
        }
        _quietly([str(Path(sys.executable).with_name("nghitrinh")), "run", "--once"], variables)
        made = _quietly([sys.executable, str(ROOT / "bench" / "desk_home.py"), str(2 * connections)], variables)
        secretaries = [user for user in json.loads(made)["users"] if user["role"] == "secretary"]
        meeting = secretaries[0]["changes"]["attendance"][0]
        names = [user["username"] for user in secretaries]
        port = free_port()
        with served(variables, port) as head:
            yield Server("desk", port, head, f"/hoi-nghi/{meeting}/", names, names)


# -- one run ---------------------------------------------------------------------------------------------------------


async def asked(server: Server, connections: int) -> list[Visitor]:
    """Return visitors that are signed in and have seen the page once."""
    for _ in range(600):
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.close()
            break
        await asyncio.sleep(0.1)
    visitors = [Visitor(server, number) for number in range(connections)]
    for visitor in visitors:
        await visitor.sign_in()
    await asyncio.gather(*(visitor.first() for visitor in visitors))
    return visitors


async def rate(visitors: list[Visitor], how: str, seconds: float) -> tuple[float, float]:
    """Return pages a second and milliseconds of the server's CPU a page, all visitors asking without a pause."""
    head, until, count = visitors[0].server.head, time.perf_counter() + seconds, 0
    before, begun = cpu_of(processes(head)), time.perf_counter()

    async def ask(visitor: Visitor) -> None:
        nonlocal count
        while time.perf_counter() < until:
            await getattr(visitor, how)()
            count += 1

    await asyncio.gather(*(ask(visitor) for visitor in visitors))
    return count / (time.perf_counter() - begun), 1000 * (cpu_of(processes(head)) - before) / max(count, 1)


async def measured(servers: list[Server], given: argparse.Namespace) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Return the rates of each round, by server and by how the page is asked for."""
    visitors = {server.name: await asked(server, given.connections) for server in servers}
    found: dict[str, dict[str, list[tuple[float, float]]]] = {
        server.name: {"first": [], "again": []} for server in servers
    }
    for _ in range(given.rounds):
        for name, each in visitors.items():
            for how, taken in found[name].items():
                taken.append(await rate(each, how, given.seconds))
    return found


def main() -> None:
    """Serve both, drive them in turn, print pages a second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indico", type=Path, required=True, help="the virtual environment with Indico and gunicorn")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nghitrinh-peer-"))
    try:
        (folder / "indico").mkdir()
        with (
            desk(folder / "home", given.database, given.connections) as ours,
            indico(given.indico.absolute(), folder / "indico", given.connections) as theirs,
        ):
            rounds = asyncio.run(measured([ours, theirs], given))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    answer: dict[str, Any] = {"load_average": [round(each, 1) for each in os.getloadavg()]}
    for how in ("first", "again"):
        medians = {name: statistics.median(each for each, _ in taken[how]) for name, taken in rounds.items()}
        answer[how] = {
            "pages_per_second": {name: round(each, 1) for name, each in medians.items()},
            "rounds": {name: [round(each, 1) for each, _ in taken[how]] for name, taken in rounds.items()},
            "cpu_ms": {name: round(statistics.median(ms for _, ms in taken[how]), 1) for name, taken in rounds.items()},
            "ratio": round(medians["desk"] / medians["indico"], 1),
        }
    print(json.dumps(answer, ensure_ascii=False) if given.json else json.dumps(answer, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
