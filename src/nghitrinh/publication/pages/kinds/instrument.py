"""The page of a numbered document: its text and who signed it, what it issues, its files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.bundle.schema import Decision, File, Instrument, Meeting, Organization, Row, Tombstone
from nghitrinh.publication.pages import selection, words
from nghitrinh.publication.pages.citing import citation, organization_data
from nghitrinh.publication.pages.corrected import corrected_since
from nghitrinh.publication.pages.facts import Facts, Notes, blocks, body, files, href
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import CITED, LISTED, decision_line, foot, instrument_line, record
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import by_agenda, corrections_of
from nghitrinh.publication.pages.tombstone import named


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the document with its files, the decisions that it issues, and what was withdrawn that issued them."""
    instrument = public.get(Instrument, key)
    return None if instrument is None else Selected(_rows(public, instrument))


def _rows(public: ReleaseRows, instrument: Instrument) -> Iterator[Row]:
    yield instrument
    yield from selection.line_of(public, Organization, instrument.organization_id)
    yield from selection.line_of(public, Meeting, instrument.meeting_id)
    yield from selection.files(public, instrument.files)
    yield from public.where(Tombstone, "replaced_by", instrument.id)
    yield from selection.listed_decisions(public, public.where(Decision, "instrument_id", instrument.id))


def facts(public: PublicSet, key: str, _: Counted) -> Facts:
    """Give a numbered document: its text, what it issues, its files and who signed."""
    row, notes = public.the(Instrument, key), Notes(public)
    decisions = by_agenda(public, public.all(Decision))
    meeting, issuer = public.get(Meeting, row.meeting_id), body(public, row.organization_id, row.issued_on)
    return (
        instrument_line(row)
        | {
            "mark": notes.mark(row),
            "record": record(
                ("Loại", words.capital(row.kind), ""),
                ("Số", row.number, ""),
                ("Cơ quan", issuer["name"], issuer["href"]),
                ("Ngày", words.day(row.issued_on), ""),
                ("Người ký", "\n".join(row.signature) or row.signer, ""),
                (
                    "Hội nghị",
                    words.meeting_label(meeting) if meeting else "",
                    href("meeting", meeting.id) if meeting else "",
                ),
                ("Tình trạng", words.INSTRUMENT_STATES.get(row.state, row.state), ""),
            ),
            "signature": row.signature,
            "blocks": blocks(row.paragraphs),
            "in_place_of": [named(stone) for stone in public.all(Tombstone)],
            "files": files(public, row.files[:1]),
            "earlier_files": files(public, row.files[1:]),
            "decisions": [decision_line(public, found) for found in decisions],
            "corrected": corrected_since(public, row, row.issued_on, decisions),
            **_cited(public, row, issuer["name"]),
        }
        | foot(public, notes, row.public_revision, corrections_of(public, row))
    )


def _cited(public: PublicSet, row: Instrument, issuer: str) -> Facts:
    data = {
        "@type": "Legislation",
        "legislationIdentifier": row.number,
        "legislationType": row.kind,
        "legislationDate": row.issued_on,
        "legislationPassedBy": organization_data(issuer),
    }
    what, day = " số ".join(filter(None, (row.kind.lower(), row.number))), row.issued_on
    address, revision = href("instrument", row.id), row.public_revision
    return citation(public, address, row.title, what, by=issuer, day=day, revision=revision, data=data)


@dataclass(frozen=True, kw_only=True)
class InstrumentPage(ObjectPage):
    """A document's page lists the decisions that it issues, and says in whose place it stands."""

    def named_by(self, row: Row) -> Iterable[str]:
        """Yield the document that issues a decision as well, and those that stand in the place of a withdrawn one."""
        yield from super().named_by(row)
        if isinstance(row, Decision):
            yield row.instrument_id
        elif isinstance(row, Tombstone):
            yield from row.replaced_by


PAGE = InstrumentPage(
    name="instrument",
    of=Instrument,
    address=address_of(Instrument),
    reads={
        **CITED,
        **LISTED,
        Instrument: WHOLE,
        Decision: ("instrument_id",),
        Organization: SUMMARY,
        File: WHOLE,
    },
    select=select,
    facts=facts,
    template="instrument",
    nav="instruments",
    corrected=(Instrument, Decision),  # it says which decisions were corrected after it
)
