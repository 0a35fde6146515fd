"""A table has what the page of its row shows: each column of a row stands in a cell, or it is said why not."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.portal.test_portal import get
from tests.publication.pages.sample import sample_rows, tables

from nghitrinh.bundle import write_bundle
from nghitrinh.bundle.schema import Correction, Decision, Instrument, Meeting, Row, Task, columns
from nghitrinh.portal import sheets, words
from nghitrinh.portal.application import Portal
from nghitrinh.portal.open_data import _SHEET_NAMES
from nghitrinh.portal.sheets import SHEETS
from nghitrinh.publication.pages import words as of_pages
from nghitrinh.record.meetings.models import MeetingForm, MeetingState

OF = {"hoi-nghi.csv": Meeting, "ket-luan.csv": Decision, "viec-giao.csv": Task, "van-ban.csv": Instrument}
INSIDE = "the row's key; its address has it"
COUNTS = "how often it was read otherwise: for programs"
ORIGIN = {"id": INSIDE, "source_id": "Nguồn", "illustrative": "Minh họa", "public_revision": COUNTS}
# In which column of its table each column of a row stands; a sentence says why it stands in none.
STANDS: dict[type[Any], dict[str, str]] = {
    Meeting: ORIGIN
    | {
        "organization_id": "Cơ quan",
        "name": "Hội nghị",
        "kind": "the page says it only as a part of the name",
        "form": "Hình thức",
        "number": "Số",
        "series": "the page does not show it",
        "term": "Khóa",
        "further_numbers": "Số khác",
        "starts_at": "Bắt đầu",
        "ends_at": "the page does not show it",
        "place": "Nơi họp",
        "chairs": "Chủ trì",
        "state": "Tình trạng",
    },
    Decision: ORIGIN
    | {
        "meeting_id": "Hội nghị",
        "item_id": "Nội dung",
        "title": "Kết luận",
        "decided_on": "Ngày",
        "approved_on": "Duyệt ngày",
        "instrument_id": "Văn bản",
    },
    Task: {key: cell for key, cell in ORIGIN.items() if cell != COUNTS}
    | {
        "decision_id": "Kết luận",
        "point_id": "the page shows no point",
        "text": "Việc",
        "responsible_id": "Cơ quan",
        "original_responsible_id": "Giao ban đầu cho",
        "through": "Thông qua",
        "with_bodies": "Phối hợp",
        "report_to": "Báo cáo cho",
        "due_on": "Hạn",
        "due_text": "Hạn ghi bằng lời",
        "state": "its word is Trạng thái",
        "state_label": "Trạng thái",
        "overdue": "Tình trạng",
        "punctuality": "Tình trạng",
        "finished_on": "Xong ngày",
        "result": "Kết quả",
        "moved_by": "Chuyển theo",
    },
    Instrument: ORIGIN
    | {
        "meeting_id": "Hội nghị",
        "organization_id": "Cơ quan",
        "kind": "Loại",
        "number": "Số",
        "title": "Tiêu đề",
        "issued_on": "Ban hành ngày",
        "signer": "Người ký",
        "signature": "Người ký",
        "paragraphs": "Nội dung văn bản",
        "state": "Tình trạng",
        "files": "Tệp",
    },
}
NO_CELL = ("the ", "its ", "how ")


@pytest.fixture
def rows() -> list[Row]:
    corrected = Correction(
        id="corrected-due",
        subject_kind="task",
        subject_id="task-zone",
        corrected_at="2021-10-05T09:00:00+07:00",
        field=of_pages.DEADLINE,
        old="1/12/2021",
        new="20/12/2021",
        reason="Ghi nhầm",
    )
    whole = [
        replace(row, through=("party-group",), report_to="party-group", moved_by="Quyết định sắp xếp")
        if isinstance(row, Task)
        else row
        for row in sample_rows()
    ]
    return [*whole, corrected]


@pytest.fixture
def portal(tmp_path: Path, key: Ed25519PrivateKey, rows: list[Row]) -> Portal:
    at = datetime(2021, 10, 4, tzinfo=UTC)
    write_bundle(tmp_path / "portal", rows=tables(rows), pages=[("index.html", b"<p>")], files={}, key=key, at=at)
    return Portal(tmp_path / "portal", key.public_key())


def _lines(portal: Portal, name: str) -> list[dict[str, str]]:
    content = get(portal, f"/du-lieu/{name}")[2]
    return list(csv.DictReader(io.StringIO(content[3:].decode(), newline="")))


def test_each_table_is_of_a_kind_and_has_a_name() -> None:
    assert set(OF) == set(SHEETS) == set(_SHEET_NAMES)


@pytest.mark.parametrize("name", SHEETS)
def test_every_column_of_a_row_stands_in_its_table_or_it_is_said_why_not(
    portal: Portal, rows: list[Row], name: str
) -> None:
    kind, lines = OF[name], _lines(portal, name)
    assert set(STANDS[kind]) == set(columns(kind))
    cells = {column: cell for column, cell in STANDS[kind].items() if not cell.startswith(NO_CELL)}
    assert set(cells.values()) <= set(lines[0])
    for column, cell in cells.items():
        if any(getattr(row, column) for row in rows if isinstance(row, kind)):
            assert any(line[cell] for line in lines), (name, column)


def test_the_table_of_tasks_says_what_the_page_says(portal: Portal) -> None:
    (task,) = (line for line in _lines(portal, "viec-giao.csv") if line["Địa chỉ"].endswith("/viec-giao/task-zone/"))
    name = json.loads(get(portal, "/api/organization/party-group")[2])["name"]
    assert (task["Thông qua"], task["Báo cáo cho"], task["Chuyển theo"]) == (name, name, "Quyết định sắp xếp")
    assert task["Hạn trước đây"].endswith("1/12/2021 (đính chính ngày 5/10/2021)")
    assert task["Trả lại ngày"] == "2021-09-29"
    assert task["Hội nghị"]


def test_every_state_has_a_word_and_the_pages_the_same() -> None:
    assert set(words.MEETING_STATES) == set(MeetingState.values)
    assert set(words.FORMS) == set(MeetingForm.values)
    assert {key: word.capitalize() for key, word in words.MEETING_STATES.items()} == of_pages.STATES
    assert {key: word.capitalize() for key, word in words.FORMS.items()} == of_pages.FORMS
    assert (
        words.INSTRUMENT_STATES.items()
        <= {key: word.lower() for key, word in of_pages.INSTRUMENT_STATES.items()}.items()
    )
    assert sheets._DEADLINE == of_pages.DEADLINE
