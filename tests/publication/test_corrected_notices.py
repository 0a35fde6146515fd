"""A corrected notice has a file of its own, that says so on its face; the one that readers have stays where it was."""

import io
from datetime import date

import pypdfium2
from tests.record.instruments.chain import Chain

from nghitrinh.bundle.schema import File, Instrument
from nghitrinh.publication.files import add_files
from nghitrinh.publication.notices import RECIPIENTS
from nghitrinh.publication.rows import public_rows
from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.models import Instrument as Issued
from nghitrinh.record.kernel import clock

DAY = date(2021, 10, 8)


def _files() -> tuple[Instrument, dict[str, str], dict[str, bytes]]:
    """Return the public document, the names of its files by digest in its order, and their bytes."""
    rows = public_rows(DAY)
    contents = add_files(rows)
    (row,) = rows["instrument"]
    assert isinstance(row, Instrument)
    names = {each.id: each.name for each in rows["file"] if isinstance(each, File)}
    return row, {digest: names[digest] for digest in row.files}, contents


def _correct(notice: Issued, chain: Chain) -> None:
    now = Issued.objects.get(pk=notice.pk)
    why = {"reason": "Ghi nhầm", "authority": "Thường trực", "agreed_on": clock.today()}
    ACTS["instrument.correct"](by=chain.world.secretary, instrument=now.pk, edit=now.edit, **why)


def _words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_corrected_file_says_so_and_the_old_one_stays_at_its_address(chain: Chain) -> None:
    notice = chain.released()
    _, before, old = _files()
    chain.correct()
    _correct(notice, chain)
    row, after, contents = _files()
    assert list(before.values()) == ["thong-bao-120-TB-TU.pdf"]
    assert list(after.values()) == ["thong-bao-120-TB-TU-dinh-chinh-1.pdf", "thong-bao-120-TB-TU.pdf"]
    assert row.files[1:] == tuple(before)
    assert contents[row.files[1]] == old[row.files[1]], "not a byte of what readers have changed"
    assert "Bản đính chính ngày" in _words(contents[row.files[0]])
    assert "đính chính" not in _words(contents[row.files[1]])
    assert any("4.200" in each for each in row.paragraphs)


def test_a_text_that_was_corrected_before_it_was_public_is_nobodys(chain: Chain) -> None:
    notice = chain.issued()
    chain.correct()
    _correct(notice, chain)
    now = Issued.objects.get(pk=notice.pk)
    ACTS["instrument.release"](by=chain.world.secretary, instrument=now.pk, edit=now.edit)
    _, names, _ = _files()
    assert list(names.values()) == ["thong-bao-120-TB-TU-dinh-chinh-1.pdf"]


def test_the_public_file_says_why_it_does_not_name_its_recipients(chain: Chain) -> None:
    issued = chain.issued(recipients="Sở Nội vụ\nLưu Văn phòng")
    ACTS["instrument.release"](by=chain.world.secretary, instrument=issued.pk, edit=issued.edit)
    row, _, contents = _files()
    words = _words(contents[row.files[0]])
    assert " ".join(RECIPIENTS[0].split()) in words
    assert "Sở Nội vụ" not in words
