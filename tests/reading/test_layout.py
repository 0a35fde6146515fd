"""However a source lays out its lines, the same is read: broken lines, two columns, composed or not, text or HTML."""

import html
import textwrap
import unicodedata
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nghitrinh.reading import Reading, read_bytes, read_text
from nghitrinh.reading.layout import unbroken

LINES = (
    "Cho ý kiến về quy hoạch khu công nghiệp Bắc Sơn",
    (
        "Sáng 6/5/2024, Ban Thường vụ Tỉnh ủy Quảng Lâm khóa XVI họp Hội nghị lần thứ 21 dưới sự chủ trì của "
        "đồng chí Nguyễn Văn An, Bí thư Tỉnh ủy, để nghe và cho ý kiến về phương án quy hoạch khu công nghiệp Bắc Sơn "
        "với diện tích 450 ha tại huyện Thanh Hà."
    ),
    (
        "Kết luận hội nghị, đồng chí Bí thư Tỉnh ủy yêu cầu UBND tỉnh khẩn trương hoàn thiện hồ sơ quy hoạch, báo cáo "
        "trước ngày 30/6/2024; giao Sở Tài nguyên và Môi trường rà soát toàn bộ diện tích đất rừng trong phạm vi "
        "quy hoạch."
    ),
    "Các địa phương phải công khai quy hoạch cho người dân biết, không để xảy ra tranh chấp kéo dài trên địa bàn.",
)
PAGE = "\n\n".join(LINES)


def said(reading: Reading) -> dict[str, Any]:
    """What a reading says, without places and without the spacing of words."""
    facts = {name: getattr(reading, name) for name in ("organization", "number", "term", "date")}
    charges = [(each.responsible and each.responsible.value, each.task.value) for each in reading.charges]
    lists = {
        name: [each.value for each in getattr(reading, name)] for name in ("items", "quantities", "places", "chair")
    }
    return {**{name: fact and fact.value for name, fact in facts.items()}, **lists, "charges": charges}


def broken(width: int) -> str:
    return "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in LINES)


def test_the_page_says_something_of_each_kind() -> None:
    found = said(read_text(PAGE))
    assert all(found.values()), found
    assert len(found["charges"]) == 3


@pytest.mark.parametrize("width", [55, 62, 70, 78, 90, 110])
def test_a_page_with_broken_lines_says_the_same(width: int) -> None:
    assert said(read_text(broken(width))) == said(read_text(PAGE))


@settings(max_examples=25, deadline=None)
@given(st.integers(50, 120), st.sampled_from(["NFC", "NFD"]))
def test_every_span_of_a_broken_page_is_its_text(width: int, form: Literal["NFC", "NFD"]) -> None:
    source = unicodedata.normalize(form, broken(width))
    reading = read_text(source)
    facts = [*reading.items, *reading.quantities, *reading.places, *reading.chair, reading.organization, reading.number]
    for charge in reading.charges:
        facts += [charge.task, charge.responsible, charge.due]
    for fact in facts:
        assert fact is None or source[fact.start : fact.end] == fact.text


def test_a_decomposed_page_and_an_html_page_say_the_same() -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in LINES)
    page = f"<html><head><meta charset='utf-8'></head><body><article>{body}</article></body></html>"
    expected = said(read_text(PAGE))
    assert said(read_text(unicodedata.normalize("NFD", PAGE))) == expected
    assert said(read_bytes(page.encode(), "trang.html")) == expected


def test_a_title_in_capitals_changes_nothing_below_it() -> None:
    assert said(read_text("\n\n".join((LINES[0].upper(), *LINES[1:])))) == said(read_text(PAGE))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abĐỦ .,:;-*|\n\t 123", max_size=400))
def test_mended_lines_keep_every_offset(text: str) -> None:
    assert len(unbroken(text)) == len(text)


def test_two_columns_are_two_lines_and_a_list_keeps_its_entries() -> None:
    head = "Số: 12/UBND-KT" + " " * 20 + "Lào Cai, ngày 11 tháng 6 năm 2026"
    entries = (
        "- Rà soát toàn bộ diện tích đất đã giao cho các tổ chức, cá nhân trên\nđịa bàn các xã.\n"
        "- Kiểm tra việc sử dụng đất của các đơn vị được giao đất trong thời\ngian qua.\n"
    )
    reading = read_text(f"{head}\n\nChủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính\n{entries}2. Các xã\n{entries}")
    assert reading.published_at is not None
    assert reading.published_at.value == "2026-06-11"
    assert [document.text for document in reading.documents] == ["12/UBND-KT"]
    whom = [charge.responsible.value for charge in reading.charges if charge.responsible]
    assert whom == ["Sở Tài chính", "Sở Tài chính", "Các xã", "Các xã"]
