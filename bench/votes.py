"""500 members voting by name within one second: waiting times, errors, exactly one ballot each; beside OpenSlides 3.3.

    python3.11 -m venv OPENSLIDES && OPENSLIDES/bin/pip install "setuptools<42" wheel
    OPENSLIDES/bin/pip install --no-build-isolation openslides==3.3
    OPENSLIDES/bin/pip install --no-build-isolation "twisted[tls]==21.7.0" bleach==4.1.0 websockets==10.4
    .venv/bin/python -m bench.votes [--openslides OPENSLIDES] [--voters 500] [--rounds 3] [--json]

A home is made by acts (`bench/votes_home.py`) on SQLite and one on PostgreSQL, each served by the desk's own server;
with `--openslides` the same members and votes are made in OpenSlides (`bench/openslides_votes.py`) and served as its
own `openslides start` does: one process over SQLite. Sessions are made beforehand, and every member has opened the
page of the vote once (in OpenSlides there is nothing to open). In a round each server is driven in turn: every member
sends one ballot at a moment of their own within one second, on a new connection, and what is measured is until its
answer is read. Every round has a vote of its own. Then ballots and seats are counted in the database, and the journal
is verified. Medians of the rounds; an answer that is not the expected one is an error.
"""

import argparse
import asyncio
import json
import os
import random
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.desk import (
    ROOT,
    Answer,
    Measured,
    Session,
    backends,
    cpu_of,
    database,
    encoded,
    free_port,
    percentile,
    served,
)
from bench.desk import processes as processes_of

WITHIN = 1.0  # seconds in which all ballots are sent
TOKEN = "a" * 64  # OpenSlides compares the cookie with the header, and has nothing else to know it by
PREPARING = 8  # so many members open the page at once, before anything is measured


