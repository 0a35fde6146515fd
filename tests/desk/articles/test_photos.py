"""The photo of an article: handed in, shown, replaced, removed; what is no photo is refused at its field."""

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from tests.desk.photos import PLACE, photo_bytes, upload
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.desk.articles import photos
from nghitrinh.desk.articles.photos import clean_photo
from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.kernel import storage
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]
ALT = "Đại biểu biểu quyết"


@pytest.fixture
def meeting(world: World) -> Meeting:
    return make_chain(world).meeting


def _sent(**given: Any) -> dict[str, Any]:
    words = {"title": "Bài về hội nghị", "lead": "Mở đầu.", "body": "Thân bài.", "image_alt": ALT, "image_caption": ""}
    return words | {"image": "", "image_caption": "Ảnh: Văn phòng"} | given


def _drafted(client: Client, meeting: Meeting, **given: Any) -> Article:
    sent = _sent(photo=upload(photo_bytes())) | given
    assert client.post(f"/hoi-nghi/{meeting.pk}/bai-viet/", sent).status_code == 302
    return Article.objects.get()


def _newest(article: Article) -> ArticleRevision:
    article.refresh_from_db()
    return article.versions.get(number=article.current)


def _revise(client: Client, article: Article, **given: Any) -> Any:
    sent = _sent(image=_newest(article).image, edit=article.edit) | given
    return client.post(f"/bai-viet/{article.pk}/sua/", sent)


def _field_error(page: str, name: str) -> str:
    found = re.search(rf'id="id_{name}_error">.*?<span>([^<]+)</span></span>', page, re.DOTALL)
    return found[1] if found else ""


def test_a_photo_is_kept_shown_and_handed_out_without_what_the_camera_wrote(
    signed: Sign, world: World, meeting: Meeting
) -> None:
    client = signed("secretary")
    article = _drafted(client, meeting, photo=upload(photo_bytes(turned=True)))
    version = _newest(article)
    assert (version.image_alt, version.image_caption) == (ALT, "Ảnh: Văn phòng")
    address = f"/bai-viet/{article.pk}/anh/{version.image}/"
    for page in (f"/bai-viet/{article.pk}/", f"/bai-viet/{article.pk}/sua/"):
        assert f'src="{address}"' in client.get(page).content.decode(), page
    assert f'alt="{ALT}"' in client.get(f"/bai-viet/{article.pk}/").content.decode()
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert PLACE.encode() not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (40, 64)


def test_only_whoever_sees_the_article_sees_its_photo(signed: Sign, meeting: Meeting) -> None:
    article = _drafted(signed("secretary"), meeting)
    other = storage.put(photo_bytes())
    statuses = {
        who: signed(who).get(f"/bai-viet/{article.pk}/anh/{_newest(article).image}/").status_code
        for who in ("secretary", "chair", "member", "reader", "officer", "bob", "quantri")
    }
    assert statuses == dict.fromkeys(("secretary", "chair", "member", "reader"), 200) | dict.fromkeys(
        ("officer", "bob", "quantri"), 404
    )
    assert signed("secretary").get(f"/bai-viet/{article.pk}/anh/{other}/").status_code == 404


def test_it_is_replaced_and_removed_and_the_older_text_keeps_it(signed: Sign, meeting: Meeting) -> None:
    client = signed("secretary")
    article = _drafted(client, meeting)
    first = _newest(article).image
    assert _revise(client, article).status_code == 302
    assert _newest(article).image == first
    assert _revise(client, article, photo=upload(photo_bytes(size=(50, 50)))).status_code == 302
    second = _newest(article).image
    assert second not in ("", first)
    assert _revise(client, article, image="").status_code == 302
    assert [(each.image, each.image_alt) for each in article.versions.order_by("number")] == [
        (first, ALT),
        (first, ALT),
        (second, ALT),
        ("", ""),
    ]


def test_a_new_photo_changes_no_word(signed: Sign, meeting: Meeting) -> None:
    client = signed("secretary")
    article = _drafted(client, meeting, body="Một.\n\nHai.")
    _revise(client, article, photo=upload(photo_bytes()), body="Một.\r\n\r\nHai.")
    assert [each.body for each in article.versions.all()] == ["Một.\n\nHai."] * 2


def test_the_portal_shows_it(signed: Sign, world: World, meeting: Meeting, folder: Path) -> None:
    client = signed("secretary")
    article = _drafted(client, meeting)
    for step in ("trinh", "dang"):
        article.refresh_from_db()
        client.post(f"/bai-viet/{article.pk}/{step}/", {"edit": article.edit})
    client.post("/phat-hanh/ra-cong/")
    release = folder / "portal" / "current"
    page = (release / "pages" / "bai-viet" / str(article.pk) / "index.html").read_text("utf-8")
    shown = re.search(r'<img src="/tep/(\w{64})/anh\.jpg" alt="([^"]+)" width="64" height="40">', page)
    assert shown
    assert shown[2] == ALT
    assert "<figcaption>Ảnh: Văn phòng</figcaption>" in page
    assert Image.open(BytesIO((release / "files" / shown[1]).read_bytes())).size == (64, 40)


