"""The worst files of each kind: taken or refused, within the time that a request has."""

import time
from collections.abc import Callable

import pytest
from tests.desk.worst_files import endless_jpeg, fullest_workbook, largest_png, largest_webp

from nghitrinh.desk.articles.decoding import MOST_POINTS
from nghitrinh.desk.articles.photos import LARGEST_FILE, BadPhoto, clean_photo
from nghitrinh.intake.task_list.tables import NotAList
from nghitrinh.intake.task_list.workbook import MOST_BYTES, MOST_TAGS, read_here, read_table
from nghitrinh.record.kernel import deadline
from nghitrinh.sandbox import Ended, Sandbox

pytestmark = pytest.mark.processes


# What may be said of the worst that is taken, on a machine that has other things to do.
_LATER = "Hãy thử lại sau ít phút; vẫn vậy thì"
TOO_LONG = (
    f"Giải mã ảnh này lâu quá, máy đã thôi. {_LATER} lưu lại thành JPEG thường, nhỏ hơn, rồi nộp.",
    f"viec.xlsx: Đọc bảng tính này lâu quá, máy đã thôi đọc. {_LATER} chép riêng danh sách vào một tệp mới.",
)


def _said(parse: Callable[[], object]) -> str:
    """Return why something is refused; nothing when it is taken."""
    try:
        parse()
    except (BadPhoto, NotAList) as refused:
        return str(refused)
    return ""


def test_a_picture_that_is_decoded_without_end_is_refused() -> None:
    bomb = endless_jpeg()
    assert len(bomb) < LARGEST_FILE
    began = time.monotonic()
    with deadline.within(3.0), pytest.raises(BadPhoto, match="Giải mã ảnh này lâu quá"):
        clean_photo(bomb)
    assert time.monotonic() - began < 3.5


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_largest_picture_is_decoded_or_refused_in_time(kind: str) -> None:
    picture = (largest_png if kind == "PNG" else largest_webp)(MOST_POINTS[kind])
    assert len(picture) < LARGEST_FILE
    began = time.monotonic()
    with deadline.within(8.0):
        assert _said(lambda: clean_photo(picture)) in ("", *TOO_LONG)
    assert time.monotonic() - began < 8.0


def test_the_fullest_workbook_is_read_or_refused_in_time() -> None:
    workbook = fullest_workbook(MOST_TAGS)
    assert len(workbook) < MOST_BYTES
    began = time.monotonic()
    with deadline.within(8.0):
        assert _said(lambda: read_table(workbook, "viec.xlsx")) in ("", *TOO_LONG)
    assert time.monotonic() - began < 8.0


def test_a_workbook_that_takes_too_long_is_refused_by_name() -> None:
    with deadline.within(0.5), pytest.raises(NotAList) as refused:
        read_table(fullest_workbook(MOST_TAGS), "viec.xlsx")
    assert (refused.value.code, refused.value.field) == ("list_too_slow", "viec.xlsx")


def test_what_is_refused_in_the_sandbox_is_refused_alike_outside() -> None:
    with pytest.raises(NotAList) as here:
        read_here(b"%PDF", "a.xlsx")
    with Sandbox(read_here) as reader, pytest.raises(NotAList) as there:
        reader(60, b"%PDF", "a.xlsx")
    assert there.value.as_json() == here.value.as_json()


def test_what_takes_too_much_memory_is_ended() -> None:
    with Sandbox(bytes) as large, pytest.raises(Ended):
        large(60, 3_000_000_000)
