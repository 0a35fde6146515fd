"""The page of a meeting: when, where and by whom it was held, its items and what came of each."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import (
    NAMES,
    Article,
    Correction,
    Decision,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Row,
    Task,
    Tombstone,
)
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.citing import citation, organization_data, owner_of, when
from nghitrinh.publication.pages.facts import Facts, Notes, href
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import (
    CITED,
    LISTED,
    articles_of,
    foot,
    instruments_of,
    item_facts,
    meeting_record,
)
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import line_of, listed_decisions, named_stones, papers
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tombstone import withdrawn_lines

PLANNED = ("Thời gian họp", "Nơi họp")


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the meeting with all that hangs under it."""
    meeting = public.get(Meeting, key)
    return None if meeting is None else Selected(_rows(public, meeting))


def _rows(public: ReleaseRows, meeting: Meeting) -> Iterator[Row]:
    yield meeting
    yield from line_of(public, Organization, meeting.organization_id)
    items = public.where(Item, "meeting_id", meeting.id)
    yield from items
    for item in items:
        yield from papers(public, item.id)
    yield from listed_decisions(public, public.where(Decision, "meeting_id", meeting.id))
    yield from map(line, public.where(Article, "meeting_id", meeting.id))
    yield from map(line, public.where(Instrument, "meeting_id", meeting.id))
    yield from named_stones(public, public.where(Tombstone, "meeting_id", meeting.id))


def facts(public: PublicSet, key: str, _: Counted) -> Facts:
    """Say when, where and by whom a meeting was held, its items and what came of each."""
    row, notes = public.the(Meeting, key), Notes(public)
    items = [item_facts(public, notes, item) for item in public.where(Item, "meeting_id", key)]
    return (
        {
            "title": words.meeting_title(row),
            "label": words.meeting_label(row),
            "when": words.capital(words.moment(row.starts_at)),
            "mark": notes.mark(row),
            "record": meeting_record(public, row),
            "items": items,
            "ahead": row.state in ("convened", "open"),
            "state": _badge(row),
            "closed_count": sum(item["closed"] for item in items),
            "articles": articles_of(public, key),
            "instruments": instruments_of(public, key),
            "withdrawn": withdrawn_lines(public, Instrument, Decision, Task, Article, Item),
            "withdrew": any(stone.subject_kind == NAMES[Decision] for stone in public.all(Tombstone)),
        }
        | _cited(public, row)
        | _with_plans(row, foot(public, notes, row.public_revision, public.all(Correction)))
    )


def _badge(row: Meeting) -> str:
    """Return what is to come of a meeting, or under way, or called off; nothing of one that is over."""
    if row.state == "convened":
        return words.state_of(row) if row.form == "written" else "Sắp họp"
    return words.state_of(row) if row.state in ("open", "cancelled") else ""


def _with_plans(row: Meeting, end: Facts) -> Facts:
    """Say which corrections only planned a meeting to come anew: nothing that was said of it was wrong."""
    for each in end["corrections"]:
        each["planned"] = each["field"] in PLANNED and each["iso"] <= words.iso_day(row.starts_at)
    return end


def _cited(public: PublicSet, row: Meeting) -> Facts:
    owner, status = owner_of(public, row), "Cancelled" if row.state == "cancelled" else "Scheduled"
    data = {
        "@type": "Event",
        "startDate": when(row.starts_at),
        "endDate": when(row.ends_at) if row.ends_at else "",
        "eventStatus": f"https://schema.org/Event{status}",
        "location": {"@type": "Place", "name": row.place} if row.place else {},
        "organizer": organization_data(owner),
    }
    return citation(
        public,
        href("meeting", row.id),
        words.meeting_title(row),
        "chương trình" if row.state in ("convened", "open") else "hồ sơ hội nghị",
        by=owner,
        day=row.starts_at,
        revision=row.public_revision,
        data=data,
    )


PAGE = ObjectPage(
    name="meeting",
    of=Meeting,
    address=address_of(Meeting),
    reads={
        **CITED,
        **LISTED,
        Meeting: WHOLE,
        Item: WHOLE,
        Paper: WHOLE,
        Organization: SUMMARY,
        Article: SUMMARY,
        Instrument: SUMMARY,
    },
    select=select,
    facts=facts,
    template="meeting",
    nav="meetings",
    corrected=(Meeting, Item, Paper),
)