@dataclass
class Hall:
    """One server with its members, and what its rounds came to."""

    name: str
    port: int
    head: int
    database: str
    votes: list[str]
    members: list["Member"]
    counted: Callable[[], dict[str, Any]]
    rounds: list[dict[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def cpu(self) -> float:
        """Return the seconds of CPU that the server and its database have used."""
        return cpu_of(processes_of(self.head)) + cpu_of(backends(self.database))


class Member(Session):
    """One member with a session, who votes in one vote after the other."""

    def __init__(self, port: int, number: int, cookies: dict[str, str]) -> None:
        super().__init__(port, {"username": f"m{number}"}, {}, Measured(), number)
        self.cookies = cookies

    async def prepare(self) -> None:
        """Do before the vote what takes time and is not voting."""

    def ballot(self, vote: str) -> tuple[str, str, dict[str, str]]:
        """Return path, body and headers of a ballot."""
        raise NotImplementedError

    def is_cast(self, status: int) -> bool:
        """Tell whether an answer says that the ballot was taken."""
        raise NotImplementedError

    async def cast(self, vote: str) -> tuple[float, str]:
        """Send a ballot on a new connection; return the milliseconds until its answer, and what was wrong with it."""
        path, body, headers = self.ballot(vote)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Host": f"127.0.0.1:{self.port}", "Cookie": cookies, "Content-Length": str(len(body)), **headers}
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        begun = time.perf_counter()
        try:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
            answer: Answer = await asyncio.wait_for(self._read(), 60)
            wrong = "" if self.is_cast(answer.status) else f"{answer.status} {answer.body[:120]!r}"
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as lost:
            wrong = f"{type(lost).__name__}: {lost}"
        took = 1000 * (time.perf_counter() - begun)
        if self.writer is not None:
            self.writer.close()
            self.writer = None
        return took, wrong


class OurMember(Member):
    """A member at the desk, whose page of the vote is open."""

    def __init__(self, port: int, number: int, session: str, post: str, votes: list[str]) -> None:
        super().__init__(port, number, {"sessionid": session})
        self.post, self.votes, self.token = post, votes, ""

    async def prepare(self) -> None:
        """Open the page of the vote, which has the form's token."""
        page = await self.send("GET", f"/bieu-quyet/{self.votes[0]}/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        if page.status != 200 or token is None or self.post.encode() not in page.body:
            raise SystemExit(f"the page of the vote: {page.status}, without a button for the member's own post")
        self.token = token[1].decode()
        if self.writer is not None:
            self.writer.close()
            self.writer = None

    def ballot(self, vote: str) -> tuple[str, str, dict[str, str]]:
        """Return what the button of the page sends."""
        body = encoded({"csrfmiddlewaretoken": self.token, "option": "agrees"})
        return f"/bieu-quyet/{vote}/y-kien/{self.post}/", body, {"Content-Type": "application/x-www-form-urlencoded"}

    def is_cast(self, status: int) -> bool:
        """Tell whether it leads back to the vote; whether it was taken, the count says."""
        return status in (302, 303)


class TheirMember(Member):
    """A delegate at OpenSlides."""

    def ballot(self, vote: str) -> tuple[str, str, dict[str, str]]:
        """Return what its page sends."""
        return (
            f"/rest/motions/motion-poll/{vote}/vote/",
            json.dumps({"data": "Y"}),
            {"Content-Type": "application/json", "X-CSRFToken": TOKEN},
        )

    def is_cast(self, status: int) -> bool:
        """Tell whether it was taken."""
        return status == 200


# -- the servers -----------------------------------------------------------------------------------------------------


@contextmanager
def ours(kind: str, voters: int, rounds: int) -> Iterator[Hall]:
    """Make a home and serve it as `nghitrinh run` does."""
    with tempfile.TemporaryDirectory() as home, database(kind) as url:
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))},
            "NGHITRINH_HOME": home,
            "NGHITRINH_DATABASE_URL": url,
            "NGHITRINH_TODAY": "2021-10-04",
            "NGHITRINH_SECRET_KEY": secrets.token_hex(32),  # sessions are made before the home would make its own
            "NGHITRINH_IDLE_MINUTES": "600",
            "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
        }
        program = [sys.executable, str(ROOT / "bench" / "votes_home.py")]
        world = _said([*program, str(voters), str(rounds)], variables)
        port = free_port()
        members: list[Member] = [
            OurMember(port, number, session, post, world["votes"])
            for number, (session, post) in enumerate(zip(world["sessions"], world["posts"], strict=True))
        ]
        with served(variables, port) as head:
            name = url.rpartition("/")[2] if url else ""
            yield Hall(
                f"desk, {kind}", port, head, name, world["votes"], members,
                lambda: _said([*program, "--counted"], variables),
            )  # fmt: skip


