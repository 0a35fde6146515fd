"""Files of papers at the desk: fakes are refused at their field, pages are shown, versions compared by their words."""

import base64
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.contents.made import pdf, picture, with_parts, word
from tests.refused import refusing
from tests.world import World

from nghitrinh.desk.kit import file_contents
from nghitrinh.desk.kit.file_contents import text_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import guard, storage
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.papers import acts as paper_acts
from nghitrinh.record.papers.models import File, Paper, PaperRevision

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def hand_in(world: World, paper: Paper, **files: bytes) -> Paper:
    """Hand in a version that has files and no words of its own; `a_pdf` is "a.pdf"."""
    given = [
        {
            "name": name.replace("_", "."),
            "media_type": "application/octet-stream",
            "content_base64": base64.b64encode(content).decode(),
        }
        for name, content in files.items()
    ]
    paper.refresh_from_db()
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, files=given)
    paper.refresh_from_db()
    return paper


def refused(client: Client, paper: Paper, name: str, content: bytes) -> str:
    sent = {"edit": paper.edit, "body": "Lời.", "uploads": [SimpleUploadedFile(name, content)]}
    answer = client.post(f"/tai-lieu/{paper.pk}/nop/", sent)
    assert answer.status_code == 422
    assert not PaperRevision.objects.exists()
    return " ".join(answer.context["form"].errors["uploads"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("to-trinh.pdf", word("x"), "mang tên của tệp PDF, nhưng nội dung là DOCX"),
        ("to-trinh.pdf", b"MZ\x90" + bytes(99), "chạy được trên máy"),
        ("to-trinh.docx", with_parts(word("x"), ["word/vbaProject.bin"]), "có macro"),
        ("to-trinh.pdf", b"%PDF-1.4\nkhong con gi", "bị hỏng, không mở được"),
        ("anh.png", picture()[:50], "bị hỏng, không mở được"),
    ],
)
def test_a_fake_is_refused_at_its_field(signed: Sign, world: World, name: str, content: bytes, words: str) -> None:
    assert words in refused(signed("secretary"), world.paper(world.item()), name, content)


def test_the_command_line_refuses_a_fake_too(world: World) -> None:
    with refusing(BadInput, "file_of_another_kind"):
        hand_in(world, world.paper(world.item()), a_pdf=word("x"))


def test_what_a_file_is_is_told_by_its_bytes(world: World) -> None:
    hand_in(world, world.paper(world.item()), a_pdf=pdf("x"), b_docx=word("y"))
    assert [file.media_type.rpartition(".")[2] for file in File.objects.order_by("name")] == [
        "application/pdf",
        "document",
    ]


def test_a_pdf_is_read_page_by_page_in_the_page(signed: Sign, world: World) -> None:
    hand_in(world, world.paper(world.item()), a_pdf=pdf("Trang dau", "", "Trang ba"))
    file, client = File.objects.get(), signed("secretary")
    assert f"/tep/{file.pk}/trang/1/" in client.get(f"/tai-lieu/{file.version.paper_id}/").content.decode()
    first, second = (client.get(f"/tep/{file.pk}/trang/{page}/").content.decode() for page in (1, 2))
    assert "<p>Trang dau</p>" in first
    assert (f'rel="next" href="/tep/{file.pk}/trang/2/"' in first, 'rel="prev"' in first) == (True, False)
    assert "Trang này là hình, không có chữ máy đọc được." in second
    assert client.get(f"/tep/{file.pk}/trang/4/").status_code == 404
    answer = client.get(f"/tep/{file.pk}/trang/3/anh/")
    shown = Image.open(BytesIO(answer.content))
    assert (answer.headers["Content-Type"], shown.format, shown.width) == ("image/webp", "WEBP", 1240)
    assert client.get(f"/tep/{file.pk}/trang/4/anh/").status_code == 404


