"""From the record to a document's content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from nghitrinh.documents.charging import after_colon
from nghitrinh.documents.content import (
    LAYOUT,
    PARTY_HEADING,
    STATE_HEADING,
    Correction,
    Notice,
    NoticeItem,
    NoticePoint,
    NoticeTask,
    letter,
    terms_of,
)
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import NamesOfDays
from nghitrinh.record.decisions.models import Charge, DecisionRevision, Figure, Point
from nghitrinh.record.decisions.queries import points_by_revision, render_figure
from nghitrinh.record.decisions.wording import said_as
from nghitrinh.record.instruments.letterheads import Heading, committee_of, heading_of, is_of_the_party
from nghitrinh.record.instruments.models import (
    Instrument,
    InstrumentRevision,
    InstrumentState,
    PaperForm,
    Signing,
)
from nghitrinh.record.instruments.queries import (
    issued_among,
    issued_texts_of,
    issued_versions_of,
    pinned,
    texts_of,
    wording_of,
)
from nghitrinh.record.instruments.signatures import authority_lines
from nghitrinh.record.instruments.telling import WORDING, Telling, meeting_said, telling_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.titles import meets
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import format_date, ordinal


def notice_of(instrument: Instrument, versions: list[DecisionRevision] | None = None) -> Notice:
    """Return the content of a notice: the decisions in the `versions` that it issues, read where they are not given."""
    issued = None if versions is None else {instrument.pk: versions}
    return _notices([instrument], None, issued)[instrument.pk]


def notices_of(instruments: Iterable[Instrument]) -> dict[UUID, Notice]:
    """Return the contents of several notices, by the instrument's key, in a fixed number of queries."""
    return _notices(list(instruments), None)


def notice_to_come(instrument: Instrument) -> Notice:
    """Return the content that a correction of today would give a document: decisions and meeting as they are now."""
    decisions = [row.decision for row in pinned(instrument)]
    revisions = DecisionRevision.objects.select_related("decision__item").filter(decision__in=decisions)
    now = {each.decision_id: each for each in revisions.filter(number=F("decision__current"))}
    versions = [now[each.pk] for each in decisions]
    telling = telling_of(instrument.meeting, instrument.owner, decisions, wording=wording_of(instrument))
    saying = Saying(NamesOfDays(), instrument.issued_on, telling)
    texts = issued_texts_of([instrument])[instrument.pk]
    coming = Correction(len(texts), clock.today(), _day_of(texts[-1], instrument), is_agreed=True)
    return _notice(instrument, versions, points_by_revision(versions), None, saying, coming)


def stamped(instrument: Instrument, notice: Notice) -> Notice:
    """Return a document as a copy of today: with a stamp where it holds no more.

    A text that a correction has replaced is handed out without one, as it was: whoever has that paper holds it to it.
    """
    return replace(notice, stamp=_stamp(instrument))


def _stamp(instrument: Instrument) -> str:
    if instrument.state == InstrumentState.DROPPED:
        return "DỰ THẢO ĐÃ BỎ"
    if instrument.state != InstrumentState.WITHDRAWN:
        return ""
    return f"ĐÃ THU HỒI ngày {format_date(instrument.withdrawn_on)}" if instrument.withdrawn_on else "ĐÃ THU HỒI"


def extract_of(instrument: Instrument, body: Organization) -> Notice:
    """Return the extract for one charged body: only the items and points that charge it.

    A body that took a task over from another has it, too: what a charge became is said by its task.
    """
    return _notices([instrument], Extract(body, _charges_of(instrument, body)))[instrument.pk]


@dataclass(frozen=True)
class Extract:
    """For whom an extract is, and the keys of the charges whose tasks this body has, whoever was named in them."""

    body: Organization
    charges: frozenset[UUID]


def _charges_of(instrument: Instrument, body: Organization) -> frozenset[UUID]:
    has = Q(responsible=body) | Q(through=body) | Q(with_bodies=body)
    decisions = [each.decision_id for each in pinned(instrument)]
    keys = Task.objects.filter(has, decision__in=decisions, charge_key__isnull=False).values_list(
        "charge_key", flat=True
    )
    return frozenset(key for key in keys if key is not None)


