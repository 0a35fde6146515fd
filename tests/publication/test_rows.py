"""Public rows: what is published after a release, a correction, a withdrawal, a succession; and what never is."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.record.instruments.chain import Chain, approved

from nghitrinh.bundle.schema import Row, Tombstone
from nghitrinh.publication.released import _public_reason
from nghitrinh.publication.rows import public_rows
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.acts import agenda
from nghitrinh.record.meetings.acts import meeting as meetings
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.tasks.acts import succession, work
from nghitrinh.record.tasks.models import Task

DAY = date(2021, 10, 4)


def _all(name: str) -> list[Any]:
    return [*public_rows(DAY)[name]]


def _counts(rows: dict[str, list[Row]]) -> dict[str, int]:
    return {name: len(found) for name, found in rows.items() if found}


def _one(name: str, **where: str) -> Any:
    (row,) = (row for row in _all(name) if all(getattr(row, column) == value for column, value in where.items()))
    return row


def _released_article(chain: Chain, **given: Any) -> Article:
    words = {"title": "Hội nghị", "lead": "Mở đầu.", "body": "Một.\n\nHai.\n\n## Ba"} | given
    found = articles.draft(by=chain.world.secretary, meeting=chain.meeting.pk, **words)
    found = articles.submit(by=chain.world.secretary, article=found.pk, edit=found.edit)
    return _release(chain, found)


def _release(chain: Chain, found: Article) -> Article:
    verdict = {"article_revision": found.current, "facts_digest": facts_digest(chain.meeting)}
    return articles.release(by=chain.world.secretary, article=found.pk, edit=found.edit, verdict=verdict)


def test_nothing_is_published_before_a_release(chain: Chain) -> None:
    chain.issued()
    assert _counts(public_rows(DAY)) == {"site": 1}


def test_a_released_notice_gives_exactly_these_rows(chain: Chain) -> None:
    chain.released()
    assert _counts(public_rows(DAY)) == {
        "site": 1, "organization": 3, "meeting": 1, "item": 1, "decision": 1, "point": 1, "figure": 1, "task": 1,
        "instrument": 1,
    }  # fmt: skip
    figure = _one("figure")
    assert (figure.low, figure.high, figure.rendered) == ("4000", "5000", "khoảng 4.000–5.000\N{NO-BREAK SPACE}ha")
    assert figure.places == ("Thanh Miện",)
    meeting = _one("meeting")
    assert (meeting.number, meeting.term, meeting.starts_at) == (1, "XVII", "2021-09-10T14:00:00+07:00")
    task = _one("task")
    assert (task.due_on, task.overdue, task.report_to) == ("2021-10-01", True, str(chain.world.ministry.pk))
    assert _one("decision").instrument_id == _one("instrument").id
    assert _one("point").id == figure.point_id == task.point_id


def test_overdue_is_judged_as_of_the_given_day(chain: Chain) -> None:
    chain.released()
    (task,) = [*public_rows(date(2021, 10, 1))["task"]]
    assert not vars(task)["overdue"]


def test_a_cancelled_task_is_no_open_one(chain: Chain) -> None:
    chain.released()
    task = Task.objects.get()
    work.cancel(by=chain.world.secretary, task=task.pk, edit=task.edit, reason="Đã có đề án khác")
    row = _one("task")
    assert (row.punctuality, row.state_label, row.overdue, row.finished_on) == ("cancelled", "Thôi giao", False, "")


def test_only_the_reason_that_was_given_for_the_public_is_told_of_a_cancelled_task(chain: Chain) -> None:
    """The other one is read inside; what was cancelled before there were two has none for the public."""
    chain.released()
    task = Task.objects.get()
    said = {"reason": "Cán bộ phụ trách bị bệnh", "public_reason": "Đã có đề án khác"}
    work.cancel(by=chain.world.secretary, task=task.pk, edit=task.edit, **said)
    assert [(row.kind, row.reason) for row in _all("taskevent")] == [("cancelled", "Đã có đề án khác")]
    line = Journal.objects.get(act="task.cancel")
    content = journal.content_of(line.seq)
    assert content is not None
    del content["rows"][line.subject]["public_reason"]  # as an earlier version sealed it
    assert _public_reason(line, content) == ""


def test_a_restricted_item_gives_its_public_title_and_nothing_else(chain: Chain) -> None:
    world = chain.world
    secret = world.item(chain.meeting, title="Kỷ luật một người", level="restricted")
    approved(world, secret, "Kết luận kỷ luật")
    unnamed = world.item(chain.meeting, title="Không được đặt tên", level="restricted")
    agenda.revise_item(
        by=world.secretary, item=unnamed.pk, edit=unnamed.edit, title=unnamed.title, public_title="Chưa duyệt"
    )
    secret.refresh_from_db()
    agenda.approve_public_title(by=world.chair, item=secret.pk, edit=secret.edit, public_title="Công tác cán bộ")
    chain.released()
    items = _all("item")
    closed = [row for row in items if row.closed]
    assert len(items) == 2
    assert [(row.title, row.decision_id, row.source_id) for row in closed] == [("Công tác cán bộ", "", "")]
    assert len(public_rows(DAY)["decision"]) == 1


def test_an_article_is_published_in_its_released_revision_only(chain: Chain) -> None:
    released = _released_article(chain)
    articles.correct(
        by=chain.world.secretary,
        article=released.pk,
        edit=released.edit,
        reason="Sửa tên",
        authority="Văn phòng",
        title="Tên mới",
        lead="Mở đầu.",
        body="Một.",
    )
    row = _one("article")
    assert (row.title, row.paragraphs, row.public_revision) == ("Hội nghị", ("Một.", "Hai.", "## Ba"), 1)
    assert public_rows(DAY)["correction"] == []
    _release(chain, Article.objects.get())
    assert _one("article").title == "Tên mới"
    parts = {row.field: (row.old, row.new, row.reason) for row in _all("correction")}
    assert parts["tiêu đề"] == ("Hội nghị", "Tên mới", "Sửa tên")


def test_the_public_reads_nothing_of_a_text_that_was_never_released(chain: Chain) -> None:
    released = _released_article(chain)
    words = {"title": "Hội nghị", "lead": "Mở đầu.", "authority": "Văn phòng"}
    for number, body in (
        ("4.000–5.500 ha", "Một.\n\nSai: 5.500 ha.\n\n## Ba"),
        ("4.000–5.000 ha", "Một.\n\nĐúng.\n\n## Ba"),
    ):
        now = Article.objects.get(pk=released.pk)
        articles.correct(
            by=chain.world.secretary, article=now.pk, edit=now.edit, reason=f"Sửa thành {number}", body=body, **words
        )
    assert public_rows(DAY)["correction"] == []
    _release(chain, Article.objects.get())
    (row,) = _all("correction")
    assert (row.field, row.old, row.new, row.reason) == ("nội dung", "Hai.", "Đúng.", "Sửa thành 4.000–5.000 ha")
    assert "5.500" not in str(public_rows(DAY))


def test_each_text_that_the_public_read_has_its_correction(chain: Chain) -> None:
    released = _released_article(chain)
    for body in ("Một.\n\nHai, rồi.\n\n## Ba", "Một.\n\nHai, rồi.\n\n## Bốn"):
        now = Article.objects.get(pk=released.pk)
        articles.correct(
            by=chain.world.secretary,
            article=now.pk,
            edit=now.edit,
            reason="Sửa",
            authority="Văn phòng",
            title="Hội nghị",
            lead="Mở đầu.",
            body=body,
        )
        _release(chain, Article.objects.get())
    assert {(row.old, row.new) for row in _all("correction")} == {("Hai.", "Hai, rồi."), ("Ba", "Bốn")}


def test_a_correction_shows_old_new_and_reason_on_the_decision(chain: Chain) -> None:
    chain.released()
    chain.correct(low="4200", reason="Ghi nhầm")
    row = _one("correction")
    assert (row.subject_kind, row.subject_id, row.reason) == ("decision", str(chain.decision.pk), "Ghi nhầm")
    assert ("4.000" in row.old, "4.200" in row.new) == (True, True)
    assert _one("figure").low == "4200"
    assert public_rows(DAY) == public_rows(DAY)


def test_what_was_corrected_before_the_release_is_no_public_correction(chain: Chain) -> None:
    chain.correct()
    chain.released()
    assert public_rows(DAY)["correction"] == []


def test_a_corrected_meeting_and_notice_say_so(chain: Chain) -> None:
    notice = chain.released()
    now = Meeting.objects.get(pk=chain.meeting.pk)
    now = meetings.close(by=chain.world.chair, meeting=now.pk, edit=now.edit)
    meetings.correct(by=chain.world.secretary, meeting=now.pk, edit=now.edit, reason="Nhầm phòng", place="Tầng 2")
    chain.correct()
    held = Instrument.objects.get(pk=notice.pk)
    instruments.correct(
        by=chain.world.secretary,
        instrument=held.pk,
        edit=held.edit,
        reason="Đính chính",
        authority="Thường trực",
        agreed_on=clock.today(),
    )
    rows = _all("correction")
    corrections = {(row.subject_kind, row.field): (row.old, row.new) for row in rows}
    assert corrections["meeting", "nơi họp"] == ("", "Tầng 2")
    ((old, new),) = ((row.old, row.new) for row in rows if row.subject_kind == "instrument")
    assert "4.000" in old
    assert "4.200" in new


def test_who_was_in_the_chair_is_a_public_correction_and_who_else_came_is_none(chain: Chain) -> None:
    chain.released()
    now = Meeting.objects.get(pk=chain.meeting.pk)
    now = meetings.close(by=chain.world.chair, meeting=now.pk, edit=now.edit)
    for role, post in (("chair", "Phó Bí thư"), ("invited", "Chánh Văn phòng")):
        now = Meeting.objects.get(pk=now.pk)
        corrected = {"meeting": now.pk, "edit": now.edit, "role": role, "post": post, "reason": "Theo biên bản"}
        meetings.correct_attendance(by=chain.world.secretary, **corrected)
    row = _one("correction")
    assert (row.subject_kind, row.field, row.old, row.new) == ("meeting", "chủ trì", "", "Phó Bí thư")


def test_a_withdrawal_leaves_a_tombstone_and_no_word(chain: Chain) -> None:
    released = _released_article(chain, title="Lời cũ", body="Nội dung cũ")
    articles.withdraw(by=chain.world.secretary, article=released.pk, edit=released.edit, reason="Đăng nhầm")
    rows = public_rows(DAY)
    assert rows["article"] == []
    stone = _one("tombstone")
    assert (stone.id, stone.subject_kind, stone.reason) == (str(released.pk), "article", "Đăng nhầm")
    assert "cũ" not in repr(rows)


def test_a_withdrawn_notice_takes_its_decisions_with_it(chain: Chain) -> None:
    notice = chain.released()
    instruments.withdraw(
        by=chain.world.secretary, instrument=notice.pk, edit=notice.edit, reason="Nhầm", authority="Chủ tịch"
    )
    assert _counts(public_rows(DAY)) == {"site": 1, "organization": 1, "meeting": 1, "item": 1, "tombstone": 3}


def test_a_task_moved_by_a_succession_keeps_its_first_addressee(chain: Chain) -> None:
    chain.released()
    world = chain.world
    succession.succeed(
        by=world.admin,
        old=[world.department.pk],
        new=[world.council.pk],
        happened_on=date(2021, 9, 20),
        legal_act="Quyết định sắp xếp",
    )
    task = _one("task")
    assert (task.responsible_id, task.original_responsible_id) == (str(world.council.pk), str(world.department.pk))
    assert task.moved_by == "Quyết định sắp xếp"
    old = next(row for row in _all("organization") if row.id == str(world.department.pk))
    assert (old.successors, old.succession_act) == ((str(world.council.pk),), "Quyết định sắp xếp")


@pytest.mark.parametrize("items", [1, 3])
def test_the_number_of_queries_does_not_grow(
    chain: Chain, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decisions = [chain.decision.pk]
    for index in range(items - 1):
        item = chain.world.item(chain.meeting, title=f"Nội dung {index}")
        decisions.append(approved(chain.world, item, f"Kết luận {index}").pk)
    found = chain.issued(decisions=decisions)
    instruments.release(by=chain.world.secretary, instrument=found.pk, edit=found.edit)
    with django_assert_num_queries(44):
        public_rows(DAY)


def test_a_withdrawn_notice_is_known_by_its_number_and_so_is_what_stood_in_it(chain: Chain) -> None:
    notice = chain.released()
    number, issued = notice.symbol_number, str(notice.issued_on)
    shown = _one("instrument")
    assert (shown.number, shown.issued_on) == (number, issued)
    instruments.withdraw(
        by=chain.world.secretary, instrument=notice.pk, edit=notice.edit, reason="Nhầm", authority="Chủ tịch"
    )
    stones = {row.subject_kind: row for row in public_rows(DAY)["tombstone"] if isinstance(row, Tombstone)}
    known = {(row.kind, row.number, row.day) for row in stones.values()}
    assert known == {("Thông báo kết luận", number, issued)}
    assert stones.keys() == {"instrument", "decision", "task"}
    assert stones["instrument"].organization_id == str(notice.owner_id)
    assert stones["instrument"].replaced_by == ()
    assert {row.meeting_id for row in stones.values()} == {str(chain.meeting.pk)}
    assert {kind: row.issued for kind, row in stones.items()} == {
        "instrument": (str(chain.decision.pk),),
        "decision": (),
        "task": (),
    }


def test_what_is_issued_in_the_place_of_a_withdrawn_notice_is_named_there(chain: Chain) -> None:
    first = chain.released()
    instruments.withdraw(
        by=chain.world.secretary, instrument=first.pk, edit=first.edit, reason="Nhầm", authority="Chủ tịch"
    )
    second = chain.issued()
    assert _one("tombstone", subject_kind="instrument").replaced_by == ()  # it is not public yet
    instruments.release(by=chain.world.secretary, instrument=second.pk, edit=second.edit)
    assert _one("tombstone").replaced_by == (str(second.pk),)
    assert [row.id for row in public_rows(DAY)["instrument"]] == [str(second.pk)]


def test_a_withdrawn_meeting_is_known_by_nothing_that_was_corrected_since(chain: Chain) -> None:
    world, meeting = chain.world, chain.meeting
    notice = chain.released()
    instruments.withdraw(
        by=world.secretary, instrument=notice.pk, edit=notice.edit, reason="Nhầm", authority="Chủ tịch"
    )
    now = Meeting.objects.get(pk=meeting.pk)
    meetings.close(by=world.secretary, meeting=now.pk, edit=now.edit)
    ACTS["release.withdraw"](by=world.secretary, kind="meeting", id=meeting.pk, reason="Nhầm")
    stone = _one("tombstone", subject_kind="meeting")
    assert (stone.kind, stone.day) == (meeting.kind, str(meeting.day))
    assert {row.meeting_id for row in public_rows(DAY)["tombstone"] if isinstance(row, Tombstone)} == {""}
    now = Meeting.objects.get(pk=meeting.pk)
    given = {"meeting": now.pk, "edit": now.edit, "place": "Nơi khác", "reason": "Theo biên bản"}
    meetings.correct(by=world.secretary, **given)
    stone = _one("tombstone", subject_kind="meeting")
    assert (stone.kind, stone.number, stone.day) == ("", "", "")
