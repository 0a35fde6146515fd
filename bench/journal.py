"""How long a journal of N lines takes to verify, and in how much memory; whole, and from a known line on.

    .venv/bin/python bench/journal.py [--lines 1000000] [--since 990000]

The journal is written past the acts, as they write it: each line saves one place again, five lines a place, and names
its row. Each verification runs in a process of its own, whose largest resident memory is what is printed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
A_PLACE = 5  # lines about one place
AT_ONCE = 5000


def make(lines: int) -> dict[str, float]:
    """Write a journal of that many lines, and the rows that its lines are about."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    from nghitrinh.record.bodies.models import Body, Location  # noqa: PLC0415
    from nghitrinh.record.kernel import guard, seal  # noqa: PLC0415
    from nghitrinh.record.kernel.models import ActContent, Journal, JournalRow  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    seal.unseal()
    begun = time.perf_counter()
    with transaction.atomic(), guard.opened("a journal to measure"), connection.constraint_checks_disabled():
        body = Body(name="Tỉnh", recorded_at="2021-10-04T00:00:00Z")
        written = _lines(lines, body)
        while part := list(islice(written, AT_ONCE)):
            Journal.objects.bulk_create(line for line, *_ in part)
            ActContent.objects.bulk_create(content for _, content, *_ in part)
            JournalRow.objects.bulk_create(row for _, _, row, _ in part)
            last = [noun for *_, noun in part if noun is not None]
            Body.objects.bulk_create(noun for noun in last if isinstance(noun, Body))
            Location.objects.bulk_create(noun for noun in last if isinstance(noun, Location))
    seal.seal()
    return {"seconds": time.perf_counter() - begun}


def _lines(lines: int, body: Any) -> Iterator[tuple[Any, Any, Any, Any]]:
    """Yield each line, its content, the row that it names, and the noun when it is the last line about it."""
    from nghitrinh.record.bodies.models import Location  # noqa: PLC0415
    from nghitrinh.record.kernel import canonical, journal  # noqa: PLC0415
    from nghitrinh.record.kernel.models import ActContent, Journal  # noqa: PLC0415
    from nghitrinh.record.kernel.seal import GENESIS  # noqa: PLC0415

    previous, noun = GENESIS, body
    for seq in range(1, lines + 1):
        if seq > 1:
            noun = noun if (seq - 2) % A_PLACE else Location(body=body, name=f"Xã {seq}", recorded_at=body.recorded_at)
            noun.edit = (seq - 2) % A_PLACE + 1
        key, salt = canonical.key(noun), f"{seq:064x}"
        content = {"title": noun.name, "reason": "", "changes": [], "rows": {key: canonical.row(noun)}}
        text = canonical.canonical(content)
        line = Journal(
            seq=seq,
            at="2021-10-04T00:00:00+00:00",
            actor="thuky",
            act="location.name",
            subject=key,
            level="public",
            version=journal.VERSION,
            rows=journal.rows_digest([key]),
            commitment=journal.commitment(salt, text),
            prev=previous,
        )
        previous = line.digest = journal.line_digest(line)
        last = seq in (1, lines) or noun.edit == A_PLACE
        yield (
            line,
            ActContent(seq=seq, content=text, salt=salt),
            journal.named_rows(seq, [key])[0],
            noun if last else None,
        )


def verify(since: int) -> dict[str, float]:
    """Verify in this process; return seconds and the largest resident memory, and how large it was before."""
    from nghitrinh.record.kernel import journal  # noqa: PLC0415

    before, begun = _resident(), time.perf_counter()
    if problems := journal.verify(since):
        raise SystemExit(f"{len(problems)} problems, the first: {problems[0]}")
    return {"seconds": time.perf_counter() - begun, "resident": _resident(), "before": before}


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(home: str, *arguments: str) -> dict[str, float]:
    """Run one part of the measurement in a process of its own."""
    environment = os.environ | {"NGHITRINH_HOME": home, "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base"}
    environment["NGHITRINH_SECRET_KEY"] = "x" * 50
    run = subprocess.run(
        [sys.executable, __file__, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(run.stdout.splitlines()[-1]))


def main() -> None:
    """Make the journal, verify it whole and from a known line, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--since", type=int, default=0, help="the known line; the last hundredth, unless named")
    parser.add_argument("--part", choices=["make", "verify"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        sys.path.insert(0, str(ROOT))
        import django  # noqa: PLC0415

        django.setup()
        print(json.dumps(make(given.lines) if given.part == "make" else verify(given.since)))
        return
    since = given.since or given.lines - given.lines // 100
    with tempfile.TemporaryDirectory() as home:
        made = in_a_process(home, "--part", "make", "--lines", str(given.lines))
        size = (Path(home) / "record.sqlite3").stat().st_size / 2**20
        print(f"{given.lines} lines written in {made['seconds']:.0f} s, {size:.0f} MB\n")
        print("| verified | lines | s | lines/s | largest resident, MB |\n| --- | ---: | ---: | ---: | ---: |")
        for name, known in (("whole", 0), (f"--since {since}", since)):
            ran = in_a_process(home, "--part", "verify", "--since", str(known))
            read = given.lines - known
            print(f"| {name} | {read} | {ran['seconds']:.1f} | {read / ran['seconds']:.0f} | {ran['resident']:.0f} |")


if __name__ == "__main__":
    main()
