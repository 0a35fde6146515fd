"""Publishing in a process of its own: it may take minutes, and no request waits for it (decision 0023).

    run = start(user)       # two presses are one run: the second gets the first's
    refreshed(run)          # running, or what came of it; a process that was killed is told as such

The process is no child that ends with the desk: a desk that is started anew finds the run going on, or finds that its
process is gone. What a killed one leaves behind, the next publication takes in (`publication.publish`).
"""

import errno
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from nghitrinh.bundle import BundleError
from nghitrinh.desk.models import PublicationRun
from nghitrinh.publication.publish import publish
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User

# What came of a run, beside the codes of refusals.
DONE, UNCHANGED, KILLED, CRASHED, DISK_FULL, SYSTEM = "done", "unchanged", "killed", "crashed", "disk_full", "system"
# What a publication can end in besides a mistake of the program: the record refuses, the portal's folder or the disk.
FAULTS = (ActError, BundleError, OSError, sqlite3.Error, DatabaseError)
# So long a process may take from being asked for to saying that it runs.
_TO_BEGIN = timedelta(seconds=60)
QUICK = 0.5  # seconds: a publication of one change is over by then, and writing down a dozen steps would delay it


def start(by: User) -> PublicationRun:
    """Return the run that goes on, or begin one."""
    while True:
        run = current()
        if run is not None:
            return run
        with suppress(IntegrityError), transaction.atomic():  # another press may have been first
            run = PublicationRun.objects.create(by=by)
        if run is not None:
            spawn(run)
            return run


def current() -> PublicationRun | None:
    """Return the run that goes on; one whose process is gone is ended, and told as killed."""
    run = PublicationRun.objects.filter(running=True).select_related("by").first()
    return run if run is not None and not _is_lost(run) else None


def refreshed(run: PublicationRun) -> PublicationRun:
    """Return a run as it is now, ended where its process is gone."""
    if run.running and _is_lost(run):
        run.refresh_from_db()
    return run


def last() -> PublicationRun | None:
    """Return the newest run, as it is now."""
    run = PublicationRun.objects.first()
    return None if run is None else refreshed(run)


def _is_lost(run: PublicationRun) -> bool:
    """Tell whether the process of a run is gone without a word; then the run ended so."""
    if run.process:
        gone = run.process != name_of(int(run.process.partition(":")[0]))
    else:
        gone = clock.now() - run.started_at > _TO_BEGIN
    if gone:
        _end(run, KILLED)
    return gone


def name_of(pid: int) -> str:
    """Return the name of a process, its number with when it began, since numbers come again; nothing once it ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if status[0] in "ZX" else f"{pid}:{status[19]}"


def spawn(run: PublicationRun) -> None:
    """Begin the process of a run. It has a session of its own, so that nothing ends it with the desk."""
    command = [sys.executable, "-m", "nghitrinh.desk.publication.process", str(run.pk)]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own program
    PublicationRun.objects.filter(pk=run.pk, running=True).update(process=name_of(child.pid))
    threading.Thread(target=child.wait, daemon=True).start()  # or what it leaves behind would count as alive


def carry_out(run: PublicationRun) -> None:
    """Publish, and write down how far it is and what came of it."""

    began = time.monotonic()

    def step(name: str) -> None:
        if time.monotonic() - began < QUICK:
            return
        with suppress(DatabaseError):  # how far it is helps whoever waits; the publication does not wait for that
            PublicationRun.objects.filter(pk=run.pk).update(step=name)

    try:
        result = publish(by=run.by, step=step)
    except FAULTS as error:
        _end(run, *_fault(error))
    except BaseException:
        _end(run, CRASHED)
        raise
    else:
        values = {"number": result.sequence, "rendered": result.rendered}
        _end(run, DONE if result.changed else UNCHANGED, values)


def _end(run: PublicationRun, code: str, values: dict[str, Any] | None = None) -> None:
    ended = {"running": None, "code": code, "values": values or {}, "ended_at": clock.now()}
    PublicationRun.objects.filter(pk=run.pk, running=True).update(**ended)


def _fault(error: Exception) -> tuple[str, dict[str, Any]]:
    """Return a fault as a code, and where it is."""
    if isinstance(error, BundleError):
        return error.code, {"where": error.where}
    if isinstance(error, ActError):
        return error.code, {"where": error.field}
    if _is_full(error):
        return DISK_FULL, {}
    return SYSTEM, {"where": str(getattr(error, "filename", None) or error)}


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "full" in str(error)
