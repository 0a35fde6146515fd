"""Photos are published without what cameras and programs wrote into them."""

import zlib
from pathlib import Path
from typing import Any

import pytest

from nghitrinh.publication.corrections import article_differences
from nghitrinh.publication.images import UnknownImage, address, is_publishable, public_bytes, size
from nghitrinh.record.articles.models import ArticleRevision
from nghitrinh.record.kernel import storage

SECRET = b"to do 20.9,106.3"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def _png() -> bytes:
    head = (1).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    parts = [(b"IHDR", head), (b"tEXt", SECRET), (b"eXIf", SECRET), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts) + SECRET


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def _jpeg() -> bytes:
    private = _segment(0xE1, SECRET) + _segment(0xED, SECRET) + _segment(0xFE, SECRET)
    return b"\xff\xd8" + _segment(0xE0, b"JFIF\0") + private + _segment(0xDA, b"\0") + b"picture\xff\xd9" + SECRET


@pytest.mark.parametrize(("content", "ending"), [(_png(), "png"), (_jpeg(), "jpg")])
def test_only_the_picture_is_published(content: bytes, ending: str) -> None:
    digest = storage.put(content)
    public, _, found = public_bytes(digest)
    assert (found, SECRET in public, is_publishable(digest)) == (ending, False, True)
    assert len(public) < len(content)


@pytest.mark.parametrize("content", [b"<svg/>", b"\xff\xd8\xff\xe0\x00", b"\x89PNG\r\n\x1a\n", b"\xff\xd8"])
def test_what_is_no_whole_picture_is_not_published(content: bytes) -> None:
    digest = storage.put(content)
    assert not is_publishable(digest)
    with pytest.raises(UnknownImage):
        public_bytes(digest)


def test_our_own_drawings_have_an_address() -> None:
    assert address("phong-hop.svg") == address("/static/phong-hop.svg") == "/static/phong-hop.svg"
    assert not is_publishable("/static/../keys/signing.pem")
    assert not is_publishable("0" * 64)


def test_the_size_is_known_before_the_picture_is_there() -> None:
    assert size("phong-hop.svg") == (1200, 750)
    assert size(storage.put(_png())) == (1, 1)
    assert {size(""), size("0" * 64), size(storage.put(b"<svg/>")), size(storage.put(_jpeg()))} == {(0, 0)}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"image": "b" * 64}, [("ảnh", "ảnh trước", "ảnh khác")]),
        ({"image": "", "image_alt": ""}, [("mô tả ảnh", "Phòng họp", ""), ("ảnh", "ảnh trước", "bỏ ảnh")]),
        ({"byline": "Văn phòng"}, []),
    ],
)
def test_another_photo_is_a_correction_that_the_reader_is_told_of(
    changed: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    words = {"title": "Hội nghị", "image": "a" * 64, "image_alt": "Phòng họp"}
    before, after = ArticleRevision(**words), ArticleRevision(**words | changed)
    assert list(article_differences(before, after)) == expected
