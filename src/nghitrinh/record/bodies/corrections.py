"""What was recorded wrongly of bodies, posts, places and sources, and what they are called since a day.

A correction says that the record was wrong: the new value holds for every day. A renaming says that the world changed
on a day: what was before keeps the old name. Decision 0036 tells why they are two acts.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.checks import named_already, refuse_same_term, require_order
from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.holding import held_beside, refuse_second_holder
from nghitrinh.record.bodies.keepers import side_of_body, side_of_jurisdiction, side_of_person, side_of_source
from nghitrinh.record.bodies.models import (
    Body,
    FormerName,
    LegislativeTerm,
    Location,
    Membership,
    Organization,
    OrganizationKind,
    Person,
    Source,
    SourceKind,
)
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.keeping import KEEP, correct, given
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.texts import Heading, Headline, Line, Reason, ShortLine


@act("body.correct", ADMINISTRATOR)
def correct_body(act: Act, *, body: UUID, edit: int, reason: Reason, name: Heading) -> Body:
    """Correct the name of a jurisdiction."""
    found = act.open(Body, body, edit)
    correct(act, found, reason, name=name)
    return act.save(found)


def _of_jurisdiction(act: Act) -> Callable[[LegislativeTerm | Location], UUID]:
    """Return the side of what is a jurisdiction's: a body of it for which the user is secretary."""
    return lambda each: side_of_jurisdiction(act.by, each.body_id)


@act("term.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_term(
    act: Act,
    *,
    term: UUID,
    edit: int,
    reason: Reason,
    number: Heading = KEEP,
    starts_on: date = KEEP,
    ends_on: date | None = KEEP,
) -> LegislativeTerm:
    """Correct a term's number and days; what is left out stays."""
    found = act.open(LegislativeTerm, term, edit, side=_of_jurisdiction(act), field="term")
    correct(act, found, reason, number=number, starts_on=starts_on, ends_on=ends_on)
    require_order(act, found.starts_on, found.ends_on)
    refuse_same_term(act, found)
    return act.save(found)


@act("term.close", ADMINISTRATOR, Role.SECRETARY)
def close_term(act: Act, *, term: UUID, edit: int, ends_on: date) -> LegislativeTerm:
    """Say on which day a term ends, or ended."""
    found = act.open(LegislativeTerm, term, edit, side=_of_jurisdiction(act), field="term")
    require_order(act, found.starts_on, ends_on)
    act.change(found, "ends_on", found.ends_on, ends_on)
    found.ends_on = ends_on
    return act.save(found)


@act("organization.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_organization(
    act: Act,
    *,
    organization: UUID,
    edit: int,
    reason: Reason,
    name: Heading = KEEP,
    short_name: ShortLine = KEEP,
    kind: OrganizationKind = KEEP,
    started_on: date | None = KEEP,
    ended_on: date | None = KEEP,
) -> Organization:
    """Correct what was recorded wrongly of an organization; what is left out stays, null takes a day away."""
    found = act.open(Organization, organization, edit, side=lambda each: side_of_body(act.by, each))
    if name is not KEEP:
        named_already(act, found.body_id, name, but=found)
    act.refuse(*_days_of_end(found, ended_on))
    values = {"name": name, "short_name": short_name, "kind": kind, "started_on": started_on, "ended_on": ended_on}
    correct(act, found, reason, **values)
    require_order(act, found.started_on, found.ended_on, field="ended_on")
    return act.save(found)


def _days_of_end(found: Organization, ended_on: date | None) -> list[BadInput]:
    """Refuse to end by a correction what lives, and to let live what others succeeded."""
    if ended_on is KEEP or ended_on == found.ended_on:
        return []
    if found.ended_on is None:
        return [
            BadInput(
                _("Cơ quan này đang hoạt động; hãy dùng việc Kết thúc: %(found)s"),
                code="end_is_no_correction",
                field="ended_on",
                found=ended_on,
                expected=_("để trống"),
            )
        ]
    if found.succeeded_by.exists():
        return [
            BadInput(
                _("Ngày này do việc kế tục định: %(found)s"),
                code="ended_by_succession",
                field="ended_on",
                found=ended_on,
                expected=found.ended_on,
            )
        ]
    return []


@act("organization.rename", ADMINISTRATOR, Role.SECRETARY)
def rename_organization(
    act: Act,
    *,
    organization: UUID,
    edit: int,
    name: Heading,
    short_name: ShortLine = "",
    renamed_on: date,
    legal_act: Headline | None = None,
) -> Organization:
    """Give an organization another name from a day on; what was before that day keeps the old one."""
    found = act.open(Organization, organization, edit, side=lambda each: side_of_body(act.by, each))
    if found.ended_on is not None:
        raise has_ended(found, field="organization")
    require_come(act, renamed_on, field="renamed_on")
    named_already(act, found.body_id, name, but=found)
    last = found.former_names.order_by("-renamed_on").first()
    since = last.renamed_on if last else found.started_on
    if since is not None and renamed_on <= since:
        act.refuse(_renamed_too_early(renamed_on, since))
    if (name, short_name) == (found.name, found.short_name):
        act.refuse(_same_name(name))
    former = FormerName(
        organization=found,
        name=found.name,
        short_name=found.short_name,
        renamed_on=renamed_on,
        legal_act=legal_act or "",
    )
    act.create(former)
    act.change(found, "name", found.name, name)
    act.change(found, "short_name", found.short_name, short_name)
    found.name, found.short_name = name, short_name
    return act.save(found)


