"""Publishing 1, 100 and 10,000 meetings (time, memory, files), then after one change.

    .venv/bin/python bench/publishing.py [--meetings 1 100 10000] [--changes 13] [--fresh 9]

The worked example's meeting (seven items, five decisions with figures and charges, a notice, an article) is entered
through acts and released. Its rows are then copied in the database under new identifiers, numbers and days, spread over
25 years: a hundred thousand acts would take longer than what is measured. Then everything is published; then, one after
another, single acts are: a meeting's place is corrected, a task gets a later deadline, in turn. Each size runs in a
process and a home of its own. Last come changes as the desk publishes them: after an act a fresh process begins,
`nghitrinh.desk.publication.process`, and all of it counts, from the start of the interpreter to its end.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

ROOT = Path(__file__).resolve().parents[1]
DAYS = 25 * 365
# What hangs under a meeting, in the order in which it can be written, and its way to the meeting.
UNDER = (
    ("meeting", "pk"),
    ("convening", "meeting"),
    ("attendance", "meeting"),
    ("agendaitem", "meeting"),
    ("paper", "consultations__item__meeting"),
    ("paperrevision", "paper__consultations__item__meeting"),
    ("consultation", "item__meeting"),
    ("decision", "item__meeting"),
    ("decisionrevision", "decision__item__meeting"),
    ("point", "version__decision__item__meeting"),
    ("figure", "point__version__decision__item__meeting"),
    ("figureplace", "figure__point__version__decision__item__meeting"),
    ("task", "decision__item__meeting"),
    ("taskbody", "task__decision__item__meeting"),
    ("instrument", "meeting"),
    ("instrumentrevision", "instrument__meeting"),
    ("issueddecision", "version__instrument__meeting"),
    ("article", "meeting"),
    ("articlerevision", "article__meeting"),
)
NUMBERED = {"convening": "number", "instrument": "number"}


def template(meeting: UUID) -> dict[str, list[Any]]:
    """Return the rows of one meeting, by noun, with the publications of them."""
    from django.apps import apps  # noqa: PLC0415

    rows = {
        noun: list(apps.get_model("record", noun)._default_manager.filter(**{way: meeting}).distinct())
        for noun, way in UNDER
    }
    keys = [row.pk for found in rows.values() for row in found if isinstance(row.pk, UUID)]
    rows["publication"] = list(apps.get_model("record", "publication")._default_manager.filter(subject_id__in=keys))
    return rows


def copies(rows: dict[str, list[Any]], first: int, last: int) -> dict[str, list[Any]]:
    """Return so many copies of a meeting's rows."""
    fields = ((row, field) for found in rows.values() for row in found for field in row._meta.concrete_fields)
    values = (getattr(row, field.attname) for row, field in fields if not field.is_relation)
    own = {value for value in values if isinstance(value, UUID)}
    return {
        noun: [copy_of(row, number, own, NUMBERED.get(noun, "")) for number in range(first, last) for row in found]
        for noun, found in rows.items()
    }


def copy_of(row: Any, number: int, own: set[UUID], numbered: str) -> Any:
    """Return one row under new identifiers and days; what is not of the meeting (bodies, registers) stays the same."""
    shift = timedelta(days=number % DAYS)
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, UUID) and value in own:
            value = uuid5(NAMESPACE_OID, f"{value}:{number}")
        elif isinstance(value, datetime | date):
            value = value - shift
        elif field.name == numbered and value is not None:
            value += 1000 + number
        elif field.primary_key and isinstance(value, int):
            value = None
        values[field.attname] = value
    return type(row)(**values)


def enter(meetings: int) -> None:
    """Enter the worked example, and copies of its meeting until there are so many."""
    from nghitrinh.cli.example import EXAMPLE, PARTS, Loader  # noqa: PLC0415
    from nghitrinh.record.kernel import guard  # noqa: PLC0415
    from nghitrinh.record.meetings.models import Convening, Meeting  # noqa: PLC0415

    loader = Loader(EXAMPLE)
    for part in PARTS:
        loader.part(part)
    meeting = Meeting.objects.get(convenings__in=Convening.objects.filter(number=36))
    rows = template(meeting.pk)
    for first in range(1, meetings, 200):
        with guard.opened("copying rows for a measurement"):
            for found in filter(None, copies(rows, first, min(first + 200, meetings)).values()):
                type(found[0])._default_manager.bulk_create(found, batch_size=500)


def timed() -> tuple[float, Any]:
    """Publish, and return the seconds that it took."""
    from nghitrinh.publication.publish import publish  # noqa: PLC0415

    begun = time.perf_counter()
    result = publish(by=None)
    return time.perf_counter() - begun, result


