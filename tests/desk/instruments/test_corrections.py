"""At the desk a correction shows what it changes before it is pressed, waits for its signer, says who signed what."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, make_chain
from tests.record.instruments.test_asked_corrections import signed_and_stale
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import guard

Sign = Callable[[str], Client]
TYPED = {"reason": "Số liệu ghi nhầm", "authority": "Ý kiến của Bí thư"}


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def _text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def _sent(client: Client, address: str, **typed: str) -> str:
    given = sent_of(_text(client, address)) | typed
    return unescape(client.post(address, given, follow=True).content.decode())


def test_the_signer_sees_what_changes_and_the_page_says_who_signed_which_text(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    page = f"/van-ban/{notice.pk}/"
    form = _text(signed("secretary"), f"{page}dinh-chinh/")
    assert "<del>4.000" in form
    assert "<ins>4.200" in form
    after = _sent(signed("secretary"), f"{page}dinh-chinh/", **TYPED, agreed_on="")
    assert "Bản đính chính chờ người ký" in after
    assert "4.200" not in after, "the old text is in force"
    assert "Bản đính chính chờ anh chị ký" not in _text(signed("secretary"), "/")
    assert "Bản đính chính chờ anh chị ký" in _text(signed("chair"), "/")
    mine = _text(signed("chair"), f"{page}dinh-chinh/")
    assert all(words in mine for words in ("Ký bản đính chính", "<ins>4.200", *TYPED.values()))
    confirmed = _sent(signed("chair"), f"{page}dinh-chinh/")
    assert "<del>4.000" in confirmed
    assert confirmed.count("bằng tài khoản của người ký") == 2, "of the text as issued, and of its correction"
    assert "Đính chính lần 1" in confirmed
    assert "Bản đính chính ngày" in confirmed


def test_a_correction_that_was_signed_on_paper_says_so_and_its_signer_reads_it(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    page = f"/van-ban/{notice.pk}/"
    assert "hồ sơ ghi anh chị đã ký trên giấy" not in _text(signed("chair"), "/")
    issued = notice.issued_on
    assert issued is not None
    after = _sent(signed("secretary"), f"{page}dinh-chinh/", **TYPED, agreed_on=f"{issued:%d/%m/%Y}")
    assert after.count("bằng tài khoản của người ký") == 1, "the chair signed the first text alone"
    assert "Ghi nhận: secretary" in after
    assert "hồ sơ ghi anh chị đã ký trên giấy" in _text(signed("chair"), "/")
    assert "hồ sơ ghi anh chị đã ký trên giấy" not in _text(signed("member"), "/")


def test_a_correction_of_before_signers_were_asked_says_that_nobody_confirmed_it(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    given = {"instrument": notice.pk, "edit": notice.edit, **TYPED}
    corrected = ACTS["instrument.correct"](by=chain.world.chair, **given)
    with guard.opened("test"):
        corrected.versions.filter(number=corrected.current).update(agreed_on=None)
    text = _text(signed("reader"), f"/van-ban/{notice.pk}/")
    assert "Chưa được người ký xác nhận" in text
    assert "chưa được người ký xác nhận" in text, "and the paper says it under its number"


def test_no_text_of_a_withdrawn_document_is_in_force(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    now = ACTS["instrument.correct"](by=chain.world.chair, instrument=notice.pk, edit=notice.edit, **TYPED)
    page = f"/van-ban/{notice.pk}/"
    assert "Bản đang có hiệu lực" in _text(signed("reader"), page)
    ACTS["instrument.withdraw"](by=chain.world.secretary, instrument=now.pk, edit=now.edit, **TYPED)
    assert "Bản đang có hiệu lực" not in _text(signed("reader"), page)


def test_the_signer_may_refuse(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    page = f"/van-ban/{notice.pk}/"
    _sent(signed("secretary"), f"{page}dinh-chinh/", **TYPED, agreed_on="")
    after = _sent(signed("chair"), f"{page}bo-dinh-chinh/", reason="Số cũ đúng")
    assert "Bản đính chính chờ người ký" not in after
    assert Instrument.objects.get(pk=notice.pk).current == notice.current


def test_files_of_each_text_have_names_of_their_own(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    address = f"/van-ban/{notice.pk}/"
    reader = signed("reader")
    before = reader.get(f"{address}tep/docx/")
    ACTS["instrument.correct"](by=chain.world.chair, instrument=notice.pk, edit=notice.edit, **TYPED)
    after = reader.get(f"{address}tep/docx/")
    assert 'filename="120-TB-TU.docx"' in before["Content-Disposition"]
    assert 'filename="120-TB-TU-dinh-chinh-1.docx"' in after["Content-Disposition"]
    earlier = reader.get(f"{address}ban/{notice.current}/docx/")
    assert earlier["Content-Disposition"] == before["Content-Disposition"]
    assert earlier.content == before.content
    assert reader.get(f"{address}ban/99/pdf/").status_code == 404
    assert f"{address}ban/{notice.current}/pdf/" in _text(reader, address)


def test_who_withdrew_it_is_on_its_page_and_on_the_day_of_its_signer(signed: Sign, chain: Chain) -> None:
    notice = signed_and_stale(chain)
    page = f"/van-ban/{notice.pk}/"
    form = _text(signed("secretary"), f"{page}thu-hoi/")
    assert "Bài viết về hội nghị" not in form, "there is no article"
    assert "biến khỏi cổng" not in form, "it is not on the portal"
    after = _sent(signed("secretary"), f"{page}thu-hoi/", reason="Sai thẩm quyền", authority="Chỉ đạo của Bí thư")
    said = ("Đã thu hồi ngày", "Sai thẩm quyền", "secretary, Chức vụ secretary", "Chỉ đạo của Bí thư")
    assert all(words in after for words in said)
    assert "Chưa có văn bản nào thay" in after
    today = _text(signed("chair"), "/")
    assert all(words in today for words in ("Văn bản anh chị ký, đã thu hồi", "Sai thẩm quyền", "Chỉ đạo của Bí thư"))
    assert "Văn bản anh chị ký" not in _text(signed("member"), "/")
    again = chain.issued()
    assert f'href="/van-ban/{again.pk}/"' in _text(signed("secretary"), page)
    assert f'href="{page}"' in _text(signed("secretary"), f"/van-ban/{again.pk}/")