@contextmanager
def theirs(environment: Path, voters: int, rounds: int) -> Iterator[Hall]:
    """Make OpenSlides' users and polls, and serve it by its own command."""
    folder, port, program = Path(tempfile.mkdtemp()), free_port(), environment / "bin" / "openslides"
    where = ["--settings_dir", str(folder), "--settings_filename", "settings.py"]
    subprocess.run([program, "createsettings", *where], check=True, stdout=subprocess.DEVNULL)
    settings = (folder / "settings.py").read_text("utf-8")
    settings = re.sub(r"(?m)^OPENSLIDES_USER_DATA_DIR = .*$", f"OPENSLIDES_USER_DATA_DIR = {str(folder)!r}", settings)
    settings = settings.replace("ENABLE_ELECTRONIC_VOTING = False", "ENABLE_ELECTRONIC_VOTING = True")
    (folder / "settings.py").write_text(settings, "utf-8")
    script = str(ROOT / "bench" / "openslides_votes.py")
    command = [str(environment / "bin" / "python"), script, str(folder), str(voters), str(rounds)]
    world = _said(command, dict(os.environ))
    cookies = world["cookies"]
    members: list[Member] = [
        TheirMember(port, number, {cookies["session"]: session, cookies["csrf"]: TOKEN})
        for number, session in enumerate(world["sessions"])
    ]
    serving = [program, "start", "--no-browser", *where, "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(serving, stdout=log, stderr=log)
    try:
        asyncio.run(_listens(port))
        yield Hall(
            "OpenSlides 3.3", port, process.pid, "", [str(each) for each in world["polls"]], members,
            lambda: _their_count(folder),
        )  # fmt: skip
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _their_count(folder: Path) -> dict[str, Any]:
    """Count its votes by poll, and of how many users they are."""
    import sqlite3  # noqa: PLC0415

    found = sqlite3.connect(folder / "db.sqlite3").execute(
        "SELECT option.poll_id, count(*), count(DISTINCT vote.user_id) FROM motions_motionvote vote "
        "JOIN motions_motionoption option ON option.id = vote.option_id GROUP BY option.poll_id"
    )
    rows = found.fetchall()
    return {
        "ballots": {str(poll): count for poll, count, _ in rows},
        "seats": {str(poll): users for poll, _, users in rows},
        "journal": [],
    }


def _said(command: list[str], variables: dict[str, str]) -> Any:
    """Run a program; return the last line that it prints, which is JSON."""
    run = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{run.stdout[-2000:]}{run.stderr[-4000:]}")
    return json.loads(run.stdout.splitlines()[-1])


async def _listens(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise SystemExit("OpenSlides did not start")


# -- one run ---------------------------------------------------------------------------------------------------------


async def ready(hall: Hall) -> None:
    """Let every member do what comes before voting."""
    for begin in range(0, len(hall.members), PREPARING):
        await asyncio.gather(*(member.prepare() for member in hall.members[begin : begin + PREPARING]))


async def vote(hall: Hall, number: int, seed: int) -> None:
    """Let every member vote at a moment of their own within the second; note what it took."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes a run that can be run again
    moments = [chance.random() * WITHIN for _ in hall.members]

    async def one(member: Member, moment: float) -> tuple[float, str]:
        await asyncio.sleep(moment)
        return await member.cast(hall.votes[number])

    before, begun = hall.cpu(), time.perf_counter()
    found = await asyncio.gather(*map(one, hall.members, moments))
    took, used = time.perf_counter() - begun, hall.cpu() - before
    times = [each for each, _ in found]
    wrong = [each for _, each in found if each]
    hall.errors += wrong
    hall.rounds.append(
        {
            "p50_ms": statistics.median(times),
            "p95_ms": percentile(times),
            "max_ms": max(times),
            "seconds_until_the_last_answer": took,
            "cpu_ms_per_ballot": 1000 * used / len(times),
            "errors": len(wrong),
        }
    )


def result_of(hall: Hall, voters: int) -> dict[str, Any]:
    """Return the medians of a server's rounds, and whether everybody has exactly one ballot in each vote."""
    counted = hall.counted()
    each = {name: round(statistics.median(row[name] for row in hall.rounds), 1) for name in hall.rounds[0]}
    ballots, seats = ([counted[what].get(vote, 0) for vote in hall.votes] for what in ("ballots", "seats"))
    return {
        **each,
        "rounds_p95_ms": [round(row["p95_ms"]) for row in hall.rounds],
        "ballots": ballots,
        "exactly_one_each": ballots == seats == [voters] * len(hall.votes),
        "journal": counted["journal"][:3],
        "first_errors": hall.errors[:3],
    }


def main() -> None:
    """Serve all, drive them in turn, print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--openslides", type=Path, help="the virtual environment with OpenSlides 3.3")
    parser.add_argument("--voters", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with ExitStack() as stack:
        halls = [stack.enter_context(ours(kind, given.voters, given.rounds)) for kind in ("sqlite", "postgresql")]
        if given.openslides:
            halls.append(stack.enter_context(theirs(given.openslides.absolute(), given.voters, given.rounds)))
        for hall in halls:
            asyncio.run(ready(hall))
        for number in range(given.rounds):
            for hall in halls:
                asyncio.run(vote(hall, number, number))
        found: dict[str, Any] = {hall.name: result_of(hall, given.voters) for hall in halls}
    found["voters"], found["load_average"] = given.voters, [round(each, 1) for each in os.getloadavg()]
    print(json.dumps(found, ensure_ascii=False, indent=None if given.json else 1))


if __name__ == "__main__":
    main()
