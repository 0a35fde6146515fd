"""The papers of a meeting as one PDF: contents, outline, what does not join, and nothing that one may not see."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from django.test import Client
from tests.contents.made import pdf
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import Paper

Sign = Callable[[str], Client]
SECRET = "Bo nhiem dong chi X"


def _paper(world: World, item: AgendaItem, title: str, level: str, *, body: str = "", **files: bytes) -> Paper:
    """Lay a paper under an item, with files by their names, in which `_` stands for a dot."""
    given: dict[str, Any] = {"organization": world.committee.pk, "submitted_by": world.department.pk, "level": level}
    paper: Paper = ACTS["paper.register"](by=world.secretary, title=title, kind="submission", item=item.pk, **given)
    kept = [
        {
            "name": name.replace("_", "."),
            "media_type": "application/octet-stream",
            "content_base64": base64.b64encode(content).decode(),
        }
        for name, content in files.items()
    ]
    now = Paper.objects.get(pk=paper.pk)
    ACTS["paper.submit"](by=world.secretary, paper=now.pk, edit=now.edit, body=body, files=kept)
    return now


@pytest.fixture
def address(world: World) -> str:
    """Return the file's address of a meeting with two public papers, one of text alone, and a restricted item."""
    meeting = world.plan_meeting()
    first, second = world.item(meeting, "Quy hoạch"), world.item(meeting, SECRET, level="restricted")
    _paper(world, first, "Tờ trình quy hoạch", "public", trinh_pdf=pdf("Trang mot", "Trang hai"), ghi_txt=b"Ghi them")
    _paper(world, first, "Báo cáo bằng chữ", "public", body="Điều 1. Phạm vi")
    _paper(world, second, f"To trinh {SECRET}", "restricted", kin_pdf=pdf(f"Noi dung {SECRET}"))
    return f"/hoi-nghi/{meeting.pk}/tap-tai-lieu/"


def _read(client: Client, address: str) -> pypdf.PdfReader:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.streaming
    assert "attachment" in answer.headers["Content-Disposition"]
    return pypdf.PdfReader(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]


def _outline(reader: pypdf.PdfReader) -> dict[str, int]:
    def each(lines: Any) -> Any:
        for line in lines:
            yield from each(line) if isinstance(line, list) else [line]

    found = {}
    for line in each(reader.outline):
        found[line.title] = reader.get_destination_page_number(line)
    return found


def test_contents_and_outline_lead_to_the_pages_of_each_paper(signed: Sign, address: str) -> None:
    reader = _read(signed("secretary"), address)
    marks = _outline(reader)
    for words, first in (
        ("Tờ trình: Tờ trình quy hoạch", "Trang mot"),
        ("Tờ trình: Báo cáo bằng chữ", "Phạm vi"),
        (f"Tờ trình: To trinh {SECRET}", f"Noi dung {SECRET}"),
    ):
        page = marks[words]
        assert first in reader.pages[page].extract_text()
        contents = " ".join(reader.pages[1].extract_text().split())
        assert f"{words} trang {page + 1}" in contents
    assert "1. Quy hoạch" in marks
    assert "ghi.txt" in reader.pages[1].extract_text()


def test_a_readers_file_has_no_word_of_a_restricted_item(signed: Sign, address: str) -> None:
    reader = _read(signed("reader"), address)
    text = " ".join(each.extract_text() for each in reader.pages)
    assert "Trang hai" in text
    raw = " ".join((text, *_outline(reader), str(reader.metadata)))
    assert SECRET not in raw
    assert signed("bob").get(address).status_code == 404


def test_what_does_not_open_is_named_and_stops_nothing(signed: Sign, world: World) -> None:
    item = world.item()
    _paper(world, item, "Bản hỏng", "public", hong_pdf=b"%PDF-1.4\nkhong phai")
    reader = _read(signed("secretary"), f"/hoi-nghi/{item.meeting_id}/tap-tai-lieu/")
    assert "hong.pdf" in " ".join(each.extract_text() for each in reader.pages)
