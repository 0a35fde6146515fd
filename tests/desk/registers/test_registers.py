"""The page of registers and letterheads: what comes next, what was left out, and a sample that has the letterhead."""

import io
from html import unescape

import docx
import pypdf
import pytest
from tests.desk.kit.test_typed import Sign
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.instruments.models import DocumentTemplate, Instrument, Letterhead, Register
from nghitrinh.record.meetings.models import Series


def page(client: object, address: str = "/so-van-ban/") -> str:
    return unescape(client.get(address).content.decode())  # type: ignore[attr-defined]


def test_the_letterhead_is_suggested_saved_and_seen_on_a_sample(world: World, signed: Sign) -> None:
    client, organization = signed("secretary"), world.committee.pk
    assert "Gợi ý theo loại và tên cơ quan, chưa lưu" in page(client)
    address = f"/so-van-ban/{organization}/tieu-de/"
    form = client.get(address).context["form"]
    assert (form["form"].value(), form["name"].value(), form["place"].value()) == (
        "party",
        "Ban Thường vụ",
        "Hải Dương",
    )
    given = {"form": "state", "name": "Ủy ban nhân dân\nxã Tân Lập", "place": "Tân Lập", "code": "UBND"}
    given |= {"in_name_of": "Ủy ban nhân dân", "head": "Chủ tịch"}
    assert client.post(address, given | {"form_key": "1"}).status_code == 302
    assert Letterhead.objects.get().form == "state"
    assert "chưa lưu" not in page(client)
    sample = client.get(f"/so-van-ban/{organization}/van-ban-mau/pdf/").content
    text = pypdf.PdfReader(io.BytesIO(sample)).pages[0].extract_text()
    for words in ("ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "Số: 05/TB-UBND", "TM. ỦY BAN NHÂN DÂN", "Tân Lập, ngày"):
        assert words in text
    assert client.get(f"/so-van-ban/{organization}/so-moi/").context["form"]["symbol"].value() == "TB-UBND"


def test_a_register_goes_on_at_a_number_and_shows_what_was_left_out(world: World, signed: Sign) -> None:
    client, chain = signed("secretary"), make_chain(world)
    chain.issued()
    register = Register.objects.get(pk=chain.register.pk)
    number = Instrument.objects.get(number__isnull=False).number or 0
    address = f"/so-van-ban/so/{register.pk}/sua/"
    assert client.get(address).context["form"]["next_number"].value() == number + 1
    given = {"edit": register.edit, "symbol": "TB/TU", "counting": "term", "reason": "Sổ giấy"}
    refused = client.post(address, given | {"next_number": number})
    assert "đứng trước số đã cấp" in unescape(refused.content.decode())
    assert client.post(address, given | {"next_number": number + 3}).status_code == 302
    shown = page(client)
    assert f"<b>{number + 3}-TB/TU</b>" in shown
    closed = f"/so-van-ban/so/{register.pk}/khoa/"
    edit = Register.objects.get(pk=register.pk).edit
    assert client.post(closed, {"edit": edit, "reason": "Hết năm"}).status_code == 302
    assert "Đã khóa ngày" in page(client)


def test_a_series_is_begun_corrected_and_closed(world: World, signed: Sign) -> None:
    client = signed("quantri")
    given = {"name": "Phiên họp UBND", "term": world.term.pk, "starts_at": 37, "numbered": "on"}
    assert client.post(f"/so-van-ban/{world.committee.pk}/day-so-moi/", given).status_code == 302
    series = Series.objects.get(name="Phiên họp UBND")
    assert "<b>37</b>" in page(client)
    given = {"edit": 1, "name": "Phiên họp thường kỳ", "next_number": 38, "reason": "Gõ nhầm"}
    assert client.post(f"/so-van-ban/day-so/{series.pk}/sua/", given).status_code == 302
    assert client.post(f"/so-van-ban/day-so/{series.pk}/khoa/", {"edit": 2, "reason": "Hết khóa"}).status_code == 302
    assert Series.objects.get(pk=series.pk).closed_on is not None


@pytest.mark.parametrize("user", ["chair", "bob", "officer"])
def test_nobody_else_finds_the_pages(world: World, signed: Sign, user: str) -> None:
    assert signed(user).get("/so-van-ban/").status_code == 404
    assert signed(user).get(f"/so-van-ban/{world.committee.pk}/tieu-de/").status_code == 404


def handed_in(client: object, world: World, *lines: str) -> object:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    stream.seek(0)
    stream.name = "mau.docx"
    return client.post(f"/so-van-ban/{world.committee.pk}/mau-word/", {"file": stream})  # type: ignore[attr-defined]


def words_in(content: bytes) -> str:
    return " ".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)


def test_an_office_hands_in_a_template_which_what_is_issued_keeps(world: World, signed: Sign) -> None:
    client, chain = signed("secretary"), make_chain(world)
    wrong = handed_in(client, world, "Số: {{ so_van_ban }}")
    assert "Không có chỗ điền tên so_van_ban" in unescape(wrong.content.decode())
    assert "Số: {{ so_van_ban }}" in unescape(wrong.content.decode())
    assert not DocumentTemplate.objects.exists()
    assert handed_in(client, world, "MẪU CỦA VĂN PHÒNG {{ so_ky_hieu }}").status_code == 302
    issued = chain.issued()
    address = f"/van-ban/{issued.pk}/tep/docx/"
    ours = f"MẪU CỦA VĂN PHÒNG Số {issued.symbol_number}"
    assert words_in(client.get(address).content) == ours
    assert "DOCX theo mẫu mau.docx; PDF theo thể thức của Nghị trình." in page(client, f"/van-ban/{issued.pk}/")
    first = DocumentTemplate.objects.get()
    assert "MẪU" in words_in(client.get(f"/so-van-ban/mau/{first.pk}/xem-thu/").content)
    assert handed_in(client, world, "MẪU MỚI {{ ho_ten }}").status_code == 302
    assert words_in(client.get(address).content) == ours
    second = DocumentTemplate.objects.get(ended_on=None)
    gone = client.post(f"/so-van-ban/mau/{second.pk}/thoi-dung/", {"edit": second.edit, "reason": "Dùng mẫu chung"})
    assert gone.status_code == 302
    assert words_in(client.get(address).content) == ours
    started = client.get(f"/so-van-ban/{world.committee.pk}/mau-de-sua/").content
    assert "{{ mo_dau }}" in words_in(started)


def test_a_template_that_a_document_cannot_fill_is_told_and_nothing_is_sent(world: World, signed: Sign) -> None:
    client, chain = signed("secretary"), make_chain(world)
    assert handed_in(client, world, "{{ noi_nhan[1] }}").status_code == 302
    answer = client.get(f"/van-ban/{chain.instrument().pk}/tep/docx/")
    assert answer.status_code == 409
    assert "Mẫu Word mau.docx không dùng được cho văn bản này" in unescape(answer.content.decode())
