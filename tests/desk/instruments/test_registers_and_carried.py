"""A notice is drafted with the register that fits it, and with what no document has issued yet."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, approved, make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.models import Instrument, Register
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.errors import BadInput

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World) -> Chain:
    """Return a meeting that was held, with an approved decision and a register of notices."""
    return make_chain(world)


def _register(chain: Chain, symbol: str) -> Register:
    opened: Register = ACTS["register.open"](
        by=chain.world.secretary, organization=chain.world.committee.pk, symbol=symbol
    )
    return opened


def _form(client: Client, chain: Chain) -> Any:
    return client.get(f"/hoi-nghi/{chain.meeting.pk}/thong-bao/").context["form"]


def _choices(form: Any, name: str) -> list[str]:
    return [str(label) for value, label in form.fields[name].choices if value]


def test_the_one_register_of_notices_is_chosen_and_each_says_its_next_number(signed: Sign, chain: Chain) -> None:
    _register(chain, "NQ/TU")
    form = _form(signed("secretary"), chain)
    assert form["register"].value() == chain.register.pk
    assert _choices(form, "register") == ["TB/TU, số tiếp theo 120-TB/TU"]


def test_where_several_registers_fit_the_person_must_choose_and_where_none_does_the_page_leads_there(
    signed: Sign, chain: Chain
) -> None:
    client, address = signed("secretary"), f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    _register(chain, "TBKL/TU")
    assert _form(client, chain)["register"].value() is None
    typed = sent_of(client.get(address).content.decode()) | {"signer": "Phó Bí thư"}
    assert list(client.post(address, typed).context["form"].errors) == ["register"]
    for each in Register.objects.filter(symbol__startswith="TB"):
        ACTS["register.close"](by=chain.world.secretary, register=each.pk, edit=each.edit, reason="Thôi dùng")
    _register(chain, "NQ/TU")
    page = client.get(address).content.decode()
    assert ("Chưa có gì để chọn ở “Sổ" in page, 'class="btn" href="/so-van-ban/"' in page) == (True, True)
    assert not Instrument.objects.exists()


def test_a_notice_takes_no_number_of_a_register_of_another_kind(signed: Sign, chain: Chain) -> None:
    wrong, by, notice = _register(chain, "NQ/TU"), chain.world.secretary, chain.instrument()
    with pytest.raises(BadInput) as refused:
        chain.instrument(register=wrong.pk)
    assert refused.value.code == "register_of_another_kind"
    given = {"title": notice.title, "signer": notice.signer, "decisions": [chain.decision.pk]}
    with pytest.raises(BadInput):
        ACTS["instrument.revise"](by=by, instrument=notice.pk, edit=notice.edit, register=wrong.pk, **given)
    assert "chưa soạn được nghị quyết ở đây" in signed("secretary").get("/so-van-ban/").content.decode()


def test_a_draft_of_an_earlier_version_in_such_a_register_is_not_checked(signed: Sign, chain: Chain) -> None:
    wrong, notice = _register(chain, "NQ/TU"), chain.instrument()
    with guard.opened("instrument.revise"):  # as the earlier version wrote it
        Instrument.objects.filter(pk=notice.pk).update(register=wrong)
    page = unescape(signed("secretary").get(f"/van-ban/{notice.pk}/").content.decode())
    assert "Sổ NQ/TU là sổ của nghị quyết, thông báo kết luận không lấy số ở đó." in page
    assert f'action="/van-ban/{notice.pk}/kiem-tra/"' not in page


def test_what_a_document_carries_says_in_which_and_is_not_ticked(signed: Sign, chain: Chain) -> None:
    client = signed("secretary")
    title, address = chain.decision.title, f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    form = _form(client, chain)
    assert (form["decisions"].value(), _choices(form, "decisions")) == ([chain.decision.pk], [title])
    drafted = chain.instrument(title="Bản thử")
    form = _form(client, chain)
    assert (form["decisions"].value(), _choices(form, "decisions")) == ([], [f"{title} (đã có trong dự thảo Bản thử)"])
    own = client.get(f"/van-ban/{drafted.pk}/sua/").context["form"]
    assert (own["decisions"].value(), _choices(own, "decisions")) == ([chain.decision.pk], [title])
    issued = chain.issued()
    fresh = approved(chain.world, chain.world.item(chain.meeting, title="Nội dung khác"), "Kết luận khác")
    form = _form(client, chain)
    assert form["decisions"].value() == [fresh.pk]
    assert f"{title} (đã ban hành tại {issued.symbol_number})" in _choices(form, "decisions")
    assert "Kết luận khác" in _choices(form, "decisions")
    typed = sent_of(client.get(address).content.decode())
    again = client.post(address, typed | {"decisions": str(chain.decision.pk), "signer": "Phó Bí thư"})
    assert again.status_code == 302
    ACTS["instrument.withdraw"](
        by=chain.world.secretary, instrument=issued.pk, edit=issued.edit, reason="Nhầm", authority="Chủ tịch"
    )
    assert not any("đã ban hành" in each for each in _choices(_form(client, chain), "decisions"))
