"""What happened on one day is told in the order in which it happened, also what has no hour."""

from dataclasses import replace

import pytest
from tests.publication.pages.sample import ZONE, release_of, sample_rows, stone, task, task_event

from nghitrinh.bundle.schema import Correction, Decision, Instrument, Row, Task
from nghitrinh.publication.pages.chain import task_story, timeline

DAY = "2021-09-20"


def at(hour: int) -> str:
    return f"{DAY}T{hour:02}:00:00+07:00"


def corrected(key: str, kind: str, field: str, hour: int) -> Correction:
    said = {"old": "1/10/2021", "new": "5/10/2021", "reason": "Ghi nhầm"}
    return Correction(id=f"c-{key}", subject_kind=kind, subject_id=key, corrected_at=at(hour), field=field, **said)


def titles(shown: list[dict[str, object]]) -> list[str]:
    return [str(each["title"]) for each in shown if each["iso"] == DAY][::-1]


def rows_of_a_day() -> list[Row]:
    """Return what happened on one day to a decision, its document and its two tasks."""
    kept = [row for row in sample_rows() if not isinstance(row, Decision | Task) or getattr(row, "id", "") != ZONE]
    first, other = (task(key, ZONE, key, due_on="2021-12-01") for key in ("t-first", "t-other"))
    done = replace(first, finished_on=DAY, punctuality="in_time", state="confirmed")
    return [
        *(row for row in kept if getattr(row, "decision_id", "") != ZONE or not isinstance(row, Task)),
        replace(decision_row(), decided_on=DAY, approved_on=DAY, instrument_id="new"),
        replace(instrument_row(), id="new", issued_on=DAY, number="2-TB"),
        stone("instrument", "old", at(9), "Sai", kind="Thông báo", number="1-TB", day=DAY, issued=(ZONE,)),
        done,
        other,
        task_event("e-1", "t-first", "extended", at(11), due_before="2021-10-01", due_after="2021-12-01"),
        task_event("e-2", "t-first", "returned", at(14)),
        task_event("e-3", "t-other", "extended", at(15), due_before="2021-10-01", due_after="2021-12-01"),
        corrected(ZONE, "decision", "ý 1", 10),
        corrected("t-first", "task", "hạn", 12),
    ]


def decision_row() -> Decision:
    return next(row for row in sample_rows() if isinstance(row, Decision) and row.id == ZONE)


def instrument_row() -> Instrument:
    return next(row for row in sample_rows() if isinstance(row, Instrument))


@pytest.mark.parametrize("way", [1, -1])
def test_what_happened_on_one_day_is_told_in_its_order(way: int) -> None:
    public = release_of(rows_of_a_day()[::way])
    found = public.get(Task, "t-first")
    assert found is not None
    issued = public.get(Instrument, "new")
    story = task_story(public, found, public.get(Decision, ZONE), issued)
    kind = instrument_row().kind.lower()
    before = ["Ban hành thông báo 1-TB", "Thu hồi thông báo 1-TB", f"Ban hành {kind} 2-TB"]
    own = ["Lùi hạn", "Đính chính: hạn", "Báo cáo chưa đạt, làm lại", "Xong"]
    assert titles(story) == ["Giao tại kết luận", *before, *own]
    shown = public.get(Decision, ZONE)
    assert shown is not None
    assert titles(timeline(public, shown)) == [
        *("Kết luận tại hội nghị", "Kết luận được duyệt", *before, "Đính chính: ý 1", "Lùi hạn: t-first"),
        *("Báo cáo chưa đạt, làm lại: t-first", "Lùi hạn: t-other", "Xong: t-first"),
    ]
