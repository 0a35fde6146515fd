"""What safe keeping takes: backup beside tar, its check, restore, export and move, of a small home and a large one.

    .venv/bin/python bench/safekeeping.py [--megabytes 200 2000] [--lines 150] [--json]

A home of each size is made past the acts: a journal as `bench/journal.py` writes it (so many lines for each megabyte of
the home), and stored files of the sizes that papers have (log-normal: half are below 600 kB, one in a hundred is a scan
of more than 12 MB), of bytes that nothing makes smaller, as PDF and photos are. Each command runs as a process of its
own: seconds by the clock and of processor, largest resident memory, its children's among it, and bytes written, said on
standard error at once. Memory is flat when the large home takes no more than the small one.
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.desk import database  # noqa: E402
from bench.journal import in_a_process  # noqa: E402

MIDDLE, SPREAD, LARGEST = 600_000, 1.3, 50_000_000
PASSPHRASE = "một mật khẩu để đo"  # noqa: S105 - of keys that live as long as the run


def make_files(folder: Path, megabytes: int) -> int:
    """Write stored files until there are so many megabytes; return how many they are."""
    folder.mkdir(mode=0o700)
    random, left, number = Random(megabytes), megabytes * 1_000_000, 0  # noqa: S311 - a seed makes the same home again
    while left > 0:
        size = min(int(random.lognormvariate(math.log(MIDDLE), SPREAD)) + 1, LARGEST, left)
        content = random.randbytes(size)
        (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
        left, number = left - size, number + 1
    return number


def size_of(path: Path) -> int:
    """Return how many bytes a file has, or all files of a folder."""
    paths = path.rglob("*") if path.is_dir() else [path]
    return sum(each.stat().st_size for each in paths if each.is_file())


def run(home: Path, *arguments: str, url: str = "", written: Path | None = None) -> dict[str, float]:
    """Run a command of ours over a home, and return what it took."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))}
    more = {"NGHITRINH_HOME": str(home), "NGHITRINH_BACKUP_PASSPHRASE": PASSPHRASE}
    program = str(Path(sys.executable).with_name("nghitrinh"))
    environment = kept | more | ({"NGHITRINH_DATABASE_URL": url} if url else {})
    return timed(arguments[0], [program, *arguments], environment, written)


def timed(name: str, command: list[str], environment: dict[str, str], written: Path | None) -> dict[str, float]:
    """Run a command, and return what it took with all its children."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=sys.stderr)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}")
    took = {
        "seconds": round(time.perf_counter() - begun, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "largest_resident_mb": round(used.ru_maxrss / 1024),
        "megabytes_written": round(size_of(written) / 1e6) if written else 0,
    }
    print(name, took, file=sys.stderr, flush=True)
    return took


def tar(home: Path, archive: Path) -> dict[str, float]:
    """Pack a home as `tar` and `gzip` do at our level, and read it once more, as our backup does of itself."""
    words = 'tar -C "$1" -cf - . | gzip -1 > "$2" && gzip -dc "$2" | sha256sum >&2'
    command = ["bash", "-o", "pipefail", "-c", words, "tar", str(home), str(archive)]
    return timed("tar and gzip", command, dict(os.environ), archive)


def measure(folder: Path, megabytes: int, per_megabyte: int) -> dict[str, Any]:
    """Make a home of so many megabytes and keep it safe in every way."""
    home, lines = folder / "home", megabytes * per_megabyte
    home.mkdir(mode=0o700)
    in_a_process(str(home), "--part", "make", "--lines", str(lines))
    (home / "record.sqlite3").chmod(0o600)
    (home / "secret_key").write_text("x" * 50, "utf-8")
    record = size_of(home / "record.sqlite3")
    files = make_files(home / "files", max(1, megabytes - record // 1_000_000))
    backup, other, rows = folder / "backup.tar.gz", folder / "other", folder / "all.jsonl"
    found: dict[str, Any] = {
        "megabytes": round(size_of(home) / 1e6),
        "record_megabytes": round(record / 1e6),
        "lines": lines,
        "files": files,
        "tar and gzip": tar(home, folder / "tar.gz"),
        "backup": run(home, "backup", str(backup), written=backup),
        "restore --check": run(home, "restore", str(backup), "--check"),
        "restore": run(other, "restore", str(backup), written=other),
        "export": run(home, "export", str(rows), written=rows),
    }
    with database("postgresql") as url:
        found["move"] = run(home, "move", "--to", url)
    return found | {"load_average": [round(each, 1) for each in os.getloadavg()]}


def main() -> None:
    """Measure each size and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--lines", type=int, default=150, help="lines of the journal for each megabyte")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for megabytes in given.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder), megabytes, given.lines)
        if given.json:
            print(json.dumps(found, ensure_ascii=False), flush=True)
            continue
        print("; ".join(f"{name} {value}" for name, value in found.items() if not isinstance(value, dict)))
        print("| command | s | s of CPU | largest resident, MB | written, MB |\n| --- | ---: | ---: | ---: | ---: |")
        for name, row in found.items():
            if isinstance(row, dict):
                print(f"| {name} | {' | '.join(str(value) for value in row.values())} |")


if __name__ == "__main__":
    main()
