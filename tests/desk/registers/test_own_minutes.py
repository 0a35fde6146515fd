"""An office's own Word template of minutes: handed in, looked at, and used for their DOCX."""

import io
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.record.minutes.desk import table
from tests.record.presence.room import DAY
from tests.world import World

from nghitrinh.documents.starting import starting_minutes, starting_template
from nghitrinh.record.instruments.models import DocumentTemplate

Sign = Callable[[str], Client]


def _words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for row in document.tables for each in row.rows for cell in each.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def _handed_in(client: Client, world: World, content: bytes) -> str:
    address = f"/so-van-ban/{world.committee.pk}/mau-word/bien-ban/"
    file = SimpleUploadedFile("bien-ban.docx", content)
    return client.post(address, {"file": file}, follow=True).content.decode()


@pytest.mark.parametrize("form", ["party", "state"])
def test_minutes_are_made_with_the_template_to_begin_with(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made, secretary = table(world), signed("secretary")
    said = _handed_in(secretary, world, starting_minutes(of_the_party=form == "party"))
    assert "mẫu Word: biên bản hội nghị" in said
    template = DocumentTemplate.objects.get(kind="minutes")
    minutes = made.signers(made.draft())
    words = _words(secretary.get(f"/bien-ban/{minutes.pk}/tep/docx/").content)
    for expected in (
        "BIÊN BẢN",
        "THƯ KÝ",
        "CHỦ TRÌ",
        "Phó Bí thư",
        made.hall.item.title,
        "Cơ bản nhất trí chủ trương.",
    ):
        assert expected in words
    assert "văn bản mẫu" in _words(secretary.get(f"/so-van-ban/mau/{template.pk}/xem-thu/").content)
    assert "bien-ban.docx" in secretary.get("/so-van-ban/").content.decode()


def test_a_template_of_notices_is_none_of_minutes(signed: Sign, world: World) -> None:
    said = _handed_in(signed("secretary"), world, starting_template(of_the_party=True))
    assert "field--error" in said
    assert not DocumentTemplate.objects.exists()
