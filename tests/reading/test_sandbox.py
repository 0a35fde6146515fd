"""Reading in a process of its own: the same readings; a page that takes too long is named, and the next one is read."""

import pickle
import subprocess

import pytest

from nghitrinh.reading import ReadingError, read_bytes
from nghitrinh.reading.sandbox import Sandbox, read_in_sandbox

pytestmark = pytest.mark.processes

PAGE = "Ngày 5/3/2024, HĐND huyện Gia Lộc tổ chức kỳ họp thứ 9.".encode()
BOMB = b"<html><body " + b" ".join(b"a%d=1" % at for at in range(60_000)) + b">" + PAGE


def test_what_is_read_is_the_same() -> None:
    with Sandbox() as reader:
        for data, name in ((PAGE, "trang.txt"), (b"<html><body><p>" + PAGE * 8 + b"</p></body></html>", "trang.html")):
            assert reader.read(data, name) == read_bytes(data, name)
    assert read_in_sandbox(PAGE, "trang.txt") == read_bytes(PAGE, "trang.txt")


def test_what_is_refused_is_the_same() -> None:
    with Sandbox() as reader, pytest.raises(ReadingError) as refused:
        reader.read(b"%PDF-1.7", "trang.pdf")
    assert str(refused.value) == "trang.pdf: found a PDF file, expected text or HTML in UTF-8"


def test_a_page_that_takes_too_long_is_named_and_the_next_one_read() -> None:
    with Sandbox(2) as reader:
        with pytest.raises(ReadingError, match=r"bom.html: found a page that takes longer than 2 seconds"):
            reader.read(BOMB, "bom.html")
        reader.seconds = Sandbox.seconds  # on a busy machine two seconds are no time for a page that is one
        assert reader.read(PAGE, "trang.txt").number is not None


def test_the_process_ends_with_its_reader() -> None:
    reader = Sandbox()
    reader.read(PAGE, "trang.txt")
    child = reader._child
    assert isinstance(child, subprocess.Popen)
    reader.close()
    reader.close()
    assert child.returncode is not None


def test_a_reading_comes_out_whole() -> None:
    reading = read_bytes(PAGE, "trang.txt")
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own
