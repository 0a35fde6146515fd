"""The sheets of a workbook as its page shows them: read in a sandbox once for a result, kept in the home's cache."""

import json
from dataclasses import asdict

from nghitrinh.desk.kit.file_contents import SECONDS, SHARE
from nghitrinh.evidence import EvidenceError
from nghitrinh.evidence.land import ShownCell, ShownRow, ShownSheet
from nghitrinh.evidence.land.showing import shown_sheets
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.findings.queries import computed
from nghitrinh.record.kernel import deadline, storage
from nghitrinh.sandbox import Ended, Sandbox

_VERSION = "1"  # raised when the same bytes are shown otherwise


def sheets_of(finding: Finding) -> list[ShownSheet]:
    """Return the sheets of a checked workbook; none where they cannot be read in time, which is tried anew later."""
    said = computed(finding)
    if said is None:
        return []
    path = cache("sheets") / f"{finding.result}-{_VERSION}"
    known = kept(path)
    if known is not None:
        return [_sheet(each) for each in json.loads(known)]
    marked = frozenset(name for fault in said.faults for name in fault.cells)
    try:
        with Sandbox(shown_sheets) as read:
            content = storage.get(finding.file.digest)
            sheets = read(SHARE * deadline.remaining(SECONDS), content, finding.file.name, marked)
    except (Ended, EvidenceError, storage.StorageFault):
        return []
    keep(path, json.dumps([asdict(each) for each in sheets], ensure_ascii=False).encode())
    return sheets


def _sheet(plain: dict[str, object]) -> ShownSheet:
    found = {**plain}
    rows = found.pop("rows")
    columns = found.pop("columns")
    if not isinstance(rows, list) or not isinstance(columns, list):
        raise TypeError("found another layout in the cache, expected rows and columns")
    return ShownSheet(
        rows=tuple(ShownRow(each["number"], tuple(ShownCell(**cell) for cell in each["cells"])) for each in rows),
        columns=tuple(columns),
        **found,  # type: ignore[arg-type]
    )