def cpu_seconds() -> float:
    """Return the processor time of this process and of those that it has started and ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def change(number: int) -> tuple[float, Any]:
    """Change one thing by an act, publish, and return the seconds that publishing took."""
    (extend if number % 2 else correct)(number)
    seconds, result = timed()
    assert result.changed  # noqa: S101 - what is measured must be a release
    return seconds, result


def measure(meetings: int, changes: int) -> dict[str, Any]:
    """Measure one size in this process."""
    from django.core.management import call_command  # noqa: PLC0415

    from nghitrinh.publication.publish import portal_root  # noqa: PLC0415
    from nghitrinh.record.kernel import seal  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    seal.seal()
    enter(meetings)
    before = cpu_seconds()
    whole, first = timed()
    used = cpu_seconds() - before
    files = [path for path in (portal_root() / "current").rglob("*") if path.is_file()]
    made = [change(number) for number in range(changes)]
    some = [seconds for seconds, _ in made]
    nothing, _ = timed()
    return {
        "meetings": meetings,
        "pages": first.rendered,
        "files": len(files),
        "megabytes": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        "seconds": round(whole, 2),
        "cpu_seconds": round(used, 2),
        "resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "first_change": round(some[0], 2),
        "change": round(statistics.median(some[1:] or some), 2),
        "share": round(100 * statistics.median(some[1:] or some) / whole, 2),
        "pages_changed": [result.rendered for _, result in made],
        "nothing": round(nothing, 2),
    }


def ask(number: int) -> str:
    """Change one thing by an act, and ask for a publication as the desk does; return the run."""
    from nghitrinh.desk.models import PublicationRun  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415

    (extend if number % 2 else correct)(number)
    return str(PublicationRun.objects.create(by=User.objects.get(username="thuky")).pk)


def came_of(run: str) -> str:
    """Return what came of a run."""
    from nghitrinh.desk.models import PublicationRun  # noqa: PLC0415

    return str(PublicationRun.objects.get(pk=run).code)


def fresh_change(home: str, number: int) -> tuple[float, float]:
    """Return the seconds by the clock, and of the processor, in which a fresh process publishes one change."""
    run = in_process(home, "--ask", number)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "nghitrinh.desk.publication.process", run]
    child = subprocess.Popen(command, env=environment(home))
    _, status, used = os.wait4(child.pid, 0)
    seconds, child.returncode = time.perf_counter() - begun, os.waitstatus_to_exitcode(status)
    if child.returncode or in_process(home, "--came-of", run) != "done":
        raise SystemExit(f"run {run}: found no release, expected one")
    return seconds, used.ru_utime + used.ru_stime


def correct(number: int) -> None:
    """Correct where one of the meetings was held, by an act."""
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415
    from nghitrinh.record.meetings.acts import meeting as acts  # noqa: PLC0415
    from nghitrinh.record.meetings.models import Meeting  # noqa: PLC0415
    from nghitrinh.record.releases.queries import live  # noqa: PLC0415

    held = Meeting.objects.filter(pk__in=live("meeting").values("subject_id")).order_by("pk")
    found = held[number * 7 % held.count()]
    acts.correct(
        by=User.objects.get(username="thuky"),
        meeting=found.pk,
        edit=found.edit,
        place=f"Phòng họp số {number + 1}",
        reason="Ghi nhầm nơi họp",
    )


def extend(number: int) -> None:
    """Give one of the open tasks a later deadline, by an act."""
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415
    from nghitrinh.record.tasks.acts import work  # noqa: PLC0415
    from nghitrinh.record.tasks.models import OPEN_STATES, Task  # noqa: PLC0415

    waiting = Task.objects.filter(state__in=OPEN_STATES).order_by("pk")
    found = waiting[number * 7 % waiting.count()]
    work.extend(
        by=User.objects.get(username="thuky"),
        task=found.pk,
        edit=found.edit,
        due_on=date(2030, 1, 1) + timedelta(days=number),
        reason="Chờ ý kiến",
    )


def main() -> None:
    """Measure each size in a process of its own, and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, nargs="+", default=[1, 100, 10_000])
    parser.add_argument("--changes", type=int, default=13)
    parser.add_argument("--fresh", type=int, default=9)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--came-of", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only or given.ask or given.came_of:
        import django  # noqa: PLC0415

        django.setup()
        if given.only:
            print(json.dumps(measure(given.only, given.changes)))
        else:
            print(ask(given.ask) if given.ask else came_of(given.came_of))
        return
    for meetings in given.meetings:
        with tempfile.TemporaryDirectory() as home:
            found = json.loads(in_process(home, "--only", meetings, "--changes", given.changes))
            fresh = [fresh_change(home, given.changes + number) for number in range(1, given.fresh + 1)]
            for name, figures in zip(("fresh_change", "fresh_change_cpu"), zip(*fresh, strict=True), strict=False):
                found[name] = round(statistics.median(figures), 2)
            print(json.dumps(found), flush=True)


def environment(home: str) -> dict[str, str]:
    """Return the environment of a process: its home, and the day. A program that is installed has its bytecode."""
    variables = {
        **os.environ,
        "NGHITRINH_HOME": home,
        "NGHITRINH_TODAY": "2021-10-04",
        "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
    }
    return {name: value for name, value in variables.items() if name != "PYTHONDONTWRITEBYTECODE"}


def in_process(home: str, *given: object) -> str:
    """Run this file in a process of its own with a home, and return what it prints."""
    command = [sys.executable, __file__, *map(str, given)]
    return subprocess.check_output(command, env=environment(home), text=True).strip()


if __name__ == "__main__":
    main()
