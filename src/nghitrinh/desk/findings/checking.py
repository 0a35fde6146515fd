"""The check of what waits: each workbook in a sandbox with limits of time and memory, its outcome by one act.

    check_waiting()    # everything that waits, one after the other; what cannot be told yet is asked

Nothing is written before a workbook is done: whoever is killed leaves it waiting, and the next one begins it anew.
"""

import importlib.metadata
import logging
from dataclasses import asdict
from typing import Any
from uuid import UUID

from nghitrinh import evidence
from nghitrinh.desk.findings.sheets import sheets_of
from nghitrinh.desk.findings.words import FAULT, FILE_LOST, TOO_SLOW
from nghitrinh.evidence.land.checking import check_workbook
from nghitrinh.record.acts import ACTS
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.findings.queries import answered_before, waiting
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.sandbox import Ended, Sandbox

SECONDS = 60.0  # for one workbook: one of a province takes a second

Checks = Sandbox[Any, evidence.Finding]


def check_waiting() -> int:
    """Check every workbook that waits, and those that come meanwhile; return how many were checked."""
    checked: set[UUID] = set()
    with Sandbox(check_workbook) as checks:
        while finding := waiting().exclude(pk__in=checked).first():
            checked.add(finding.pk)
            _conclude(finding, outcome_of(finding, checks))
            finding.refresh_from_db()
            sheets_of(finding)  # kept from now on: no page waits for them
    return len(checked)


def _conclude(finding: Finding, outcome: dict[str, Any]) -> None:
    version = importlib.metadata.version("nghitrinh")
    ACTS["finding.conclude"](by=None, finding=finding.pk, program=version, **outcome)


def outcome_of(finding: Finding, checks: Checks) -> dict[str, Any]:
    """Return what came of a check, as the act takes it."""
    try:
        data = storage.get(finding.file.digest)
    except storage.StorageFault:
        return {"why": FILE_LOST}
    return _outcome(finding, checks, data, dict(finding.answers))


def _outcome(finding: Finding, checks: Checks, data: bytes, answers: dict[str, str]) -> dict[str, Any]:
    given = {"answers": [{"key": key, "answer": said} for key, said in answers.items()]}
    try:
        said = checks(SECONDS, data, finding.file.name, answers)
    except evidence.OpenQuestions as asked:
        # What was answered about a file of this form before is not asked again; what is said here goes before it.
        known = {**answered_before(finding, asked.form), **answers}
        wanted = {each.key for each in asked.questions}
        more = {key: said for key, said in known.items() if key in wanted}
        if more.keys() - answers.keys():
            return _outcome(finding, checks, data, {**more, **answers})
        return given | {"form": asked.form, "questions": [asdict(each) for each in asked.questions]}
    except Exception as error:  # noqa: BLE001 - whatever it is, the page says so, and the others are checked
        return {"why": _why(error)}
    try:
        result = storage.put(said.as_bytes())
    except ActError:
        return {"why": FILE_LOST}
    return given | {"form": said.options["form"], "result": result}


def _why(error: Exception) -> str:
    """Return the code of what stood in the way; a fault of the library is one line of the log, too."""
    if isinstance(error, evidence.EvidenceError):
        return error.code
    if isinstance(error, Ended):
        return TOO_SLOW
    logging.getLogger(__name__).error("a workbook could not be checked", exc_info=error)
    return FAULT
