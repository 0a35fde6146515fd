"""What pages of the desk cost made whole: questions and CPU, of this checkout and of another one, in turn.

    .venv/bin/python bench/desk_pages.py [--against CHECKOUT] [--rounds 30]

Each checkout runs its own program, in a process of its own, over a home that it makes of the worked example. A round
asks every page once of one checkout, then of the other; nothing that was kept of a page is used, as right after an act
that touches all of it. Figures are the CPU of one request in milliseconds, medians over the rounds, and questions.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def answer() -> None:
    """Answer rounds asked for on standard input, by the program that this process finds."""
    import django  # noqa: PLC0415 - only the process that answers has it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghitrinh.settings.base")
    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from nghitrinh.cli.example import PARTS  # noqa: PLC0415
    from nghitrinh.cli.run import prepare  # noqa: PLC0415
    from nghitrinh.desk.kit import keeping  # noqa: PLC0415
    from nghitrinh.record.instruments.models import Instrument  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415
    from nghitrinh.record.tasks.models import Task  # noqa: PLC0415

    prepare(PARTS)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(username="thuky"))
    document = Instrument.objects.filter(number__isnull=False).order_by("recorded_at", "pk")[0]
    pages = {
        "today": "/",
        "meeting": f"/hoi-nghi/{document.meeting_id}/",
        "document": f"/van-ban/{document.pk}/",
        "task": f"/viec/{Task.objects.order_by('recorded_at', 'pk')[0].pk}/",
        "meetings": "/hoi-nghi/",
        "tasks": "/viec/",
    }
    asked: list[str] = []

    def counted(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    print("ready", file=sys.stderr, flush=True)
    for _line in sys.stdin:
        found = {}
        for name, address in pages.items():
            keeping._parts.clear()
            asked.clear()
            with connection.execute_wrapper(counted):
                got = client.get(address)
            questions = len(asked)
            if got.status_code != 200:
                raise SystemExit(f"{address}: {got.status_code}")
            keeping._parts.clear()
            begun = time.process_time()
            client.get(address)
            found[name] = (1000 * (time.process_time() - begun), questions)
        print(json.dumps(found), flush=True)


def begin(checkout: Path, home: str) -> "subprocess.Popen[str]":
    """Begin the process of a checkout, and wait until its home is made."""
    ours = {"PYTHONPATH": str(checkout / "src"), "NGHITRINH_HOME": home, "NGHITRINH_SECRET_KEY": "only-for-measuring"}
    environment = os.environ | ours | {"NGHITRINH_HOSTS": "127.0.0.1"}
    command = [sys.executable, __file__, "--answer"]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=home
    )


def ask(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """Ask for one round."""
    print(file=process.stdin, flush=True)
    for line in process.stdout or ():
        if line.startswith("{"):
            return dict(json.loads(line))
    raise SystemExit("a checkout ended before it answered")


def main() -> None:
    """Compare this checkout with another one, or measure it alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="the folder of another checkout, whose packages are these")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer()
        return
    with tempfile.TemporaryDirectory() as folder:
        checkouts = {"now": ROOT} | ({"against": given.against.resolve()} if given.against else {})
        running = {}
        for name, checkout in checkouts.items():
            Path(folder, name).mkdir()
            running[name] = begin(checkout, str(Path(folder, name)))
        rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in running}
        for number in range(given.rounds + 2):
            for name, process in running.items():
                found = ask(process)
                if number >= 2:  # the first two find nothing loaded
                    rounds[name].append(found)
        for page in rounds["now"][0]:
            said = {
                name: (round(statistics.median(each[page][0] for each in found), 2), found[-1][page][1])
                for name, found in rounds.items()
            }
            ratio = f", {said['now'][0] / said['against'][0]:.2f} times" if "against" in said else ""
            print(page, "; ".join(f"{name} {cpu} ms, {asked} questions" for name, (cpu, asked) in said.items()) + ratio)
        for process in running.values():
            process.terminate()
        print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