def _notices(
    instruments: list[Instrument], extract: Extract | None, issued: dict[UUID, list[DecisionRevision]] | None = None
) -> dict[UUID, Notice]:
    issued = issued_versions_of(instruments) if issued is None else issued
    points = points_by_revision(each for versions in issued.values() for each in versions)
    names, texts = NamesOfDays(), texts_of(instruments)
    return {
        each.pk: _notice(
            each,
            issued[each.pk],
            points,
            extract,
            Saying(names, each.issued_on, _kept(each, texts[each.pk]), is_draft=each.state == InstrumentState.DRAFT),
            _correction(each, issued_among(texts[each.pk]) if each.number is not None else []),
        )
        for each in instruments
    }


def _kept(instrument: Instrument, versions: list[InstrumentRevision]) -> Telling | None:
    """Return what a document has kept of what it tells: a draft reads the record as it is today."""
    found = next((each.telling for each in versions if each.number == instrument.current), None)
    return None if found is None or instrument.state == InstrumentState.DRAFT else Telling.from_kept(found)


def _correction(instrument: Instrument, texts: list[InstrumentRevision]) -> Correction | None:
    """Return which correction a document's text is, of those it has had; None for the text as it was issued."""
    number = next((index for index, each in enumerate(texts) if each.number == instrument.current), 0)
    if not number:
        return None
    text = texts[number]
    day, replaced_day = _day_of(text, instrument), _day_of(texts[number - 1], instrument)
    return Correction(number, day, replaced_day, is_agreed=text.agreed_on is not None)


def _day_of(text: InstrumentRevision, instrument: Instrument) -> date:
    """Return from which day a text has been in force: that of the issue, of a correction that of its recording."""
    if text.is_correction or instrument.issued_on is None:
        return text.recorded_at.astimezone(clock.ZONE).date()
    return instrument.issued_on


@dataclass(frozen=True)
class Saying:
    """What one document says of its meeting and its bodies: as its version has kept it, whatever was corrected since.

    A draft reads the record as it is today; so does what an earlier version of the program issued, but for the names
    of bodies, which are those of the document's day.
    """

    names: NamesOfDays
    day: date | None
    kept: Telling | None
    is_draft: bool = False

    def charge(self, text: str) -> str:
        """Return the text of a charge as it goes on after whom it is given to, and a colon."""
        return after_colon(text.rstrip(".")) if self.wording else text.rstrip(".")

    @property
    def wording(self) -> int:
        """How the document is worded: as its version has kept it."""
        return self.kept.wording if self.kept else WORDING if self.is_draft else 0

    def opening(self, instrument: Instrument) -> str:
        """Return the sentence before its items: when which body met, and the how manieth time it was."""
        meeting = self.kept.meeting if self.kept else meeting_said(instrument.meeting, instrument.owner)
        counted = ordinal(meeting.kind if self.wording > 1 else "", meeting.number) if meeting.number else ""
        said = " ".join(filter(None, (meets(meeting.kind), meeting.kind, counted)))
        return f"Ngày {format_date(meeting.day)}, {self.of(instrument.owner)} {said} và kết luận như sau:"

    def of(self, body: Organization) -> str:
        """Return the name of a body in the document."""
        known = self.kept.names if self.kept else {}
        return known.get(str(body.pk)) or self.names.on(body, self.day)

    def is_in(self, body: Organization, text: str) -> bool:
        """Tell whether a text names a body by any name it ever bore."""
        return any(name in text for name in self.names.all_of(body))


def _notice(
    instrument: Instrument,
    versions: list[DecisionRevision],
    points: dict[UUID, list[Point]],
    extract: Extract | None,
    saying: Saying,
    correction: Correction | None,
) -> Notice:
    earlier = instrument.is_of_an_earlier_form
    items = (
        _item(f"{number}.", each, points[each.pk], extract, saying, earlier=earlier)
        for number, each in enumerate(versions, start=1)
    )
    heading = _of_an_earlier_form(instrument.owner, saying) if earlier else _heading(instrument)
    return Notice(
        heading=PARTY_HEADING if heading.form == PaperForm.PARTY else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line=f"Số {instrument.symbol_number}" if earlier else _number_line(instrument, heading),
        place=heading.place,
        issued_on=instrument.issued_on,
        title=instrument.title,
        opening=saying.opening(instrument),
        items=tuple(item for item in items if item.points),
        recipients=tuple(line.strip() for line in instrument.recipients.splitlines() if line.strip()),
        authority=authority_lines(heading, Signing.FOR_BODY if earlier else instrument.signing, instrument.signer),
        signer=_post_as_before(instrument) if earlier else instrument.signer,
        signer_name=instrument.signer_name,
        illustrative=instrument.is_illustrative,
        extract_for=saying.of(extract.body) if extract else "",
        layout=1 if earlier else LAYOUT,
        correction=correction,
    )


