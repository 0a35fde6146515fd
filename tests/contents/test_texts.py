"""The text of a document page by page, its pages as pictures, and what does not open."""

import io

import pytest
from PIL import Image
from tests.contents.made import archive, pdf, picture, word

from nghitrinh.contents.pictures import MOST_POINTS, page_picture
from nghitrinh.contents.texts import Unreadable, pages_of


def test_a_pdf_is_read_page_by_page_and_a_blank_one_has_no_words() -> None:
    assert pages_of(pdf("Trang dau", "", "Trang ba")) == ["Trang dau", "", "Trang ba"]


def test_a_document_gives_its_paragraphs_and_a_text_itself() -> None:
    assert pages_of(word("Tờ trình", "Điều 1. Đất")) == ["Tờ trình\nĐiều 1. Đất"]
    assert pages_of("Tờ trình".encode("utf-16")) == ["Tờ trình"]


def test_what_has_no_text_says_so() -> None:
    assert pages_of(picture()) is None
    assert pages_of(archive(a=b"x")) is None


@pytest.mark.parametrize("data", [b"%PDF-1.4\nkhong con gi", pdf("a")[:120], picture()[:40], pdf()])
def test_what_does_not_open_is_damaged(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        pages_of(data)
    assert caught.value.code == "file_damaged"


@pytest.mark.parametrize("size", [(595, 842), (842, 595), (20_000, 100), (100, 14_000)])
def test_a_page_is_a_picture_of_bounded_size(size: tuple[int, int]) -> None:
    found = Image.open(io.BytesIO(page_picture(pdf("Trang", size=size), 0)))
    assert found.format == "WEBP"
    assert found.width <= 1241
    assert found.width * found.height <= MOST_POINTS * 1.01


def test_a_page_that_is_not_there_is_none() -> None:
    with pytest.raises(IndexError):
        page_picture(pdf("a"), 1)
