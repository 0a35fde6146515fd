"""A copy of a document that holds no more says so: it is found on a table without the page that it was taken from."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.documents.docx import notice_docx
from nghitrinh.documents.from_record import notice_of, stamped
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.documents.templates import values_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.models import Instrument

Sign = Callable[[str], Client]
TYPED = {"reason": "Ban hành nhầm", "authority": "Bí thư"}


def words(content: bytes, kind: str) -> str:
    if kind == "pdf":
        return " ".join(
            " ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(content)
        )
    return " ".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)


def copy(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"instruments.{name}", args=args))
    assert answer.status_code == 200
    return words(answer.content if not answer.streaming else b"".join(answer.streaming_content), args[-1])


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def withdrawn(chain: Chain) -> Instrument:
    now = Instrument.objects.get()
    made: Instrument = ACTS["instrument.withdraw"](by=chain.world.secretary, instrument=now.pk, edit=now.edit, **TYPED)
    return made


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("name", ["document", "extract"])
def test_a_copy_of_a_withdrawn_document_says_so(signed: Sign, chain: Chain, name: str, kind: str) -> None:
    notice, client = chain.released(), signed("secretary")
    args = [notice.pk, *([chain.world.department.pk] if name == "extract" else []), kind]
    assert "THU HỒI" not in copy(client, name, *args)
    now = withdrawn(chain)
    day = now.withdrawn_on
    assert day is not None
    if name == "extract" and client.get(reverse("instruments.extract", args=args)).status_code == 404:
        return  # of what was withdrawn no extract is handed out
    assert f"ĐÃ THU HỒI ngày {day.day}/{day.month}/{day.year}" in copy(client, name, *args)


@pytest.mark.parametrize("layout", [1, 2])
def test_a_stamp_moves_no_line_of_the_text_and_stands_in_every_form(chain: Chain, layout: int) -> None:
    """In the office's own Word template it stands where that says that a text is corrected, or beside its number."""
    chain.released()
    found = withdrawn(chain)
    plain = vars(notice_of(found)) | {"layout": layout}
    notice = type(notice_of(found))(**plain)
    stamp = stamped(found, notice)
    assert stamp.stamp in words(notice_pdf(stamp), "pdf")
    assert stamp.stamp in words(notice_docx(stamp), "docx")
    assert stamp.stamp in values_of(stamp)["dinh_chinh"]
    pages = [len(pypdfium2.PdfDocument(notice_pdf(each))) for each in (notice, stamp)]
    assert pages[0] == pages[1]


def test_a_copy_of_a_dropped_draft_says_so(signed: Sign, chain: Chain) -> None:
    draft = chain.instrument()
    assert "ĐÃ BỎ" not in copy(signed("secretary"), "document", draft.pk, "pdf")
    ACTS["instrument.drop"](by=chain.world.secretary, instrument=draft.pk, edit=draft.edit, reason="Không cần nữa")
    assert "DỰ THẢO ĐÃ BỎ" in copy(signed("secretary"), "document", draft.pk, "pdf")
