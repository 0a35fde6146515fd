"""Acts per second and their 95th percentile, with 90 clients, on SQLite and on PostgreSQL in one run.

    .venv/bin/python bench/acts.py [--clients 90] [--acts 10] [--rounds 3]

Each client is a thread that carries out real acts (`item.add` on a meeting of its own: lock, transition, rows, a sealed
line). Each database runs in a process of its own, in turn; figures are medians of the rounds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("NGHITRINH_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def measure(clients: int, acts: int) -> dict[str, float]:
    """Run the acts in this process, on the database of the environment; return seconds and milliseconds."""
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from tests.world import make_world  # noqa: PLC0415

    from nghitrinh.record.kernel import journal  # noqa: PLC0415
    from nghitrinh.record.meetings.acts import agenda  # noqa: PLC0415

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        world = make_world()
        meetings = [world.plan_meeting(f"Hội nghị {number}") for number in range(clients)]
        taken: list[float] = []
        ready = threading.Barrier(clients + 1)

        def client(number: int) -> None:
            ready.wait()
            for turn in range(acts):
                begun = time.perf_counter()
                agenda.add_item(
                    by=world.secretary, meeting=meetings[number].pk, edit=turn + 1, title=f"Nội dung {turn}"
                )
                taken.append(time.perf_counter() - begun)
            connection.close()

        threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
        for thread in threads:
            thread.start()
        ready.wait()
        begun = time.perf_counter()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - begun
        if len(taken) != clients * acts or journal.verify():
            raise SystemExit(f"lost acts: {len(taken)} of {clients * acts}")
        return {"per_second": len(taken) / seconds, "p95": statistics.quantiles(taken, n=20)[18] * 1000}
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def in_a_process(url: str, clients: int, acts: int) -> dict[str, float]:
    """Measure one database in a fresh process."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "NGHITRINH_HOME": home,
            "NGHITRINH_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.test",
        }
        command = [sys.executable, __file__, "--inside", "--clients", str(clients), "--acts", str(acts)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout.splitlines()[-1]))


def main() -> None:
    """Alternate the databases, print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=90)
    parser.add_argument("--acts", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(measure(given.clients, given.acts)))
        return
    databases = {"SQLite": "", "PostgreSQL": POSTGRES}
    rounds = [
        {name: in_a_process(url, given.clients, given.acts) for name, url in databases.items()}
        for _ in range(given.rounds)
    ]
    print("| database | clients | acts | acts/s | 95th percentile, ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name in databases:
        rate = statistics.median(each[name]["per_second"] for each in rounds)
        p95 = statistics.median(each[name]["p95"] for each in rounds)
        print(f"| {name} | {given.clients} | {given.clients * given.acts} | {rate:.0f} | {p95:.0f} |")


if __name__ == "__main__":
    main()
