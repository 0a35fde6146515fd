"""Letters of invitation: one for whoever is invited, with the items and the hour that concern them.

A letter names a restricted item to whom it asks to that item and to nobody else; for all others it goes by its public
title, or is not there. So it is with papers: a body reads of its own, a guest of none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nghitrinh.documents.sheets import (
    Sheet,
    SheetLine,
    chaired,
    closed,
    day_words,
    frame_of,
    hour,
    hours_of,
    signed,
    within,
)
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import PaperForm
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.papers.models import Consultation, Paper, PaperState
from nghitrinh.record.presence.models import Invitation
from nghitrinh.record.presence.queries import invited_in_order
from nghitrinh.vietnamese import ended, format_date, unended

HEAD = "GIẤY MỜI"
KIND = "GM"
_HANDED_IN = (PaperState.SUBMITTED, PaperState.ACCEPTED)


@dataclass(frozen=True)
class Letter:
    """What one letter says: whom it asks and to what; `asked` are the items to which alone it asks, none for all."""

    who: str
    asked: tuple[str, ...]
    agenda: tuple[str, ...]
    papers: tuple[str, ...]
    at: datetime | None
    file: str


class Letters:
    """The letters of a meeting; what all of them say is read once."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.heading = meeting, heading_of(meeting.owner)
        self._hours = dict(hours_of(meeting, list(meeting.items.all())))
        self._papers = _papers_of(self._hours)

    def of(self, invitations: Iterable[Invitation]) -> list[Letter]:
        """Return the letters of invitations, one for whoever is invited, to however much."""
        by_invited: dict[object, list[Invitation]] = {}
        for each in sorted(invited_in_order(self.meeting, invitations), key=_place):
            by_invited.setdefault(_invited(each), []).append(each)
        found = (self._letter(number, rows) for number, rows in enumerate(by_invited.values(), start=1))
        return [letter for letter in found if letter is not None]

    def sheet(self, letter: Letter) -> Sheet:
        """Return a letter as it is drawn."""
        title, of_the_party = title_of(self.meeting), self.heading.form == PaperForm.PARTY
        frame = frame_of(self.meeting, self.heading, f"{HEAD}: {title}", None)
        recipients = ("Như trên", "Lưu Văn phòng" if of_the_party else "Lưu: VT")
        lines = closed(list(self._lines(letter)), of_the_party=of_the_party)
        about = f"Dự {within(title, self.meeting.kind)}"
        return Sheet(signed(frame, self.heading, KIND, recipients), HEAD, (about,), lines)

    def _letter(self, number: int, rows: list[Invitation]) -> Letter | None:
        """Return a letter; None where all that it asked to was taken off the agenda."""
        to_all = any(each.item_id is None for each in rows)
        asked = [item for item in self._hours if item.pk in {each.item_id for each in rows}]
        if not to_all and not asked:
            return None
        named = [item for item in self._hours if item.public_name or item.level != Level.RESTRICTED]
        first = asked[0] if not to_all else None
        return Letter(
            who=_addressed(rows[0], self.heading),
            asked=tuple(self._named(item, item.title) for item in asked),
            agenda=tuple(self._named(item, _name(item)) for item in named if item not in asked) if to_all else (),
            papers=tuple(self._papers_read(rows[0], [*(named if to_all else []), *asked])),
            at=self._hours[first] if first and self._hours[first] != self.meeting.starts_at else None,
            file=f"{number:02} {_called(rows[0])}"[:80].replace("/", "-"),
        )

    def _named(self, item: AgendaItem, title: str) -> str:
        at = self._hours[item]
        presenter = f" ({item.presenter.name} trình)" if item.presenter else ""
        return f"{f'{hour(at)}: ' if at else ''}{unended(title)}{presenter}"

    def _papers_read(self, invitation: Invitation, items: list[AgendaItem]) -> Iterator[str]:
        reads = _reader(invitation, self.meeting)
        papers = {paper.pk: paper for item in items for paper in self._papers.get(item.pk, ()) if reads(paper)}
        yield from (unended(paper.title) for paper in papers.values())

    def _lines(self, letter: Letter) -> Iterator[SheetLine]:
        title, meeting = title_of(self.meeting), self.meeting
        yield SheetLine("", f"{meeting.owner.name} trân trọng kính mời: {letter.who}")
        yield SheetLine("Tới dự:", ended(title))
        yield from _listed("Nội dung mời dự:", letter.asked)
        yield from _listed("Nội dung khác:" if letter.asked else "Nội dung:", letter.agenda)
        yield from chaired(meeting)
        yield SheetLine("Thời gian:", ended(_when(meeting, letter.at)))
        yield SheetLine("Địa điểm:", ended(meeting.place) if meeting.place else "……………………………………")
        yield from _listed("Tài liệu:", letter.papers)
        if meeting.papers_by and letter.asked and not letter.papers:
            yield SheetLine("Tài liệu:", f"đề nghị gửi trước hết ngày {format_date(meeting.papers_by)}.")


