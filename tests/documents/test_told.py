"""A document that was checked says what it said, whatever of the record is corrected since, and its mark says so."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.refused import refusing
from tests.world import make_world

from nghitrinh.documents.from_record import extract_of, notice_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.meetings.models import Meeting

REASON = "Ghi nhầm"


@pytest.fixture
def chain(db: None, monkeypatch: pytest.MonkeyPatch) -> Chain:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-01")
    return make_chain(make_world())


def _closed(chain: Chain) -> Meeting:
    now = Meeting.objects.get(pk=chain.meeting.pk)
    return ACTS["meeting.close"](by=chain.world.secretary, meeting=now.pk, edit=now.edit)


def _correct_meeting(chain: Chain, **given: Any) -> None:
    now = Meeting.objects.get(pk=chain.meeting.pk)
    by = {"by": chain.world.secretary, "meeting": now.pk, "edit": now.edit, "reason": REASON}
    ACTS["meeting.correct"](**by, **given)


def _move(chain: Chain) -> None:
    _correct_meeting(chain, starts_at=datetime(2021, 9, 8, 14, tzinfo=ZONE))


def _correct_bodies(chain: Chain) -> None:
    for number, body in enumerate(Organization.objects.order_by("pk")):
        given = {"organization": body.pk, "edit": body.edit, "name": f"Cơ quan sửa {number}", "reason": REASON}
        ACTS["organization.correct"](by=chain.world.admin, **given)


def _correct_jurisdiction(chain: Chain) -> None:
    given = {"body": chain.world.body.pk, "edit": 1, "name": "Tỉnh Hải Hưng", "reason": REASON}
    ACTS["body.correct"](by=chain.world.admin, **given)


def _correct_name_and_place(chain: Chain) -> None:
    _correct_meeting(chain, name="Hội nghị sửa tên", place="Phòng họp số 2")


def _papers(instrument: Instrument) -> list[Any]:
    now = Instrument.objects.get(pk=instrument.pk)
    return [notice_of(now), *(extract_of(now, body) for body in Organization.objects.order_by("pk"))]


@pytest.mark.parametrize("correct", [_move, _correct_bodies, _correct_jurisdiction, _correct_name_and_place])
def test_what_was_issued_stays_as_it_was(chain: Chain, correct: Callable[[Chain], None]) -> None:
    issued = chain.issued()
    _closed(chain)
    before = [(each.opening, each.items, each.heading, each.issuer) for each in _papers(issued)]
    correct(chain)
    after = [(each.opening, each.items, each.heading, each.issuer) for each in _papers(issued)]
    assert after == before
    assert "Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy" in before[0][0]
    assert journal.verify() == []


def test_a_moved_meeting_marks_its_notice_and_a_corrected_notice_says_the_true_day(chain: Chain) -> None:
    issued = chain.issued()
    _closed(chain)
    _correct_name_and_place(chain)
    assert Instrument.objects.get(pk=issued.pk).stale_reason == ""  # a notice says neither
    _move(chain)
    marked = Instrument.objects.get(pk=issued.pk)
    assert REASON in marked.stale_reason
    given = {"instrument": issued.pk, "edit": marked.edit, "reason": REASON, "authority": "Ban Thường vụ"}
    ACTS["instrument.correct"](by=chain.world.chair, agreed_on=date(2021, 10, 1), **given)
    corrected = Instrument.objects.get(pk=issued.pk)
    assert (corrected.stale_reason, corrected.current) == ("", issued.current + 1)
    assert "Ngày 8/9/2021" in notice_of(corrected).opening


def test_a_moved_meeting_marks_its_articles(chain: Chain) -> None:
    words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    drafted = ACTS["article.draft"](by=chain.world.secretary, meeting=chain.meeting.pk, **words)
    _closed(chain)
    _move(chain)
    assert REASON in Article.objects.get(pk=drafted.pk).stale_reason


def test_a_checked_notice_of_a_meeting_that_was_moved_is_checked_anew_before_it_is_signed(chain: Chain) -> None:
    draft = chain.instrument()
    checked = ACTS["instrument.check"](by=chain.world.secretary, instrument=draft.pk, edit=draft.edit)
    _closed(chain)
    _move(chain)
    now = Instrument.objects.get(pk=checked.pk)
    sign = {"by": chain.world.chair, "instrument": now.pk, "edit": now.edit}
    with refusing(ActError, "meeting_changed_since_check"):
        ACTS["instrument.record_signature"](**sign)
    back = ACTS["instrument.send_back"](**sign, reason=REASON)
    again = ACTS["instrument.check"](by=chain.world.secretary, instrument=back.pk, edit=back.edit)
    assert "Ngày 8/9/2021" in notice_of(again).opening
    assert again.stale_reason == ""
