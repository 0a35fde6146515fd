"""How a charge goes on after its colon: small where it is a verb, as typed where it may be a name, and as issued."""

from datetime import date
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import make_world

from nghitrinh.documents.charging import after_colon
from nghitrinh.documents.content import Notice, paragraphs
from nghitrinh.documents.from_record import notice_of, notice_to_come
from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.drafting import would_read_otherwise
from nghitrinh.record.instruments.models import Instrument, InstrumentRevision
from nghitrinh.record.kernel import guard
from nghitrinh.record.meetings.models import Convening, Meeting

TYPED, SMALL = "Chỉ đạo hoàn thiện quy hoạch", "chỉ đạo hoàn thiện quy hoạch"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Rà soát quy hoạch", "rà soát quy hoạch"),
        ("Báo cáo Ban Chấp hành", "báo cáo Ban Chấp hành"),
        ("Đẩy nhanh tiến độ", "đẩy nhanh tiến độ"),
        ("Ủy ban nhân dân xã lập đề án", "Ủy ban nhân dân xã lập đề án"),
        ("UBND tỉnh chỉ đạo", "UBND tỉnh chỉ đạo"),
        ("Thanh tra tỉnh chủ trì", "Thanh tra tỉnh chủ trì"),
        ("Hà Nội", "Hà Nội"),
        ("BÁO CÁO KẾT QUẢ", "BÁO CÁO KẾT QUẢ"),
        ("rà soát", "rà soát"),
        ("", ""),
    ],
)
def test_only_a_verb_of_duty_is_written_small(typed: str, read: str) -> None:
    assert after_colon(typed) == read


@pytest.fixture
def chain(db: None, monkeypatch: pytest.MonkeyPatch) -> Chain:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-01")
    return make_chain(make_world())


def _charges(notice: Notice) -> str:
    return " ".join(each.text for each in paragraphs(notice) if each.kind == "task")


def _now(instrument: Instrument) -> Instrument:
    return Instrument.objects.get(pk=instrument.pk)


def _of_an_earlier_version(instrument: Instrument, *, keeps_all: bool) -> Instrument:
    """Let its texts be as an earlier version of the program wrote them: without a wording, or without all of it."""
    with guard.opened("test"):
        for each in InstrumentRevision.objects.filter(instrument=instrument):
            kept: dict[str, Any] | None = dict(each.telling or {})
            if kept and keeps_all:
                del kept["wording"]
            else:
                kept = None
            InstrumentRevision.objects.filter(pk=each.pk).update(telling=kept)
    return _now(instrument)


def test_a_draft_and_what_is_issued_of_it_go_on_small(chain: Chain) -> None:
    assert SMALL in _charges(notice_of(chain.instrument()))
    assert SMALL in _charges(notice_of(chain.issued()))


@pytest.mark.parametrize("keeps_all", [True, False])
def test_what_an_earlier_version_issued_reads_as_it_did_and_so_does_its_correction(
    chain: Chain, *, keeps_all: bool
) -> None:
    issued = _of_an_earlier_version(chain.issued(), keeps_all=keeps_all)
    assert TYPED in _charges(notice_of(issued))
    assert TYPED in _charges(notice_to_come(issued))
    chain.correct()
    given = {"instrument": issued.pk, "edit": _now(issued).edit, "reason": "Ghi nhầm", "authority": "Ban Thường vụ"}
    ACTS["instrument.correct"](by=chain.world.chair, agreed_on=date(2021, 10, 1), **given)
    corrected = _now(issued)
    assert corrected.current > issued.current
    assert TYPED in _charges(notice_of(corrected))


def test_a_wording_alone_makes_no_text_another(chain: Chain) -> None:
    """Nobody is asked to correct a notice, or to check it anew, because the program words things otherwise now."""
    draft = chain.instrument()
    checked = ACTS["instrument.check"](by=chain.world.secretary, instrument=draft.pk, edit=draft.edit)
    older = _of_an_earlier_version(checked, keeps_all=True)
    signed = ACTS["instrument.record_signature"](by=chain.world.chair, instrument=older.pk, edit=older.edit)
    issued = ACTS["instrument.issue"](by=chain.world.secretary, instrument=signed.pk, edit=signed.edit)
    assert TYPED in _charges(notice_of(issued))
    assert not would_read_otherwise(issued)


def test_a_session_is_counted_as_the_twelfth_but_not_in_what_was_issued_before(chain: Chain) -> None:
    with guard.opened("test"):
        Meeting.objects.update(kind="kỳ họp")
    issued = chain.issued()
    number = Convening.objects.get(meeting=issued.meeting).number
    assert f"kỳ họp thứ {number} và kết luận" in notice_of(issued).opening
    earlier = _of_an_earlier_version(issued, keeps_all=True)
    assert f"kỳ họp lần thứ {number} và kết luận" in notice_of(earlier).opening