def test_pages_are_drawn_once_and_for_those_who_see_the_paper(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(world, world.paper(world.item(level="restricted")), a_pdf=pdf("Trang dau"))
    file = File.objects.get()
    assert signed("secretary").get(f"/tep/{file.pk}/trang/1/anh/").status_code == 200
    monkeypatch.setattr(file_contents, "Sandbox", None)
    assert signed("secretary").get(f"/tep/{file.pk}/trang/1/anh/").status_code == 200
    assert signed("reader").get(f"/tep/{file.pk}/trang/1/anh/").status_code == 404
    assert signed("reader").get(f"/tep/{file.pk}/trang/1/").status_code == 404


def test_versions_are_compared_by_the_words_of_their_files(signed: Sign, world: World) -> None:
    paper = hand_in(world, world.paper(world.item()), a_docx=word("Giao 3.500 ha đất.", "Giữ nguyên."))
    hand_in(world, paper, a_docx=word("Giao 4.000 ha đất.", "Giữ nguyên."), quet_pdf=pdf(""))
    page = signed("secretary").get(f"/tai-lieu/{paper.pk}/so-sanh/").content.decode()
    assert "<del>3.500</del>" in page.replace(" </", "</")
    assert "<ins>4.000</ins>" in page.replace(" </", "</")
    assert "quet.pdf: bản quét, không có chữ" in page


def test_pdf_versions_are_compared_too(signed: Sign, world: World) -> None:
    paper = hand_in(world, world.paper(world.item()), a_pdf=pdf("Giao muoi ha dat"))
    hand_in(world, paper, a_pdf=pdf("Giao hai muoi ha dat"))
    page = signed("secretary").get(f"/tai-lieu/{paper.pk}/so-sanh/").content.decode()
    assert "<ins>hai" in page
    assert "Không so được bằng chữ" not in page


def test_each_file_is_compared_with_its_own_counterpart(signed: Sign, world: World) -> None:
    """A version's DOCX and PDF of one text, an annex that is new and a scan that is gone: each by itself, by name."""
    paper = hand_in(
        world,
        world.paper(world.item()),
        v1_docx=word("Giao 3.500 ha đất cho xã."),
        v1_pdf=pdf("Giao 3.500 ha dat cho xa"),
        quet_pdf=pdf(""),
    )
    hand_in(
        world,
        paper,
        v2_docx=word("Giao 4.000 ha đất cho xã."),
        v2_pdf=pdf("Giao 3.500 ha dat cho xa"),
        bieu_docx=word("Danh mục công trình."),
    )
    parts = signed("secretary").get(f"/tai-lieu/{paper.pk}/so-sanh/").context["parts"]
    assert [tuple(side and side.held.name for side in (part.old, part.new)) for part in parts] == [
        (None, "bieu.docx"),
        ("v1.docx", "v2.docx"),
        ("v1.pdf", "v2.pdf"),
        ("quet.pdf", None),
    ]
    assert [part.is_same for part in parts] == [False, False, True, False]
    assert [word.text for word in parts[1].comparison.words if word.kind != "same"] == ["3.500", "4.000"]


def test_what_is_new_and_what_is_gone_is_said(signed: Sign, world: World) -> None:
    paper = hand_in(world, world.paper(world.item()), cu_docx=word("Danh mục thu hồi đất."))
    hand_in(world, paper, moi_docx=word("Phân bổ vốn đầu tư công."))
    page = signed("secretary").get(f"/tai-lieu/{paper.pk}/so-sanh/").content.decode()
    lines = [line for line in page.splitlines() if "</strong>" in line]
    assert [("Mới</span>" in line, "Bỏ</span>" in line) for line in lines] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "content", [b"<!doctype html><script>alert(1)</script>", b"MZ\x90" + bytes(99), b"<svg/>", word("x")]
)
@pytest.mark.parametrize("claimed", ["application/pdf", "text/html", "image/svg+xml"])
def test_what_was_taken_under_a_false_type_is_handed_out_safely(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch, content: bytes, claimed: str
) -> None:
    """Sealed rows of files keep what a sender once claimed: what is handed out goes by the bytes alone."""
    with monkeypatch.context() as earlier:
        earlier.setattr(paper_acts, "misfit", lambda _name, _content: None)
        earlier.setattr(paper_acts, "media_type", lambda _content, _claimed: claimed)
        hand_in(world, world.paper(world.item()), a_pdf=content)
    file, client = File.objects.get(), signed("secretary")
    answer = client.get(f"/tep/{file.pk}/")
    assert (file.media_type, answer.headers["Content-Type"]) == (claimed, "application/octet-stream")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/tep/{file.pk}/trang/1/").status_code == 404
    assert client.get(f"/tep/{file.pk}/trang/1/anh/").status_code == 404


def test_a_pdf_under_a_false_type_is_read_in_the_page(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(paper_acts, "media_type", lambda _content, _claimed: "application/octet-stream")
        hand_in(world, world.paper(world.item()), a_pdf=pdf("Trang dau"))
    file, client = File.objects.get(), signed("secretary")
    assert "<p>Trang dau</p>" in client.get(f"/tep/{file.pk}/trang/1/").content.decode()
    assert client.get(f"/tep/{file.pk}/trang/1/anh/").status_code == 200


def test_pages_are_offered_of_what_is_a_pdf_by_its_bytes(signed: Sign, world: World) -> None:
    """An old row calls a word file a PDF, and a PDF is damaged: neither is offered a page that is not there."""
    hand_in(world, world.paper(world.item()), a_pdf=pdf("Trang dau"))
    file, client = File.objects.get(), signed("secretary")
    asked = [f"/tai-lieu/{file.version.paper_id}/", f"/tep/{file.pk}/trang/1/", f"/tep/{file.pk}/trang/1/anh/"]
    for content, called, offered in (
        (word("x"), "application/pdf", False),
        (pdf("Trang hai"), "application/msword", True),
        (b"%PDF-1.4\nkhong con gi", "application/pdf", False),
    ):
        with guard.opened("test"):
            File.objects.update(digest=storage.put(content), media_type=called)
        text_of(File.objects.get().digest)
        paper, page, picture = (client.get(address) for address in asked)
        assert ("Xem trong trang" in paper.content.decode()) is offered
        assert [page.status_code, picture.status_code] == [200 if offered else 404] * 2
