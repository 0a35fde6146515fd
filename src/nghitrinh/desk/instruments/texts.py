"""The texts of a document beside each other: which was signed when and by whom, and what a correction changes."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghitrinh.contents.differences import Word, compare
from nghitrinh.desk.kit.wording import day
from nghitrinh.documents.content import Notice
from nghitrinh.documents.differences import differences
from nghitrinh.documents.from_record import notice_of, notice_to_come
from nghitrinh.record.instruments.models import Instrument, InstrumentRevision
from nghitrinh.record.instruments.queries import issued_texts_of, with_text
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class Signature:
    """Who stands behind a text: on which day it was signed, in words, and who recorded it ("" for the signer)."""

    words: str
    recorded: str = ""


@dataclass(frozen=True)
class Difference:
    """One paragraph of two texts: the words that stayed and were struck, those that stayed and were added."""

    old: list[Word]
    new: list[Word]


@dataclass(frozen=True)
class IssuedText:
    """One text of a document: its name among them, its signature, why it was corrected, and what that changed."""

    version: InstrumentRevision
    name: str
    signature: Signature
    differences: list[Difference]


def signature_of(instrument: Instrument) -> Signature | None:
    """Return how a document was signed before it was corrected; None for one that is not signed."""
    return _signed(instrument.signed_on, instrument.recorded_by)


def _signed(signed_on: date | None, recorded_by: User | None) -> Signature | None:
    if signed_on is None:
        return None
    if recorded_by is None:
        return Signature(_("Ký ngày %(day)s, bằng tài khoản của người ký") % {"day": day(signed_on)})
    who = {"who": recorded_by.username, "post": recorded_by.post}
    return Signature(_("Ký trên giấy ngày %(day)s") % {"day": day(signed_on)}, _("Ghi nhận: %(who)s, %(post)s") % who)


def issued_texts(instrument: Instrument) -> list[IssuedText]:
    """Return the texts that a document has had since it was issued, the newest first."""
    versions = issued_texts_of([instrument]).get(instrument.pk, [])
    # Most documents are never corrected: with nothing to compare, no text is put together.
    notices = [notice_of(with_text(instrument, each)) for each in versions] if len(versions) > 1 else []
    found = []
    for index, version in enumerate(versions):
        if index == 0:
            signature = signature_of(instrument) or Signature(_("Hồ sơ không ghi chữ ký"))
            found.append(IssuedText(version, _("Bản ban hành"), signature, []))
            continue
        signature = _signed(version.agreed_on, version.recorded_by) or Signature(_("Chưa được người ký xác nhận"))
        changed = changes(notices[index - 1], notices[index])
        found.append(IssuedText(version, _("Đính chính lần %(number)s") % {"number": index}, signature, changed))
    return found[::-1]


def changes_to_come(instrument: Instrument) -> list[Difference]:
    """Return what a correction of today would change in a document; nothing in one that has no text in force."""
    if instrument.number is None:
        return []
    return changes(notice_of(instrument), notice_to_come(instrument))


def changes(before: Notice, after: Notice) -> list[Difference]:
    """Return what differs of two texts, word by word in the paragraphs that are not alike."""
    found = []
    for old, new in differences(before, after):
        words = compare(old, new).words
        found.append(
            Difference([each for each in words if each.kind != "new"], [each for each in words if each.kind != "old"])
        )
    return found