def _heading(instrument: Instrument) -> Heading:
    """Return the heading that a document has kept since it was issued, or of a draft the one of today."""
    kept = instrument.heading
    return heading_of(instrument.owner) if kept is None else Heading.from_kept(kept)


def _number_line(instrument: Instrument, heading: Heading) -> str:
    number = instrument.symbol_number or heading.written("…", instrument.register.symbol)
    return f"{'Số' if heading.form == PaperForm.PARTY else 'Số:'} {number}"


def _of_an_earlier_form(owner: Organization, saying: Saying) -> Heading:
    """Return the heading of a document that was issued before documents kept theirs: it reads as it did then."""
    committee, code, place = committee_of(owner.body.name)
    of_the_party = is_of_the_party(owner)
    name = saying.of(owner)
    issuer = name.removesuffix(f" {committee}") if of_the_party else name
    return Heading(
        form=PaperForm.PARTY if of_the_party else PaperForm.STATE,
        superior=(f"{committee} {place}",) if of_the_party else (),
        name=(issuer,),
        place=place,
        code=code,
        in_name_of=issuer,
        head="",
    )


def _post_as_before(instrument: Instrument) -> str:
    committee, _, _ = committee_of(instrument.owner.body.name)
    return instrument.signer.removesuffix(f" {committee}")


def _item(
    mark: str, version: DecisionRevision, points: list[Point], extract: Extract | None, saying: Saying, *, earlier: bool
) -> NoticeItem:
    marks = [f"{mark}{number}." if len(points) > 1 else "" for number in range(1, len(points) + 1)]
    made = [_point(*pair, extract, saying, earlier=earlier) for pair in zip(marks, points, strict=True)]
    kept = tuple(point for point in made if extract is None or point.tasks)
    return NoticeItem(mark=mark, title=version.decision.title, points=kept)


def _point(mark: str, point: Point, extract: Extract | None, saying: Saying, *, earlier: bool) -> NoticePoint:
    charges = list(point.charges.all())
    marks = [letter(index) if len(charges) > 1 else "" for index in range(len(charges))]
    return NoticePoint(
        mark=mark,
        outcome=point.get_outcome_display(),
        text=point.text,
        figures=tuple(_figures(point, earlier=earlier)),
        tasks=tuple(_task(*pair, saying) for pair in zip(marks, charges, strict=True) if _is_for(pair[1], extract)),
    )


def _figures(point: Point, *, earlier: bool) -> Iterator[str]:
    """Yield the figures of a point that its sentence does not say itself, with the day as of which each holds."""
    for figure in point.figures.all():
        as_of = f", tính đến {figure.as_of}" if figure.as_of and not earlier else ""
        if earlier or not (_is_said(figure, point.text) and figure.as_of in point.text):
            yield f"{figure.quantity}: {render_figure(figure)}{as_of}"


def _is_said(figure: Figure, text: str) -> bool:
    return said_as(text, low=figure.low, high=figure.high, unit=figure.unit) is not None


def _is_for(charge: Charge, extract: Extract | None) -> bool:
    if extract is None or charge.key in extract.charges:
        return True
    named = (charge.responsible_id, charge.through_id, *(each.pk for each in charge.with_bodies.all()))
    return extract.body.pk in named


def _task(mark: str, charge: Charge, saying: Saying) -> NoticeTask:
    through = charge.through
    terms = terms_of(
        through="" if through is None or saying.is_in(through, charge.text) else saying.of(through),
        with_bodies=tuple(saying.of(each) for each in charge.with_bodies.all()),
        report_to=saying.of(charge.report_to) if charge.report_to else "",
        due_on=charge.due_on,
        due_text=charge.due_text,
    )
    return NoticeTask(mark, saying.of(charge.responsible), saying.charge(charge.text), terms)
