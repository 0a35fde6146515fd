"""Registers: how a number is written, that it begins again by itself, and that what was given stays as it is."""

from datetime import date

import pytest
from tests.record.instruments.chain import Chain, approved, make_chain
from tests.refused import refusing
from tests.world import World, make_world

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Organization, OrganizationKind
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.counting import state_of
from nghitrinh.record.instruments.models import Instrument, Register
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.journal import changes_of, contents_of, verify
from nghitrinh.record.kernel.models import Journal


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def opened(world: World, symbol: str = "TB-UBND", **given: object) -> Register:
    return acts.open_register(by=world.secretary, organization=world.committee.pk, symbol=symbol, **given)


def of_the_state(world: World) -> None:
    acts.set_letterhead(
        by=world.secretary,
        organization=world.committee.pk,
        form="state",
        name="Ủy ban nhân dân\nxã Tân Lập",
        place="Tân Lập",
        code="UBND",
        in_name_of="Ủy ban nhân dân",
        head="Chủ tịch",
    )


def issued_in(chain: Chain, register: Register, day: str, monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """Issue another notice of a register on a day."""
    monkeypatch.setenv("NGHITRINH_TODAY", day)
    item = chain.world.item(chain.meeting, f"Nội dung {day} {Instrument.objects.count()}")
    decision = approved(chain.world, item, f"Kết luận {day} {Instrument.objects.count()}")
    return Chain(chain.world, chain.meeting, item, decision, register).issued(signer="Chủ tịch")


def test_a_state_number_has_two_digits_and_begins_again_with_the_year(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_the_state(chain.world)
    monkeypatch.setenv("NGHITRINH_TODAY", "2025-11-03")
    register = opened(chain.world, starts_at=9)
    days = ("2025-11-03", "2025-12-31", "2026-01-01", "2026-06-01", "2027-01-04")
    numbers = [issued_in(chain, register, day, monkeypatch).symbol_number for day in days]
    assert numbers == ["09/TB-UBND", "10/TB-UBND", "01/TB-UBND", "02/TB-UBND", "01/TB-UBND"]
    assert verify() == []


def test_a_party_number_begins_again_with_the_term(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    with guard.opened("test"):
        type(chain.world.term).objects.update(ends_on=date(2025, 9, 30))
    bodies.open_term(by=chain.world.admin, body=chain.world.body.pk, number="XVIII", starts_on=date(2025, 10, 1))
    monkeypatch.setenv("NGHITRINH_TODAY", "2024-12-30")
    register = opened(chain.world, "TBKL/TU", starts_at=119)
    days = ("2024-12-30", "2025-01-02", "2025-10-01", "2026-01-05")
    numbers = [issued_in(chain, register, day, monkeypatch).symbol_number for day in days]
    assert numbers == ["119-TBKL/TU", "120-TBKL/TU", "01-TBKL/TU", "02-TBKL/TU"]


def test_a_register_is_corrected_with_a_reason_and_what_it_gave_stays(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = opened(chain.world, "TB/TỈNH")
    first = issued_in(chain, register, "2025-01-02", monkeypatch)
    corrected = acts.correct_register(
        by=chain.world.secretary, register=register.pk, edit=1, reason="Gõ sai", symbol="TB/UB", next_number=12
    )
    second = issued_in(chain, corrected, "2025-01-03", monkeypatch)
    assert Instrument.objects.get(pk=first.pk).symbol_number == "01-TB/TỈNH"
    assert second.symbol_number == "12-TB/UB"
    state = state_of(Register.objects.get(pk=register.pk), date(2025, 1, 4))
    assert (state.written, state.given, state.missing) == ("13-TB/UB", 2, tuple(range(2, 12)))
    assert verify() == []


def test_a_document_of_an_earlier_version_keeps_its_number_when_the_symbol_changes(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = issued_in(chain, chain.register, "2025-01-02", monkeypatch)
    with guard.opened("test"):  # as an earlier version left it
        Instrument.objects.update(written_number="", period="", heading=None)
        Register.objects.update(counting="", starts_in="")
    before = Instrument.objects.get(pk=issued.pk).symbol_number
    register = Register.objects.get(pk=chain.register.pk)
    assert state_of(register, date(2025, 1, 3)).next_number == issued.number + 1
    acts.correct_register(
        by=chain.world.secretary, register=register.pk, edit=1, reason="Đổi ký hiệu", symbol="TBKL/TU"
    )
    assert Instrument.objects.get(pk=issued.pk).symbol_number == before
    assert before == f"{issued.number}-TB/TU"


@pytest.mark.parametrize("symbol", ["/TB-UBND", "-TB-UBND", "TB-UBND/", "05/TB-UBND", "Số TB"])
def test_a_symbol_has_no_sign_at_its_ends(world: World, symbol: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(world, symbol)
    assert (refused.value.code, refused.value.field) == ("symbol_malformed", "symbol")


def test_no_number_that_was_given_comes_again(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    register = opened(chain.world, "TBKL/TU", starts_at=7)
    issued_in(chain, register, "2025-01-02", monkeypatch)
    with pytest.raises(Contradiction) as refused:
        acts.correct_register(by=chain.world.secretary, register=register.pk, edit=1, reason="Lùi số", next_number=7)
    assert refused.value.code == "number_already_given"
    acts.close_register(by=chain.world.secretary, register=register.pk, edit=1, reason="Nhầm")
    again = opened(chain.world, "TBKL/TU")
    assert issued_in(chain, again, "2025-01-03", monkeypatch).symbol_number == "08-TBKL/TU"


def test_a_closed_register_gives_no_number_and_one_that_is_awaited_stays_open(chain: Chain) -> None:
    draft = chain.instrument()
    given = {"by": chain.world.secretary, "register": chain.register.pk, "edit": 1, "reason": "Hết dùng"}
    with pytest.raises(Contradiction) as refused:
        acts.close_register(**given)
    assert (refused.value.code, refused.value.found) == ("register_awaited", draft.title)
    other = opened(chain.world, "TBKL/TU")
    acts.close_register(**given | {"register": other.pk})
    for act in (
        lambda: acts.close_register(**given | {"register": other.pk, "edit": 2}),
        lambda: chain.instrument(register=other.pk),
    ):
        with pytest.raises(ActError) as closed:
            act()
        assert closed.value.code == "register_closed"


def test_a_letterhead_says_what_comes_and_changes_nothing_that_was_issued(chain: Chain) -> None:
    issued = chain.issued()
    before = issued.heading
    of_the_state(chain.world)
    assert Instrument.objects.get(pk=issued.pk).heading == before
    assert before["form"] == "party"


def test_nobody_else_sets_a_letterhead_or_a_register_and_an_administrator_may(world: World) -> None:
    given = {"organization": world.council.pk, "symbol": "TB-HĐND"}
    for user in (world.secretary, world.chair, world.bob):
        with pytest.raises(ActError) as refused:
            acts.open_register(by=user, **given)
        assert refused.value.code == "not_for_you"
    assert acts.open_register(by=world.admin, **given).counting == "year"


def test_each_kind_of_organization_begins_with_a_form(world: World) -> None:
    with guard.opened("test"):
        for kind in OrganizationKind:
            Organization.objects.filter(pk=world.committee.pk).update(kind=kind)
            register = opened(world, f"TB-{kind}")
            assert register.counting in ("year", "term")
            assert state_of(register, date(2025, 1, 1)).next_number == 1


def revised(chain: Chain, draft: Instrument, register: Register) -> Instrument:
    now = Instrument.objects.get(pk=draft.pk)
    given = {"title": now.title, "signer": now.signer, "decisions": [chain.decision.pk], "register": register.pk}
    return acts.revise(by=chain.world.secretary, instrument=now.pk, edit=now.edit, **given)


def test_a_draft_moved_to_another_register_takes_its_number_and_none_of_the_first(chain: Chain) -> None:
    other = opened(chain.world, "TBKL/TU", starts_at=7)
    draft = chain.instrument()
    found = revised(chain, draft, other)
    assert found.register_id == other.pk
    line = Journal.objects.filter(act="instrument.revise").order_by("-seq")[0]
    moved = [change for change in changes_of(line, contents_of([line.seq])[line.seq]) if change.field == "register"]
    assert [(change.old, change.new) for change in moved] == [(str(chain.register.pk), str(other.pk))]
    for verb, who in (("check", "secretary"), ("record_signature", "chair"), ("issue", "secretary")):
        found = ACTS[f"instrument.{verb}"](by=chain.world.users[who], instrument=found.pk, edit=found.edit)
    assert found.symbol_number == "07-TBKL/TU"
    assert chain.issued().symbol_number == "120-TB/TU", "the first register gave nothing"
    assert verify() == []


def test_a_draft_is_not_moved_to_a_register_that_is_closed_or_another_body_s(chain: Chain) -> None:
    draft, closed = chain.instrument(), opened(chain.world, "TBKL/TU")
    acts.close_register(by=chain.world.secretary, register=closed.pk, edit=closed.edit, reason="Hết năm")
    with refusing(Contradiction, "register_closed"):
        revised(chain, draft, closed)
    foreign = acts.open_register(by=chain.world.admin, organization=chain.world.department.pk, symbol="TB-SNV")
    with refusing(BadInput, "register_of_another"):
        revised(chain, draft, foreign)
    assert Instrument.objects.get(pk=draft.pk).register_id == chain.register.pk