def _renamed_too_early(found: date, since: date) -> BadInput:
    return BadInput(
        _("Ngày đổi tên %(found)s không sau ngày bắt đầu mang tên hiện nay"),
        code="renamed_too_early",
        field="renamed_on",
        found=found,
        expected=_("sau %(since)s"),
        since=since,
    )


def _same_name(found: str) -> BadInput:
    return BadInput(
        _("Tên mới giống tên hiện nay: %(found)s"),
        code="same_name",
        field="name",
        found=found,
        expected=_("một tên khác"),
    )


@act("organization.correct_former", ADMINISTRATOR, Role.SECRETARY)
def correct_former_name(
    act: Act,
    *,
    organization: UUID,
    edit: int,
    former: UUID,
    reason: Reason,
    name: Heading = KEEP,
    short_name: ShortLine = KEEP,
    renamed_on: date = KEEP,
    legal_act: Line = KEEP,
) -> FormerName:
    """Correct a name that an organization had, or the day on which it gave it up; what is left out stays."""
    of = act.open(Organization, organization, edit, side=lambda each: side_of_body(act.by, each))
    found = act.get(FormerName, former, field="former")
    if found.organization_id != of.pk:
        raise BadInput(
            _("Không phải tên cũ của cơ quan này: %(found)s"),
            code="not_its_name",
            field="former",
            found=found.name,
            expected=of.name,
        )
    correct(act, found, reason, name=name, short_name=short_name, renamed_on=renamed_on, legal_act=legal_act)
    _require_between(act, of, found)
    act.save(found)
    act.save(of)
    return found


def _require_between(act: Act, of: Organization, former: FormerName) -> None:
    """Refuse a day of renaming that has not come, or that another renaming or the beginning overtakes."""
    require_come(act, former.renamed_on, field="renamed_on")
    others = [each.renamed_on for each in of.former_names.exclude(pk=former.pk)]
    before = FormerName.objects.get(pk=former.pk).renamed_on
    earlier = [day for day in others if day < before] + ([of.started_on] if of.started_on else [])
    if earlier and former.renamed_on <= max(earlier):
        act.refuse(_renamed_too_early(former.renamed_on, max(earlier)))
    later = [day for day in others if day > before]
    if later and former.renamed_on >= min(later):
        act.refuse(
            BadInput(
                _("Ngày đổi tên %(found)s không trước lần đổi tên sau"),
                code="renamed_too_late",
                field="renamed_on",
                found=former.renamed_on,
                expected=_("trước %(next)s"),
                next=min(later),
            )
        )


@act("person.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_person(act: Act, *, person: UUID, edit: int, reason: Reason, name: Heading) -> Person:
    """Correct a person's name; a secretary may where the person has a post in an organization of theirs."""
    found = act.open(Person, person, edit, side=lambda each: side_of_person(act.by, each))
    correct(act, found, reason, name=name)
    return act.save(found)


@act("membership.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_membership(  # noqa: PLR0913 - a parameter for each thing that can be wrong
    act: Act,
    *,
    membership: UUID,
    edit: int,
    reason: Reason,
    post: Heading = KEEP,
    person: UUID | None = KEEP,
    voting: bool = KEEP,
    starts_on: date | None = KEEP,
    ends_on: date | None = KEEP,
    beside: Line = KEEP,
) -> Membership:
    """Correct what was recorded wrongly of a post; what is left out stays, null takes a name or a day away."""
    found = act.open(Membership, membership, edit, side=lambda each: side_of_body(act.by, each.organization))
    before = held_beside(found)
    values = given(post=post, voting=voting, starts_on=starts_on, ends_on=ends_on, beside=beside)
    if person is not KEEP:
        values["person"] = act.get(Person, person, field="person") if person else None
    correct(act, found, reason, **values)
    require_order(act, found.starts_on, found.ends_on)
    refuse_second_holder(act, found, before=before)
    return act.save(found)


@act("location.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_location(
    act: Act,
    *,
    location: UUID,
    edit: int,
    reason: Reason,
    name: Heading = KEEP,
    kind: ShortLine = KEEP,
    starts_on: date | None = KEEP,
    ends_on: date | None = KEEP,
) -> Location:
    """Correct a place's name, kind and days; what is left out stays, null takes a day away."""
    found = act.open(Location, location, edit, side=_of_jurisdiction(act))
    correct(act, found, reason, name=name, kind=kind, starts_on=starts_on, ends_on=ends_on)
    require_order(act, found.starts_on, found.ends_on)
    return act.save(found)


@act("location.end", ADMINISTRATOR, Role.SECRETARY)
def end_location(act: Act, *, location: UUID, edit: int, ends_on: date) -> Location:
    """Say until when a place was one: it stays what older figures are about."""
    found = act.open(Location, location, edit, side=_of_jurisdiction(act))
    require_order(act, found.starts_on, ends_on)
    require_come(act, ends_on, field="ends_on")
    act.change(found, "ends_on", found.ends_on, ends_on)
    found.ends_on = ends_on
    return act.save(found)


@act("source.correct", ADMINISTRATOR, Role.SECRETARY)
def correct_source(
    act: Act, *, source: UUID, edit: int, reason: Reason, title: Heading = KEEP, address: Line = KEEP
) -> Source:
    """Correct a source's title and address; its text is what was read, and stays as it came in."""
    found = act.open(Source, source, edit, side=lambda each: side_of_source(act.by, each))
    if found.kind == SourceKind.ILLUSTRATIVE and given(address=address).get("address"):
        act.refuse(
            BadInput(
                _("Nguồn minh họa không có lời và không có địa chỉ"),
                code="illustrative_with_text",
                field="address",
                found=address,
            )
        )
    correct(act, found, reason, title=title, address=address)
    return act.save(found)
