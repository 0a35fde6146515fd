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
    assert _choices(form, "register") == ["NQ/TU, số tiếp theo 01-NQ/TU", "TB/TU, số tiếp theo 120-TB/TU"]


def test_where_no_register_or_several_fit_the_person_must_choose(signed: Sign, chain: Chain) -> None:
    client, address = signed("secretary"), f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    _register(chain, "TBKL/TU")
    assert _form(client, chain)["register"].value() is None
    for each in Register.objects.filter(symbol__startswith="TB"):
        ACTS["register.close"](by=chain.world.secretary, register=each.pk, edit=each.edit, reason="Thôi dùng")
    _register(chain, "NQ/TU")
    form = _form(client, chain)
    assert (form["register"].value(), _choices(form, "register")) == (None, ["NQ/TU, số tiếp theo 01-NQ/TU"])
    typed = sent_of(client.get(address).content.decode()) | {"signer": "Phó Bí thư"}
    refused = client.post(address, typed)
    assert list(refused.context["form"].errors) == ["register"]
    assert not Instrument.objects.exists()


def test_a_notice_in_a_register_of_another_kind_says_so_until_it_has_its_number(signed: Sign, chain: Chain) -> None:
    wrong, warning = _register(chain, "NQ/TU"), "Số sẽ theo sổ NQ/TU, là sổ của nghị quyết."
    notice = chain.instrument(register=wrong.pk)
    world = chain.world

    def page(of: Instrument) -> str:
        return unescape(signed("secretary").get(f"/van-ban/{of.pk}/").content.decode())

    assert warning in page(notice)
    for verb, who in (("check", "secretary"), ("record_signature", "chair"), ("issue", "secretary")):
        assert warning in page(notice)
        notice = ACTS[f"instrument.{verb}"](by=world.users[who], instrument=notice.pk, edit=notice.edit)
    assert "Số sẽ theo sổ" not in page(notice)
    assert "Số sẽ theo sổ" not in page(chain.instrument())


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
    ACTS["instrument.withdraw"](by=chain.world.secretary, instrument=issued.pk, edit=issued.edit, reason="Nhầm")
    assert not any("đã ban hành" in each for each in _choices(_form(client, chain), "decisions"))
