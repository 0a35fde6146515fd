"""The notice in both formats: the same words in the same order, tagged, deterministic, and safe from its own words."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pypdf
import pypdfium2
import pytest
from docx.shared import Mm, Pt

from nghitrinh.documents.content import (
    LEFT,
    PARTY_HEADING,
    STATE_HEADING,
    TEXT,
    Correction,
    Notice,
    NoticeItem,
    NoticePoint,
    NoticeTask,
    heading_lines,
    issuer_lines,
    letter,
    name_lines,
    paragraphs,
    recipient_lines,
    signature_lines,
)
from nghitrinh.documents.docx import notice_docx
from nghitrinh.documents.measuring import width
from nghitrinh.documents.pdf import notice_pdf

NOTICE = Notice(
    heading=PARTY_HEADING,
    superior=("Tỉnh ủy Hải Dương",),
    issuer=("Ban Thường vụ",),
    number_line="Số 118-TB/TU",
    place="Hải Dương",
    issued_on=date(2021, 9, 4),
    title="Thông báo kết luận hội nghị lần thứ 36",
    opening="Ngày 10/9/2021, Ban Thường vụ họp và kết luận như sau:",
    items=(
        NoticeItem(
            "1.",
            "Vùng công nghiệp động lực",
            (
                NoticePoint(
                    "1.1.",
                    "Thống nhất",
                    "Thống nhất một vùng công nghiệp ở hai huyện",
                    ("Diện tích: khoảng 4.000–5.000 ha", "Thời kỳ: 2021–2030"),
                    (
                        NoticeTask("a)", "Ban cán sự đảng", "hoàn chỉnh phương án", "báo cáo Ban Thường vụ"),
                        NoticeTask("b)", "Sở Xây dựng", "rà soát quy hoạch", ""),
                    ),
                ),
                NoticePoint("1.2.", "Cho ý kiến", "Làm rõ nguồn vốn.", (), ()),
            ),
        ),
    ),
    recipients=("Ban cán sự đảng;", "Lưu Văn phòng Tỉnh ủy"),
    authority=("T/M Ban Thường vụ",),
    signer="Phó Bí thư",
    signer_name="Nguyễn Văn An",
    illustrative=True,
)
LONG = replace(NOTICE, items=NOTICE.items * 12)
NASTY = "#panic() $x^2$ *đậm* @nguồn [ngoặc] {{ tên }} <b>&amp; \\ // `mã` _gạch_"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def pdf_words(content: bytes) -> list[str]:
    return words(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def docx_words(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    return words(" ".join(paragraph.text for paragraph in document.paragraphs))


@pytest.mark.parametrize(
    "notice", [NOTICE, replace(NOTICE, title=NASTY, opening=NASTY), replace(NOTICE, issued_on=None)]
)
def test_both_formats_say_the_content_in_its_order(notice: Notice) -> None:
    said = words(" ".join(paragraph.text for paragraph in paragraphs(notice)))
    assert docx_words(notice_docx(notice)) == said
    assert " ".join(said) in " ".join(pdf_words(notice_pdf(notice)))


@pytest.mark.parametrize(
    "notice", [NOTICE, replace(NOTICE, recipients=()), replace(NOTICE, heading=STATE_HEADING, superior=())]
)
def test_both_formats_have_the_lines_of_heading_recipients_and_signature(notice: Notice) -> None:
    above = [line.text for line in (*issuer_lines(notice), *heading_lines(notice))]
    below = [line.text for line in (*recipient_lines(notice), *signature_lines(notice), *name_lines(notice))]
    cells = [cell.text for table in _tables(notice_docx(notice)) for cell in table.rows[0].cells]
    assert [line for cell in cells for line in cell.split("\n") if line] == above + below
    text = " ".join(pdf_words(notice_pdf(notice)))
    assert all(" ".join(words(line)) in text for line in above + below)


def test_the_lines_are_those_of_a_party_document() -> None:
    assert [line.text for line in issuer_lines(NOTICE)] == ["TỈNH ỦY HẢI DƯƠNG", "BAN THƯỜNG VỤ", "*", "Số 118-TB/TU"]
    assert [line.text for line in heading_lines(NOTICE)] == [
        "ĐẢNG CỘNG SẢN VIỆT NAM", "Hải Dương, ngày 04 tháng 9 năm 2021",
    ]  # fmt: skip
    assert heading_lines(NOTICE)[-1].italic
    assert [line.text for line in recipient_lines(NOTICE)] == [
        "Nơi nhận:", "- Ban cán sự đảng,", "- Lưu Văn phòng Tỉnh ủy.",
    ]  # fmt: skip
    assert [line.text for line in signature_lines(NOTICE)] == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"]


def test_items_points_and_charges_carry_their_marks() -> None:
    body = [paragraph.text for paragraph in paragraphs(NOTICE)]
    assert body[:2] == ["THÔNG BÁO", "Kết luận hội nghị lần thứ 36"]
    assert body[4:] == [
        "1. Vùng công nghiệp động lực",
        "1.1. Thống nhất một vùng công nghiệp ở hai huyện.",
        "- Diện tích: khoảng 4.000–5.000 ha;",
        "- Thời kỳ: 2021–2030.",
        "a) Giao Ban cán sự đảng: hoàn chỉnh phương án; báo cáo Ban Thường vụ.",
        "b) Giao Sở Xây dựng: rà soát quy hoạch.",
        "1.2. Cho ý kiến. Làm rõ nguồn vốn.",
    ]
    assert [letter(place) for place in (0, 3, 4, 22, 23)] == ["a)", "d)", "đ)", "y)", "aa)"]


def test_pages_are_numbered_from_the_second_on() -> None:
    first, second, *_ = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(notice_pdf(LONG))).pages)
    assert first.split()[0] != "1"
    assert second.split()[0] == "2"
    section = docx.Document(io.BytesIO(notice_docx(LONG))).sections[0]
    assert section.different_first_page_header_footer
    assert 'w:instr="PAGE"' in section.header._element.xml
    assert 'w:instr="PAGE"' not in section.first_page_header._element.xml


def test_recipients_are_in_smaller_type_and_the_signature_has_room() -> None:
    _, below = _tables(notice_docx(NOTICE))
    recipients, signature = below.rows[0].cells
    assert [paragraph.runs[0].font.size for paragraph in recipients.paragraphs] == [None, Pt(12), Pt(12)]
    post, name = signature.paragraphs[-2:]
    assert post.paragraph_format.space_after >= Mm(25)
    assert (name.text, name.runs[0].bold) == ("Nguyễn Văn An", True)


def test_the_pdf_is_tagged_and_in_vietnamese() -> None:
    root = pypdf.PdfReader(io.BytesIO(notice_pdf(NOTICE))).trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("vi")


@pytest.mark.parametrize("make", [notice_pdf, notice_docx])
def test_the_same_content_gives_the_same_bytes(make: object) -> None:
    assert make(NOTICE) == make(NOTICE)


def test_the_docx_carries_no_time_of_making() -> None:
    with zipfile.ZipFile(io.BytesIO(notice_docx(NOTICE))) as members:
        assert {member.date_time for member in members.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in members.read("docProps/core.xml")


def _tables(content: bytes) -> list[Any]:
    return list(docx.Document(io.BytesIO(content)).tables)


def test_an_extract_says_for_whom() -> None:
    extract = replace(NOTICE, extract_for="Ban cán sự đảng")
    assert "Trích sao phần giao Ban cán sự đảng" in [paragraph.text for paragraph in paragraphs(extract)]


def test_what_xml_cannot_carry_breaks_no_document() -> None:
    """Such characters are refused at the door today; a record of an earlier version has them."""
    odd = "thu\x0b44\x01 tỷ\ufffe"
    (item,) = NOTICE.items
    points = tuple(replace(point, text=odd) for point in item.points)
    said = {"title": odd, "opening": odd, "issuer": (odd,), "signer": odd, "recipients": (odd,)}
    notice = replace(NOTICE, items=(replace(item, points=points),), **said)
    assert "thu44" in docx_words(notice_docx(notice))
    assert any("44" in word for word in pdf_words(notice_pdf(notice)))


STATE = replace(
    NOTICE,
    heading=STATE_HEADING,
    superior=(),
    issuer=("Ủy ban nhân dân xã Tân Lập",),
    number_line="Số: 05/TB-UBND",
    place="Tân Lập",
    recipients=("- Như trên;", "+ Thường trực Đảng ủy", "• Lưu: VT."),
    authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"),
    signer="Phó Chủ tịch",
)


def test_the_lines_are_those_of_a_state_document() -> None:
    assert [line.text for line in issuer_lines(STATE)] == ["ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "Số: 05/TB-UBND"]
    assert [line.text for line in heading_lines(STATE)] == [*STATE_HEADING, "Tân Lập, ngày 04 tháng 9 năm 2021"]
    assert [line.text for line in recipient_lines(STATE)] == [
        "Nơi nhận:", "- Như trên;", "- Thường trực Đảng ủy;", "- Lưu: VT.",
    ]  # fmt: skip
    assert [line.text for line in signature_lines(STATE)] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert [paragraph.text for paragraph in paragraphs(STATE)][-1] == "1.2. Cho ý kiến. Làm rõ nguồn vốn./."


def lines_on_paper(content: bytes) -> list[str]:
    """Return the lines of the first page as they are drawn, without the blanks that a reader puts in."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    return [" ".join(line.split()) for line in page.get_text_range().splitlines()]


