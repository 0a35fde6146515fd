"""An office sees what its own template gives: drawn where LibreOffice is, else said in words, never a fault."""

import shutil
import time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.kit.test_typed import Sign
from tests.desk.sending import sent_of
from tests.world import World

from nghitrinh.documents import office
from nghitrinh.documents.starting import starting_template
from nghitrinh.record.instruments.models import DocumentTemplate


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def _handed_in(world: World, signed: Sign) -> tuple[Any, str, str]:
    """Hand in a template; return the client, the page that it leads to, and its words."""
    client, address = signed("secretary"), f"/so-van-ban/{world.committee.pk}/mau-word/"
    file = SimpleUploadedFile("mau.docx", starting_template(of_the_party=True))
    given = sent_of(client.get(address).content.decode()) | {"file": file}
    led = client.post(address, given)
    assert led.headers["Location"] == f"/so-van-ban/mau/{DocumentTemplate.objects.get().pk}/"
    return client, led.headers["Location"], unescape(client.get(led.headers["Location"]).content.decode())


def test_without_libreoffice_it_is_said_and_the_docx_is_there(
    world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    client, page, words = _handed_in(world, signed)
    assert "Máy này không có LibreOffice" in words
    assert "<img" not in words.partition("<main")[2]
    assert client.get(f"{page}xem-thu/").content.startswith(b"PK")
    assert client.get(f"{page}trang-dau/").headers["Location"] == page


@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is no part of the program")
def test_with_libreoffice_its_first_page_is_a_picture(world: World, signed: Sign) -> None:
    client, page, words = _handed_in(world, signed)
    assert f'src="{page}trang-dau/"' in words
    drawn = client.get(f"{page}trang-dau/")
    assert (drawn.headers["Content-Type"], drawn.content[8:12]) == ("image/webp", b"WEBP")


def test_one_that_hangs_is_ended_with_all_it_began_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, scratch = tmp_path / "soffice", tmp_path / "scratch"
    scratch.mkdir()
    program.write_text(f"#!/bin/sh\n(sleep 2; touch {tmp_path}/late) &\nsleep 60\n")
    program.chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda _name: str(program))
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    began = time.monotonic()
    with pytest.raises(office.NoPdfError):
        office.pdf_of(b"PK", 0.5)
    assert time.monotonic() - began < 30
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()
    assert list(scratch.iterdir()) == []


def test_one_that_makes_nothing_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "/bin/true")
    with pytest.raises(office.NoPdfError):
        office.pdf_of(b"PK")