def test_without_words_in_its_place_it_is_asked_for_and_the_photo_is_not_lost(signed: Sign, meeting: Meeting) -> None:
    client = signed("secretary")
    address = f"/hoi-nghi/{meeting.pk}/bai-viet/"
    page = client.post(address, _sent(photo=upload(photo_bytes()), image_alt="")).content.decode()
    assert _field_error(page, "image_alt") == "Ảnh cần mô tả cho người không xem được"
    kept = re.search(r'name="image" value="(\w{64})"[^>]*checked', page)
    assert kept
    assert 'src="data:image/jpeg;base64,' in page
    assert client.post(address, _sent(image=kept[1])).status_code == 302
    assert _newest(Article.objects.get()).image == kept[1]


def test_two_writers_see_whose_photo_stands(signed: Sign, world: World, meeting: Meeting) -> None:
    client = signed("secretary")
    article = _drafted(client, meeting)
    mine, seen = _newest(article).image, article.edit
    theirs = storage.put(clean_photo(photo_bytes(size=(30, 30))))
    articles.revise(
        by=world.secretary,
        article=article.pk,
        edit=seen,
        title="Bài về hội nghị",
        lead="Mở đầu.",
        body="Thân bài.",
        image=theirs,
        image_alt=ALT,
    )
    answer = client.post(f"/bai-viet/{article.pk}/sua/", _sent(image=mine, edit=seen))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r'id="theirs-image"[^>]*>Ảnh trong hồ sơ<', page)
    assert re.search(rf'value="{mine}"[^>]*checked', page)


def _bomb(*side: int) -> bytes:
    """Return a PNG of 70 bytes that says it is very large."""
    head = struct.pack(">IIBBBBB", *side, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "Tệp này không phải ảnh JPEG, PNG hay WebP."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Tệp này không phải ảnh JPEG, PNG hay WebP."),
        (photo_bytes("GIF"), "Tệp này không phải ảnh JPEG, PNG hay WebP."),
        (photo_bytes()[:-400], "Ảnh bị hỏng hoặc bị cụt; hãy nộp lại tệp gốc."),
        (photo_bytes("PNG")[:-400], "Ảnh bị hỏng hoặc bị cụt; hãy nộp lại tệp gốc."),
        (photo_bytes("WEBP")[:-400], "Ảnh bị hỏng hoặc bị cụt; hãy nộp lại tệp gốc."),
        (_bomb(9_000, 8_000), "Ảnh to quá: 9000 × 8000 điểm, nhiều nhất 30 triệu điểm."),
        (_bomb(20_000, 20_000), "Ảnh to quá: hơn 64 triệu điểm, nhiều nhất 64 triệu điểm."),
    ],
)
def test_what_is_no_photo_is_refused_at_its_field(
    signed: Sign, meeting: Meeting, folder: Path, content: bytes, words: str
) -> None:
    answer = signed("secretary").post(f"/hoi-nghi/{meeting.pk}/bai-viet/", _sent(photo=upload(content)))
    page = answer.content.decode()
    assert (answer.status_code, _field_error(page, "photo")) == (422, words)
    assert "Thân bài." in page
    assert not Article.objects.exists()
    assert not (folder / "files").exists()


def test_a_file_that_is_too_large_is_refused_unread(
    signed: Sign, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "LARGEST_FILE", 1_000)
    sent = _sent(photo=upload(photo_bytes()))
    page = signed("secretary").post(f"/hoi-nghi/{meeting.pk}/bai-viet/", sent).content.decode()
    assert re.fullmatch(r"Tệp lớn quá: \d+\xa0k?B, nhiều nhất 1\xa0kB\.", _field_error(page, "photo"))


def test_an_image_that_the_form_does_not_offer_is_refused(signed: Sign, meeting: Meeting) -> None:
    secret = storage.put(b"%PDF-1.7 not a photo")
    page = signed("secretary").post(f"/hoi-nghi/{meeting.pk}/bai-viet/", _sent(image=secret)).content.decode()
    assert "Không có ảnh này trong hồ sơ" in page
    assert not Article.objects.exists()


@pytest.mark.parametrize(("kind", "became"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "JPEG")])
def test_photos_become_small_and_plain(kind: str, became: str) -> None:
    found = Image.open(BytesIO(clean_photo(photo_bytes(kind, (3000, 600)))))
    assert (found.format, found.size) == (became, (2400, 480))
    assert not found.getexif()


def test_what_can_be_seen_through_stays_so() -> None:
    kept = BytesIO()
    Image.new("RGBA", (8, 8), (200, 0, 0, 90)).save(kept, "WEBP", lossless=True)
    found = Image.open(BytesIO(clean_photo(kept.getvalue())))
    assert (found.format, found.mode) == ("PNG", "RGBA")