LONG_NAME = "Ủy ban nhân dân Trung tâm Phục vụ hành chính công và Chuyển đổi số phường Nguyễn Trãi Hòa Bình Quảng Ngãi"
WORDS = LONG_NAME.split(" ")
LETTERS = ["M" * count for count in (1, 10, 17, 18, 19)]


@pytest.mark.parametrize("notice", [STATE, NOTICE], ids=["state", "party"])
def test_motto_and_names_of_every_length_stand_on_the_lines_that_were_measured(notice: Notice) -> None:
    names = [" ".join(WORDS[:count]) for count in range(1, len(WORDS) + 1)] + LETTERS
    for name in names:
        given = replace(notice, superior=(name,), issuer=(name,), place=name[:60])
        said = [*issuer_lines(given), *heading_lines(given)]
        for line in issuer_lines(given):
            assert width(line.text, line.size or TEXT, bold=line.bold) <= LEFT or " " not in line.text, line.text
        drawn = lines_on_paper(notice_pdf(given))
        for line in said:
            assert any(line.text in row for row in drawn), (name, line.text, drawn[:12])
        cells = _tables(notice_docx(given))[0].rows[0].cells
        assert [each.text for cell in cells for each in cell.paragraphs if each.text] == [line.text for line in said]


def test_both_formats_have_one_face() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in pypdf.PdfReader(io.BytesIO(notice_pdf(STATE))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Tinos"}
    document = docx.Document(io.BytesIO(notice_docx(STATE)))
    assert document.styles["Normal"].font.name == "Times New Roman"
    with zipfile.ZipFile(io.BytesIO(notice_docx(STATE))) as members:
        assert b'w:altName w:val="Tinos"' in members.read("word/fontTable.xml")


# What an earlier version issued is drawn as it drew it: the digests were taken from that version.
EARLIER = {
    notice_pdf: "85e85292310e812f4926b516f44c4e7b",
    notice_docx: "eba5c6bdadf9f7378e0a5f0e55c1b2b4",
}


@pytest.mark.parametrize("make", EARLIER, ids=["pdf", "docx"])
def test_what_was_issued_earlier_keeps_its_bytes(make: Any) -> None:
    assert hashlib.sha256(make(replace(NOTICE, layout=1, signer_name=""))).hexdigest()[:32] == EARLIER[make]


def test_the_rule_under_a_name_is_a_third_to_a_half_of_its_longest_line() -> None:
    lines = issuer_lines(replace(STATE, issuer=("Ủy ban nhân dân xã Tân Lập",)))
    name = [line for line in lines if line.bold]
    assert len(name) == 2
    longest = max(width(line.text, line.size or TEXT, bold=True) for line in name)
    assert longest / 3 <= name[-1].rule <= longest / 2
    assert [line.rule for line in lines if line is not name[-1]] == [0] * (len(lines) - 1)


@pytest.mark.parametrize("of", [NOTICE, STATE], ids=["party", "state"])
def test_a_corrected_text_says_so_under_its_number_in_both_formats(of: Notice) -> None:
    """And one that its signer did not confirm says that too; the text as issued says nothing."""
    corrected = replace(of, correction=Correction(1, date(2021, 9, 9), date(2021, 9, 4), is_agreed=False))
    said = "Bản đính chính ngày 9/9/2021, thay bản ngày 4/9/2021, chưa được người ký xác nhận"
    assert " ".join(words(said)) in " ".join(pdf_words(notice_pdf(corrected)))
    assert " ".join(words(said)) in " ".join(_cells(corrected))
    assert "chính" not in [*pdf_words(notice_pdf(of)), *_cells(of)]


def _cells(notice: Notice) -> list[str]:
    return words(" ".join(cell.text for table in _tables(notice_docx(notice)) for cell in table.rows[0].cells))
