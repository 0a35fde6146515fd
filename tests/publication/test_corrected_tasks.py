"""A corrected decision leaves its trace in each task that it changed: old, new and reason, on the task's own page."""

from datetime import date
from typing import Any

import pytest
from tests.publication.pages.test_pages import words
from tests.record.instruments.chain import Chain, points

from nghitrinh.bundle.schema import Correction, Rows
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.render import render_page
from nghitrinh.publication.rows import public_rows
from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.given import CHARGE_COLUMNS
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.models import Task

DAY = date(2021, 9, 20)


def _correct(chain: Chain, **charge: Any) -> None:
    now = Decision.objects.get(pk=chain.decision.pk)
    given = points(chain.world, of=now)
    given[0]["charges"][0] |= charge
    if "due_text" in charge:
        given[0]["charges"][0]["due_on"] = None
    if "gone" in charge:
        given[0]["charges"] = []
    why = {"reason": "Ghi nhầm", "authority": "Ban Thường vụ"}
    ACTS["decision.correct"](by=chain.world.chair, decision=now.pk, edit=now.edit, points=given, **why)


def _changed(rows: Rows) -> dict[str, tuple[str, str]]:
    found = [row for row in rows["correction"] if isinstance(row, Correction) and row.subject_kind == "task"]
    assert {(row.subject_id, row.reason) for row in found} <= {(str(Task.objects.get().pk), "Ghi nhầm")}
    return {row.field: (row.old, row.new) for row in found}


def _page(path: str, rows: Rows) -> str:
    return words(render_page(ReleaseRows.in_memory(rows), path).decode())


@pytest.mark.parametrize("column", [*CHARGE_COLUMNS, "with_bodies", "gone"])
def test_whatever_a_correction_changed_in_a_task_stands_in_its_story(chain: Chain, column: str) -> None:
    world = chain.world
    changed: dict[str, tuple[Any, str, tuple[str, str]]] = {
        "text": (
            "Hoàn thiện quy hoạch vùng",
            "nội dung",
            ("Chỉ đạo hoàn thiện quy hoạch", "Hoàn thiện quy hoạch vùng"),
        ),
        "responsible_id": (world.council.pk, "cơ quan", (world.department.name, world.council.name)),
        "through_id": (world.council.pk, "thông qua", ("", world.council.name)),
        "report_to_id": (world.council.pk, "báo cáo cho", (world.ministry.name, world.council.name)),
        "due_on": (date(2021, 12, 20), "hạn", ("1/10/2021", "20/12/2021")),
        "due_text": ("trong quý IV", "hạn", ("1/10/2021", "trong quý IV")),
        "with_bodies": ([world.council.pk], "phối hợp", ("", world.council.name)),
        "gone": (True, "tình trạng", ("Đã giao", "Thôi giao")),
    }
    chain.released()
    value, field, (old, new) = changed[column]
    _correct(chain, **{column.removesuffix("_id"): value})
    rows = public_rows(DAY)
    assert _changed(rows) == {field: (old, new)}
    page = _page(f"viec-giao/{Task.objects.get().pk}/index.html", rows)
    assert f"Đính chính: {field}" in page
    assert all(each in page for each in (old, new))
    assert page.count("Ghi nhầm") == 2, "in the story and in what was corrected"


def test_a_task_is_not_given_with_the_deadline_that_it_was_corrected_to(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain.released()
    monkeypatch.setenv("NGHITRINH_TODAY", "2027-01-05")
    _correct(chain, due_on=date(2021, 12, 20))
    monkeypatch.setenv("NGHITRINH_TODAY", "2027-01-06")
    task = Task.objects.get()
    ACTS["task.extend"](by=chain.world.secretary, task=task.pk, edit=task.edit, due_on="2022-02-01", reason="Chờ vốn")
    rows = public_rows(DAY)
    page = _page(f"viec-giao/{task.pk}/index.html", rows)
    assert "Giao tại kết luận Hạn 1/10/2021" in page
    assert page.index("Lùi hạn") < page.index("Đính chính: hạn 1/10/2021 → 20/12/2021 . Lý do: Ghi nhầm.")
    for path in ("viec-giao/index.html", f"co-quan/{chain.world.department.pk}/index.html"):
        table = _page(path, rows)
        assert "Hạn cũ 1/10/2021 , đính chính ngày" in table, path
        assert table.index("Hạn cũ 1/10/2021") < table.index("Hạn cũ 20/12/2021 , lùi ngày"), path
        assert 'id="dinh-chinh"' not in render_page(ReleaseRows.in_memory(rows), path).decode(), path


def test_the_decision_tells_once_what_it_changed_in_a_task(chain: Chain) -> None:
    chain.released()
    _correct(chain, due_on=date(2021, 12, 20))
    page = _page(f"ket-luan/{chain.decision.pk}/index.html", public_rows(DAY))
    assert page.count("Đính chính: ") == 1
    assert "Đính chính: điểm 1, việc 1, ngày hạn" in page


def test_a_deadline_that_was_put_off_before_is_what_the_correction_changed(chain: Chain) -> None:
    chain.released()
    task = Task.objects.get()
    ACTS["task.extend"](by=chain.world.secretary, task=task.pk, edit=task.edit, due_on="2021-11-01", reason="Chờ vốn")
    _correct(chain, due_on=date(2021, 12, 20))
    assert _changed(public_rows(DAY)) == {"hạn": ("1/11/2021", "20/12/2021")}


def test_what_was_corrected_before_the_task_was_public_or_was_erased_is_told_to_nobody(chain: Chain) -> None:
    _correct(chain, due_on=date(2021, 12, 20))
    chain.decision.refresh_from_db()
    chain.released()
    assert _changed(public_rows(DAY)) == {}
    _correct(chain, due_on=date(2021, 12, 24))
    assert _changed(public_rows(DAY)) == {"hạn": ("20/12/2021", "24/12/2021")}
    line = Journal.objects.filter(act="decision.correct").latest("seq")
    ACTS["journal.erase"](by=chain.world.admin, seq=line.seq, reason="Theo yêu cầu")
    assert _changed(public_rows(DAY)) == {}


def test_a_closed_task_keeps_what_it_was_done_by(chain: Chain) -> None:
    chain.released()
    for verb, by, given in (
        ("task.accept", chain.world.officer, {}),
        ("task.report", chain.world.officer, {"text": "Đã xong"}),
        ("task.confirm", chain.world.secretary, {"answer": "Đã ban hành"}),
    ):
        task = Task.objects.get()
        ACTS[verb](by=by, task=task.pk, edit=task.edit, **given)
    _correct(chain, due_on=date(2021, 12, 20))
    assert _changed(public_rows(DAY)) == {}
