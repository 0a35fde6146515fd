"""The notice in both formats: the same words in the same order, tagged, deterministic, and safe from its own words."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pypdf
import pytest
from docx.shared import Mm, Pt

from nghitrinh.documents.content import (
    PARTY_HEADING,
    STATE_HEADING,
    Notice,
    NoticeItem,
    NoticePoint,
    NoticeTask,
    heading_lines,
    issuer_lines,
    letter,
    paragraphs,
    recipient_lines,
    signature_lines,
)
from nghitrinh.documents.docx import notice_docx
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
    signer_name="",
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
    below = [line.text for line in (*recipient_lines(notice), *signature_lines(notice))]
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
    assert signature.paragraphs[-1].paragraph_format.space_after >= Mm(25)


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
