"""Papers with a workbook: the zone whose parts are more than it, one that holds, one that asks, one of another kind."""

import base64
from pathlib import Path
from typing import Any

from tests.evidence.sheets import workbook
from tests.world import World

from nghitrinh.desk.findings.checking import check_waiting
from nghitrinh.record.acts import ACTS
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.papers.models import Paper

LAND = Path(__file__).resolve().parents[3] / "examples" / "hai-duong" / "land"
ZONE = (LAND / "khu-kinh-te.xlsx").read_bytes()
HOLDS = (LAND / "tang-truong-2024.xlsx").read_bytes()
ASKS = (LAND / "nghi-quyet-32-2012.xlsx").read_bytes()
NO_TABLE = workbook({"Danh sách": [["Họ tên", "Chức vụ"], ["Nguyễn Văn A", "Chuyên viên"]]})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def given(name: str, content: bytes) -> dict[str, str]:
    """Return a file as an act takes it."""
    return {"name": name, "media_type": XLSX, "content_base64": base64.b64encode(content).decode()}


def handed_in(world: World, paper: Paper, *files: tuple[str, bytes], by: Any = None) -> list[Finding]:
    """Hand in a version with workbooks, and return what is to be checked, by the names of the files."""
    now = Paper.objects.get(pk=paper.pk)
    sent = [given(name, content) for name, content in files]
    version = ACTS["paper.submit"](by=by or world.officer, paper=now.pk, edit=now.edit, files=sent)
    return list(version.findings.order_by("file__name"))


def checked(world: World, content: bytes = ZONE, name: str = "khu-kinh-te.xlsx", **options: Any) -> Finding:
    """Return the finding of a workbook that came in with a paper under an item, checked."""
    (finding,) = handed_in(world, world.paper(world.item(**options)), (name, content))
    check_waiting()
    return again(finding)


def again(finding: Finding) -> Finding:
    """Return a finding as it is now."""
    return Finding.objects.get(pk=finding.pk)
