"""Reads of minutes that carry meaning: who may see them, and which of their parts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.minutes.facts import ItemFacts, SittingFacts, items_of, sitting_of
from nghitrinh.record.minutes.models import Minutes, MinutesPart, MinutesRevision, MinutesState
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.record.procedure.provisions import Key
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.voting.queries import votes_visible_to


@remembered
def minutes_visible_to(user: User | None) -> QuerySet[Minutes]:
    """Return the minutes a user may see from inside; what of a text, `text_seen` says."""
    found = visible_to(user, Minutes.objects.all()).select_related(
        "owner__body", "source", "meeting__owner", "writer", "chair", "approved_at", "template"
    )
    return found.prefetch_related("meeting__convenings")


def minutes_of(user: User | None, meeting: Meeting) -> Minutes | None:
    """Return the visible minutes of a meeting that were not dropped."""
    return minutes_visible_to(user).filter(meeting=meeting).exclude(state=MinutesState.DROPPED).first()


@dataclass(frozen=True)
class SeenPart:
    """A part of a version as somebody may read it: without papers, votes and decisions that they may not see."""

    part: MinutesPart
    facts: ItemFacts


@dataclass(frozen=True)
class SeenText:
    """A version as somebody may read it; `is_whole` tells whether nothing was left out."""

    version: MinutesRevision
    sitting: SittingFacts
    parts: tuple[SeenPart, ...]
    is_whole: bool


def in_force(minutes: Minutes) -> MinutesRevision:
    """Return the version in force."""
    return minutes.versions.get(number=minutes.current)


def text_now(user: User | None, minutes: Minutes) -> SeenText:
    """Return what minutes say, as a user may read it: a draft reads the record as it is now."""
    version = in_force(minutes)
    if minutes.state != MinutesState.DRAFT:
        return text_seen(user, version)
    words = {each.item_id: each.text for each in version.parts.all()}
    parts = [
        MinutesPart(version=version, item=item, position=item.position, text=words.get(item.pk, ""), facts=facts)
        for item, facts in items_of(minutes.meeting)
    ]
    return _seen(user, version, sitting_of(minutes.meeting), [(each, each.facts) for each in parts])


def text_seen(user: User | None, version: MinutesRevision) -> SeenText:
    """Return a version as a user may read it: the parts of the items they see, and of these what they see now."""
    parts = version.parts.select_related("item").order_by("position", "id")
    kept = [(each, ItemFacts.from_kept(each.facts)) for each in parts]
    return _seen(user, version, SittingFacts.from_kept(version.facts), kept)


def _seen(
    user: User | None, version: MinutesRevision, sitting: SittingFacts, parts: list[tuple[MinutesPart, ItemFacts]]
) -> SeenText:
    items = items_visible_to(user).select_related(None).order_by().filter(pk__in=[part.item_id for part, _ in parts])
    visible = set(items.values_list("pk", flat=True))
    shown = [(part, facts) for part, facts in parts if part.item_id in visible]
    may_see = _Seen(user, [facts for _part, facts in shown])
    found = tuple(SeenPart(part, may_see.of(facts)) for part, facts in shown)
    is_whole = len(shown) == len(parts) and [each.facts for each in found] == [facts for _part, facts in shown]
    return SeenText(version, sitting, found, is_whole)


class _Seen:
    """Which papers, votes and decisions of some parts a user may see, by their keys: each kind in one query."""

    def __init__(self, user: User | None, parts: list[ItemFacts]) -> None:
        papers = {each.key for facts in parts for each in facts.papers}
        votes = {each.key for facts in parts for each in facts.votes}
        decisions = {facts.decision for facts in parts if facts.decision}
        self.papers = _keys(papers_visible_to(user), papers)
        self.votes = _keys(votes_visible_to(user), votes)
        self.decisions = _keys(decisions_visible_to(user), decisions)

    def of(self, facts: ItemFacts) -> ItemFacts:
        """Return what of a part the user may see."""
        decided = facts.decision in self.decisions
        return replace(
            facts,
            papers=tuple(each for each in facts.papers if each.key in self.papers),
            opinions=tuple(each for each in facts.opinions if each.key in self.papers),
            votes=tuple(each for each in facts.votes if each.key in self.votes),
            decision=facts.decision if decided else "",
            decision_number=facts.decision_number if decided else 0,
        )


def _keys(visible: QuerySet[Any], wanted: set[str]) -> set[str]:
    if not wanted:
        return set()
    found = visible.select_related(None).prefetch_related(None).order_by().filter(pk__in=wanted)
    return {str(key) for key in found.values_list("pk", flat=True)}


def wants_approval(meeting: Meeting) -> bool:
    """Tell whether the body's rule of the meeting's day wants its minutes approved by a later meeting."""
    rule = rule_text_on(meeting.owner_id, meeting.day)
    return bool(rule and rule.get(Key.MINUTES_APPROVED))


def signed_texts(minutes: Minutes) -> list[MinutesRevision]:
    """Return the texts of signed minutes, the oldest first: the one that was signed, then its corrections."""
    versions = list(minutes.versions.select_related("recorded_by").order_by("number"))
    first = max((index for index, each in enumerate(versions) if not each.is_correction), default=0)
    return versions[first:] if minutes.is_signed else []


def first_account(meeting: Meeting) -> date | None:
    """Return the day of the first signature under the minutes of a meeting; None for none."""
    first: date | None = Minutes.objects.filter(meeting=meeting).aggregate(first=Min("writer_signed_on"))["first"]
    return first