def _place(invitation: Invitation) -> tuple[bool, int]:
    """Return where a letter stands in its set: those asked to all of the meeting first, then by their first item."""
    return (True, invitation.item.position) if invitation.item else (False, 0)


def _papers_of(items: Iterable[AgendaItem]) -> dict[UUID, list[Paper]]:
    """Return the papers handed in under items, none that is restricted: a letter leaves the house."""
    found: dict[UUID, list[Paper]] = {}
    rows = Consultation.objects.filter(item__in=[item.pk for item in items], paper__state__in=_HANDED_IN)
    for each in rows.exclude(paper__level=Level.RESTRICTED).select_related("paper").order_by("recorded_at", "id"):
        found.setdefault(each.item_id, []).append(each.paper)
    return found


def _invited(invitation: Invitation) -> object:
    """Return what tells whoever is invited from others: a person by all their posts, a body, a guest by their words."""
    held = invitation.membership
    if held:
        return held.person_id or held.pk
    return invitation.organization_id or (invitation.post, invitation.name)


def _reader(invitation: Invitation, meeting: Meeting) -> Callable[[Paper], bool]:
    """Return which papers an invited reads of: a member of the body of all, a body of its own, a guest of none."""
    held = invitation.membership
    body = held.organization_id if held else invitation.organization_id
    return lambda paper: body is not None and body in (meeting.owner_id, paper.submitted_by_id)


def _addressed(invitation: Invitation, heading: Heading) -> str:
    """Return whom a letter asks, as the form addresses them: a comrade, a lady or gentleman, a body by its name."""
    if invitation.organization:
        return invitation.organization.name
    who = ", ".join(filter(None, (invitation.name, invitation.label(), _of_body(invitation))))
    if heading.form == PaperForm.PARTY:
        return f"đồng chí {who}"
    return f"ông (bà) {who}" if invitation.name else who


def _of_body(invitation: Invitation) -> str:
    """Return the body of somebody from outside, where their post does not say it."""
    held = invitation.membership
    is_other = held is not None and held.organization_id != invitation.meeting.owner_id
    return held.organization.name if held and is_other and held.organization.name not in held.post else ""


def _called(invitation: Invitation) -> str:
    return " ".join(filter(None, (invitation.label(), invitation.name)))


def _name(item: AgendaItem) -> str:
    return item.title if item.level != Level.RESTRICTED else item.public_name


def _listed(label: str, items: tuple[str, ...]) -> Iterator[SheetLine]:
    """Yield one line for one thing, or a label and a dash for each."""
    if len(items) == 1:
        yield SheetLine(label, ended(items[0]))
    elif items:
        yield SheetLine(label, "")
        yield from (SheetLine("", f"- {each}{'.' if each == items[-1] else ';'}") for each in items)


def _when(meeting: Meeting, at: datetime | None) -> str:
    day = day_words(meeting.starts_at)
    if at:
        return f"dự kiến {hour(at)}, {day} (hội nghị bắt đầu lúc {hour(meeting.starts_at)})"
    return f"{hour(meeting.starts_at)}, {day}" if meeting.has_time else day
