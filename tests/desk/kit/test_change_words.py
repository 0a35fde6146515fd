"""What a line of the journal changed is said in words when it is read, for lines of either version."""

import uuid
from typing import Any

import pytest
from tests.record.decided import approved, correct, kept
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.desk.kit.change_words import in_words, names_in
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal

pytestmark = pytest.mark.django_db
FIGURE = f"figure:{uuid.UUID(int=1)}"
FIGURE = f"figure:{uuid.UUID(int=99)}"
TASK = f"task:{uuid.UUID(int=2)}"
DECISION = f"decision:{uuid.UUID(int=3)}"
INTAKE = f"intake:{uuid.UUID(int=4)}"
MEETING = f"meeting:{uuid.UUID(int=5)}"


def _said(change: journal.Change, subject: str) -> tuple[str, str, str]:
    where, old, new = in_words(change, subject, names_in([change]))
    return where, old, new


@pytest.mark.parametrize(
    ("change", "subject", "words"),
    [
        ((TASK, "state", "assigned", "cancelled"), TASK, ("Bước", "Đã giao", "Thôi giao")),
        ((TASK, "state", "assigned", "cancelled"), DECISION, ("Việc giao, bước", "Đã giao", "Thôi giao")),
        ((TASK, "due_on", None, "2021-10-31"), TASK, ("Hạn", "", "31/10/2021")),
        ((MEETING, "starts_at", None, "2021-10-08T01:05:00+00:00"), MEETING, ("Bắt đầu", "", "8/10/2021, 08:05")),
        ((MEETING, "level", "public", "internal"), MEETING, ("Mức phổ biến", "Công khai", "Nội bộ")),
        ((FIGURE, "low", "4000", "4200.5"), DECISION, ("Số liệu, từ", "4.000", "4.200,5")),
        ((FIGURE, "exact", True, False), DECISION, ("Số liệu, số chính xác", "có", "không")),
        ((INTAKE, "amendments.items.1.title", "", "Đất đai"), INTAKE, ("Nội dung 2, tên", "", "Đất đai")),
        ((INTAKE, "amendments.items.1.level", "", "internal"), INTAKE, ("Nội dung 2, mức phổ biến", "", "Nội bộ")),
        ((INTAKE, "amendments.held_on", "", "2021-10-31"), INTAKE, ("Ngày họp", "", "31/10/2021")),
    ],
)
def test_a_change_is_said_by_its_column(change: tuple[Any, ...], subject: str, words: tuple[str, ...]) -> None:
    assert _said(journal.Change(*change), subject) == words


def test_what_a_correction_changed_is_said_by_its_place(world: World) -> None:
    decision = approved(world)
    correct(world, decision, kept(decision, figure_low=4200))
    (line,) = lines_of([Journal.objects.latest("seq")])
    assert [tuple(change) for change in line.changes] == [("điểm 1, số liệu 1, từ", "4.000", "4.200")]


def test_issuing_says_every_state_that_it_moves(world: World) -> None:
    chain = make_chain(world)
    chain.issued()
    (line,) = lines_of([Journal.objects.get(act="instrument.issue")])
    assert [tuple(change) for change in line.changes if "ước" in change.where] == [
        ("Bước", "Đã ký", "Đã ban hành"),
        ("Kết luận, bước", "Đã duyệt", "Đã ban hành"),
        ("Việc giao, bước", "", "Đã giao"),
    ]


ORGANIZATION = str(uuid.UUID(int=6))
ATTENDANCE = f"attendance:{uuid.UUID(int=7)}"
OTHER = f"decision:{uuid.UUID(int=8)}"


@pytest.mark.parametrize(
    ("act", "subject", "changes", "rows", "read"),
    [
        ("meeting.open", MEETING, {"state": ["convened", "open"]}, {}, (MEETING, "state", "convened", "open")),
        (
            "instrument.issue",
            TASK,
            {"state": ["", "assigned"]},
            {OTHER: {"state": "issued"}, TASK: {"state": "x"}, "task:1": {"state": "assigned"}},
            ("task:1", "state", "", "assigned"),
        ),
        ("decision.correct", DECISION, {TASK: ["assigned", "cancelled"]}, {}, (TASK, "state", "assigned", "cancelled")),
        (
            "organization.succeed",
            "succession:1",
            {f"{TASK}, responsible": ["a", "b"]},
            {},
            (TASK, "responsible", "a", "b"),
        ),
        (
            "organization.succeed",
            "succession:1",
            {"Sở Xây dựng": ["", "kết thúc 1/1/2021"]},
            {f"organization:{ORGANIZATION}": {"name": "Sở Xây dựng"}},
            (f"organization:{ORGANIZATION}", "ended_on", "", "kết thúc 1/1/2021"),
        ),
        (
            "attendance.correct",
            MEETING,
            {"Bí thư": ["chair", "excused"]},
            {ATTENDANCE: {"post": "Bí thư"}},
            (ATTENDANCE, "role", "chair", "excused"),
        ),
        ("article.revise", OTHER, {"stale": ["cũ", ""]}, {}, (OTHER, "stale_reason", "cũ", "")),
        ("task.extend", TASK, {"due_on": ["None", "2021-12-31"]}, {}, (TASK, "due_on", None, "2021-12-31")),
        ("intake.amend", INTAKE, {"items.1.title": ["", "B"]}, {}, (INTAKE, "amendments.items.1.title", "", "B")),
        (
            "intake.decide",
            INTAKE,
            {"contradiction 2": ["", "36"]},
            {"ruling:1": {"position": 1}},
            ("ruling:1", "value", "", "36"),
        ),
    ],
)
def test_a_line_of_version_1_is_read_in_the_form_of_version_2(
    act: str, subject: str, changes: dict[str, Any], rows: dict[str, Any], read: tuple[Any, ...]
) -> None:
    line = Journal(seq=1, act=act, subject=subject, version=1)
    content = {"title": "", "reason": "", "changes": changes, "rows": rows}
    assert journal.changes_of(line, content) == [journal.Change(*read)]


def test_a_place_in_prose_of_version_1_is_said_as_it_was_sealed() -> None:
    line = Journal(seq=1, act="decision.correct", subject=DECISION, version=1)
    content = {"changes": {"điểm 1, nội dung": ["Một", "Hai"]}, "rows": {}}
    (change,) = journal.changes_of(line, content)
    assert _said(change, DECISION) == ("điểm 1, nội dung", "Một", "Hai")
    assert not Intake.objects.exists()
