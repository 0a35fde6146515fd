"""The notice in both formats: the same words in the same order, tagged, deterministic, and safe from its own words."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest

from nghitrinh.documents.content import Notice, NoticeItem, NoticePoint, NoticeTask, paragraphs
from nghitrinh.documents.docx import notice_docx
from nghitrinh.documents.pdf import notice_pdf

NOTICE = Notice(
    superior="Tỉnh Hải Dương",
    issuer="Ban Thường vụ Tỉnh ủy",
    number="118-TB/TU",
    place="Hải Dương",
    issued_on=date(2021, 9, 14),
    title="Kết luận hội nghị lần thứ 36",
    opening="Ngày 10/9/2021, Ban Thường vụ họp và kết luận như sau:",
    items=(
        NoticeItem(
            "Vùng công nghiệp động lực",
            (
                NoticePoint(
                    "Thống nhất",
                    "Thống nhất một vùng công nghiệp ở hai huyện",
                    ("Diện tích: khoảng 4.000–5.000 ha",),
                    (NoticeTask("Ban cán sự đảng", "hoàn chỉnh phương án", "báo cáo Ban Thường vụ; hạn 30/9/2021"),),
                ),
            ),
        ),
    ),
    recipients=("Ban cán sự đảng", "Lưu"),
    authority="T/M BAN THƯỜNG VỤ TỈNH ỦY",
    signer="Phó Bí thư",
    illustrative=True,
)
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


def test_number_recipients_and_signature_stand_in_both() -> None:
    for found in (pdf_words(notice_pdf(NOTICE)), words(_tables(notice_docx(NOTICE)))):
        assert {"118", "TB", "Lưu", "Phó"} <= set(found)


def _tables(content: bytes) -> str:
    tables = docx.Document(io.BytesIO(content)).tables
    return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def test_an_extract_says_for_whom() -> None:
    extract = replace(NOTICE, extract_for="Ban cán sự đảng")
    assert "Trích sao phần giao Ban cán sự đảng" in [paragraph.text for paragraph in paragraphs(extract)]
