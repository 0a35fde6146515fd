"""The versions of minutes: how one is written, and whether the record says otherwise since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import NOT_ASKED, Agreement
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import stricter
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Body
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.minutes.facts import Kept, items_of, says_the_same, sitting_of
from nghitrinh.record.minutes.models import Minutes, MinutesPart, MinutesRevision
from nghitrinh.record.minutes.queries import in_force


class GivenPart(Parameters):
    """The secretary's words about one item."""

    item: UUID
    text: Body


@dataclass(frozen=True)
class Prose:
    """The secretary's words: before the items, after them, and about each, by the item's key."""

    opening: str = ""
    closing: str = ""
    parts: Mapping[UUID, str] = field(default_factory=dict)


def prose_of(minutes: Minutes) -> Prose:
    """Return the words of the version in force."""
    version = in_force(minutes)
    return Prose(version.opening, version.closing, {each.item_id: each.text for each in version.parts.all()})


def prose_given(
    act: Act, minutes: Minutes, opening: str | None, closing: str | None, parts: Iterable[GivenPart]
) -> Prose:
    """Return the words with those that were given in their place; what was not given stays as it was."""
    before, given = prose_of(minutes), {each.item: each.text for each in parts}
    known = set(AgendaItem.objects.filter(meeting=minutes.meeting_id).values_list("pk", flat=True))
    for key in set(given) - known:
        act.refuse(
            BadInput(
                _("Hội nghị này không có nội dung %(found)s"),
                code="no_item_of_minutes",
                field="parts",
                found=key,
                expected=_("một nội dung trong chương trình"),
            )
        )
    return Prose(
        before.opening if opening is None else opening,
        before.closing if closing is None else closing,
        {**before.parts, **given},
    )


def write_version(
    act: Act, minutes: Minutes, prose: Prose, *, authority: str = "", agreed: Agreement = NOT_ASKED
) -> None:
    """Write the version `current` of minutes, with the sitting as it is recorded now.

    The journal's line is as strict as the strictest item that it wrote about.
    """
    version = MinutesRevision(
        minutes=minutes,
        number=minutes.current,
        opening=prose.opening,
        closing=prose.closing,
        facts=sitting_of(minutes.meeting).as_kept(),
        reason=act.reason,
        authority=authority,
        agreed_on=agreed.agreed_on,
        recorded_by=agreed.recorded_by,
    )
    act.create(version)
    items = items_of(minutes.meeting)
    for item, facts in items:
        text = prose.parts.get(item.pk, "")
        part = MinutesPart(version=version, item=item, position=item.position, text=text, facts=facts.as_kept())
        act.create(part)
    act.about(minutes, level=stricter(minutes.level, *(item.level for item, _facts in items)))


def renew(act: Act, minutes: Minutes, prose: Prose, *, authority: str = "", agreed: Agreement = NOT_ASKED) -> None:
    """Write the next version of minutes."""
    minutes.current += 1
    write_version(act, minutes, prose, authority=authority, agreed=agreed)


@dataclass(frozen=True)
class Since:
    """What of a version the record says otherwise now: of the sitting, and of which items, by their keys.

    Each is named by the facts that differ (`SittingFacts`, `ItemFacts`). An item that came to the agenda since is
    among them, and so is one that left it: of these nothing is named.
    """

    sitting: tuple[str, ...] = ()
    items: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sitting or self.items)


def changed_since(version: MinutesRevision, meeting: Meeting) -> Since:
    """Return what of a version the record says otherwise now."""
    kept = {each.item_id: each.facts for each in version.parts.all()}
    now = {item.pk: facts.as_kept() for item, facts in items_of(meeting)}
    otherwise = [key for key in {*kept, *now} if not says_the_same(kept.get(key), now.get(key))]
    items = {key: _differing(kept.get(key), now.get(key)) for key in otherwise}
    return Since(_differing(version.facts, sitting_of(meeting).as_kept()), items)


def _differing(kept: Kept | None, now: Kept | None) -> tuple[str, ...]:
    """Return the facts that are not as they were kept; of what was not there then, or is not now, none is named."""
    if kept is None or now is None:
        return ()
    return tuple(name for name, value in kept.items() if not says_the_same(value, now.get(name)))
