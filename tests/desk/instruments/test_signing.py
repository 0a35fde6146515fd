"""Signing at the desk: the button is the signer's alone, and the page says who signed and who recorded it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel.models import User

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def _checked(chain: Chain, **given: Any) -> Instrument:
    draft = chain.instrument(**given)
    found: Instrument = ACTS["instrument.check"](by=chain.world.secretary, instrument=draft.pk, edit=draft.edit)
    return found


def _text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def test_only_the_signers_account_has_the_button_and_the_page_says_it_signed(signed: Sign, chain: Chain) -> None:
    world = chain.world
    held = bodies.appoint(by=world.secretary, organization=world.committee.pk, post="Phó Bí thư")
    member = User.objects.get(username="member")
    administrator = signed("quantri")
    account = f"/nguoi-dung/{member.pk}/"
    assert "không ký văn bản bằng tài khoản này" in _text(administrator, account)
    typed = sent_of(_text(administrator, f"{account}chuc-vu/")) | {"membership": str(held.pk)}
    assert administrator.post(f"{account}chuc-vu/", typed).status_code == 302
    world.member.refresh_from_db()  # a change of the account ends its sessions
    assert "Phó Bí thư" in _text(administrator, account)
    notice = _checked(chain, signer="", membership=held.pk)
    page, button = f"/van-ban/{notice.pk}/", f"/van-ban/{notice.pk}/ky/"
    assert button not in _text(signed("chair"), page)
    assert "Văn bản chờ người khác ký" in _text(signed("chair"), "/")
    assert "Văn bản chờ anh chị ký" not in _text(signed("chair"), "/")
    assert "Văn bản chờ anh chị ký" in _text(signed("member"), "/")
    refused = signed("chair").post(button, {"edit": notice.edit}, follow=True)
    assert "tài khoản này không phải của người ký" in unescape(refused.content.decode())
    assert button in _text(signed("member"), page)
    assert signed("member").post(button, {"edit": notice.edit}).status_code == 302
    assert "bằng tài khoản của người ký" in _text(signed("reader"), page)


def test_a_signature_on_paper_says_who_recorded_it(signed: Sign, chain: Chain) -> None:
    notice = _checked(chain)
    client, page = signed("secretary"), f"/van-ban/{notice.pk}/"
    typed = sent_of(_text(client, f"{page}ghi-nhan-ky/")) | {"signed_on": "11/9/2021"}
    assert client.post(f"{page}ghi-nhan-ky/", typed).status_code == 302
    text = _text(client, page)
    assert "Ký trên giấy ngày 11/9/2021" in text
    assert "Ghi nhận: secretary, Chức vụ secretary" in text
