"""A Word document as PDF by LibreOffice, where that is installed: a picture of what an office's own template gives.

It is no part of the program and nothing depends on it; Word's pages can differ from its. What it is handed came from
outside and was held before (`templates.hold`: no macro, no link, nothing embedded). It runs with a profile of its own
that runs no macro and follows no link, in a folder that goes afterwards, with limits of time and size.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

SECONDS = 40.0
_CPU_SECONDS, _MOST_KIBIBYTES = 40, 60_000
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item></oor:items>
"""


class NoPdfError(Exception):
    """There is no LibreOffice, or it made nothing of a document in its time."""


def is_there() -> bool:
    """Tell whether LibreOffice is installed on this machine."""
    return shutil.which("soffice") is not None


def pdf_of(docx: bytes, seconds: float = SECONDS) -> bytes:
    """Return a Word document as PDF, made within so many seconds.

    Raises:
        NoPdfError: it is not installed, took too long, or made nothing.
    """
    program = shutil.which("soffice")
    if program is None:
        raise NoPdfError("not installed")
    with tempfile.TemporaryDirectory(prefix="nghitrinh-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        (folder / "sample.docx").write_bytes(docx)
        _run(_limited(program, folder), folder, seconds)
        try:
            return (folder / "sample.pdf").read_bytes()
        except OSError:
            raise NoPdfError("made nothing") from None


def _limited(program: str, folder: Path) -> list[str]:
    """Return the command, begun by a shell that lowers its limits first."""
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    asked = ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(folder / "sample.docx")]
    limits = f'ulimit -t {_CPU_SECONDS} -f {_MOST_KIBIBYTES}; exec "$@"'
    return ["/bin/sh", "-c", limits, "office", program, own, *quiet, *asked]


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run it in a session of its own, which is ended as a whole: it begins further processes."""
    given = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    none = subprocess.DEVNULL
    try:
        running = subprocess.Popen(  # noqa: S603 - a fixed command on a file of ours
            command, cwd=folder, env=given, start_new_session=True, stdin=none, stdout=none, stderr=none
        )
    except OSError as error:
        raise NoPdfError(str(error)) from None
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        raise NoPdfError("took too long") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
