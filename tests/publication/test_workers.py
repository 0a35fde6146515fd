"""The processes that share a publication: their answers, their faults, and their end."""

import fcntl
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.publication import tasks
from tests.record.instruments.chain import Chain

from nghitrinh.bundle import BundleError, NotSealed, create_key, publishing, trees, verify, verify_release, write_bundle
from nghitrinh.bundle.manifest import MANIFEST, read_manifest
from nghitrinh.bundle.writer import SPARE
from nghitrinh.publication import full
from nghitrinh.publication.full import build_everything
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.workers import Workers
from nghitrinh.record.kernel import clock

HERE = Path(__file__).resolve().parents[2]
PROGRAM = """
from tests.publication import tasks
from nghitrinh.publication.workers import Workers
with open({lock!r}, "w") as lock, Workers(lock.fileno(), 2) as workers:
    import fcntl
    fcntl.flock(lock, fcntl.LOCK_EX)
    print(*{{*workers.map(tasks.process, range(10))}}, flush=True)
    list(workers.map(tasks.wait, range(2)))
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    monkeypatch.setenv("PYTHONPATH", str(HERE))  # where the processes find these tests
    return tmp_path


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("count", [1, 2])
def test_answers_come_in_the_order_of_the_tasks(count: int) -> None:
    with Workers(count=count) as workers:
        assert list(workers.map(tasks.double, range(20))) == [2 * number for number in range(20)]


def test_one_processor_means_no_process_but_this_one() -> None:
    with Workers(count=1) as workers:
        assert workers.submit(tasks.process).result() == os.getpid()
    with Workers(count=2) as workers:
        found = set(workers.map(tasks.process, range(20)))
    assert len(found - {os.getpid()}) == 2
    assert not any(map(_is_running, found - {os.getpid()}))


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_raised_there_is_raised_here(count: int) -> None:
    with pytest.raises(BundleError, match=r"^pages: found no row, expected one\n?"), Workers(count=count) as workers:
        list(workers.map(tasks.refuse, ["found no row, expected one"]))


@pytest.mark.parametrize(
    ("function", "error"),
    [(tasks.refuse, BundleError), (tasks.fail, ValueError), (tasks.fail_unsendably, RuntimeError)],
)
def test_a_fault_names_the_process_and_the_place_in_which_it_happened(function: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="broken") as raised, Workers(count=2) as workers:
        list(workers.map(function, ["broken"]))
    (note,) = raised.value.__notes__
    assert re.match(r"In process \d+:\nTraceback", note)
    assert f"in {function.__name__}\n" in note


def test_a_fault_of_a_bundle_keeps_what_was_noted_of_it() -> None:
    error = NotSealed("portal", "found another release, expected ours", code="other_release")
    error.add_note("publishing at night")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), str(again), again.code, again.where) == (NotSealed, str(error), error.code, error.where)
    assert again.__notes__ == ["publishing at night"]


def test_a_process_that_dies_is_said() -> None:
    with pytest.raises(BundleError, match="ended with 7 before it had answered"), Workers(count=2) as workers:
        list(workers.map(tasks.die, range(3)))


def test_two_processes_write_what_one_writes(chain: Chain, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chain.released()
    key = create_key(home / "key.pem")
    monkeypatch.setattr(full, "FEW_NOTICES", 0)
    monkeypatch.setattr(full, "FEW_PAGES", 0)
    monkeypatch.setattr(full, "PAGES_AT_ONCE", 3)
    monkeypatch.setattr(trees, "FEW_BYTES", 0)
    made = []
    for count in (1, 2):
        root = home / f"made-{count}"
        with publishing(root) as work, Workers(work.lock, count) as others:
            result = build_everything(work, clock.today(), others)
            fresh = sorted(work.tree.fresh)
            written = work.finish(key, clock.now(), each=others.map)
        spare = sorted(path.relative_to(root / SPARE) for path in (root / SPARE).rglob("*"))
        made.append((result.rendered, fresh, read_manifest(written.folder / MANIFEST).lists, spare))
    assert made[0] == made[1]
    assert made[0][0] > 20
    assert len(made[0][3]) > len(made[0][1])


def test_many_files_are_verified_by_several_processes_as_by_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "FILES_AT_ONCE", 2)
    key = create_key(home / "key.pem")
    pages = [(f"{number}.txt", b"%d" % number) for number in range(7)]
    folder = write_bundle(home / "portal", rows={}, pages=pages, key=key, at=clock.now()).folder
    (folder / "pages" / "3.txt").write_bytes(b"other")
    (folder / "pages" / "6.txt").unlink()
    with Workers(count=2) as others:
        found = verify_release(folder, key.public_key(), each=others.map)
    assert [problem.path for problem in found] == ["pages/3.txt", "pages/6.txt"]
    assert found == verify_release(folder, key.public_key())


def test_a_publication_whose_process_died_leaves_nothing_half_written(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    (portal_root() / "checkpoint.json").unlink()
    chain.correct()
    with monkeypatch.context() as patched:
        patched.setattr(full, "FEW_PAGES", 0)
        patched.setattr(full, "place_in_worker", tasks.die)
        patched.setattr(Workers, "__init__", _of_two(Workers.__init__))
        with pytest.raises(BundleError, match="publish again"):
            publish(by=chain.world.secretary)
    assert not list(portal_root().glob("building-*"))
    assert [folder.name[:6] for folder in (portal_root() / "releases").iterdir()] == ["000001"]
    assert publish(by=chain.world.secretary).sequence == 2


def _of_two(plain: Any) -> Any:
    def start(self: Workers, lock: int | None = None, count: int | None = None) -> None:
        plain(self, lock, 2)

    return start


DEAF_NO_MORE = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1]])
"""


@pytest.mark.processes
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT], ids=lambda sign: sign.name)
def test_a_killed_publication_ends_its_processes_and_then_gives_the_lock_free(home: Path, sign: signal.Signals) -> None:
    lock = home / "lock"
    # A shell that begins the tests in the background lets them ignore the interruption, and what they begin too.
    command = [sys.executable, "-c", DEAF_NO_MORE, PROGRAM.format(lock=str(lock))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HERE, text=True) as publication:
        assert publication.stdout is not None
        found = [int(each) for each in publication.stdout.readline().split()]
        assert len(found) == 2
        with lock.open("w") as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        publication.send_signal(sign)
        publication.wait()
    with lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)  # waits until the last of them has ended
    while any(map(_is_running, found)):
        time.sleep(0.01)
