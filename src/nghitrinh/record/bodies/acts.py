"""Acts on jurisdictions, organizations, posts, places and sources; those on users are in `accounts`."""

import hashlib
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies import corrections, delegating, striking
from nghitrinh.record.bodies.accounts import (
    accept_link,
    create_user,
    disable_user,
    enable_user,
    end_link,
    give_grant,
    give_link,
    identify_user,
    invite_user,
    name_holder,
    rename_user,
    revoke_grant,
    set_password,
)
from nghitrinh.record.bodies.checks import named_already, refuse_same_term, require_order
from nghitrinh.record.bodies.holding import held_beside, refuse_second_holder
from nghitrinh.record.bodies.keepers import require_in_jurisdiction, side_of_body
from nghitrinh.record.bodies.livery import change_livery, choose_livery
from nghitrinh.record.bodies.models import (
    Body,
    LegislativeTerm,
    Location,
    Membership,
    Organization,
    OrganizationKind,
    Person,
    Source,
    SourceKind,
)
from nghitrinh.record.kernel.acts import NOBODYS, Act, act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.texts import Heading, Line, Page, ShortLine

# Acts in files of their own: importing them declares them.
__all__ = [
    "accept_link",
    "appoint",
    "change_livery",
    "choose_livery",
    "corrections",
    "create_user",
    "delegating",
    "disable_user",
    "enable_user",
    "end_link",
    "end_membership",
    "found_body",
    "found_organization",
    "give_grant",
    "give_link",
    "identify_user",
    "invite_user",
    "name_holder",
    "name_location",
    "open_term",
    "register_person",
    "register_source",
    "rename_user",
    "revoke_grant",
    "set_password",
    "striking",
]


@act("body.found", ADMINISTRATOR)
def found_body(act: Act, *, name: Heading) -> Body:
    """Begin a jurisdiction."""
    body = act.create(Body(name=name))
    act.about(body)
    return body


@act("term.open", ADMINISTRATOR, Role.SECRETARY)
def open_term(
    act: Act, *, body: UUID, number: Heading, starts_on: date, ends_on: date | None = None
) -> LegislativeTerm:
    """Open a numbered term of years."""
    owner = require_in_jurisdiction(act, body)
    require_order(act, starts_on, ends_on)
    term = LegislativeTerm(body=act.get(Body, body, field="body"), number=number, starts_on=starts_on, ends_on=ends_on)
    refuse_same_term(act, term)
    act.create(term)
    act.about(term, owner=owner)
    return term


@act("organization.found", ADMINISTRATOR, Role.SECRETARY)
def found_organization(
    act: Act,
    *,
    body: UUID,
    name: Heading,
    kind: OrganizationKind,
    short_name: ShortLine = "",
    started_on: date | None = None,
    source: UUID | None = None,
) -> Organization:
    """Record an organization that meets or can be charged; no other that lives has its name, in whatever spelling."""
    owner = require_in_jurisdiction(act, body)
    named_already(act, body, name)
    organization = Organization(
        body=act.get(Body, body, field="body"),
        name=name,
        kind=kind,
        short_name=short_name,
        started_on=started_on,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.create(organization)
    act.about(organization, owner=owner)
    return organization


@act("person.register", ADMINISTRATOR, Role.SECRETARY)
def register_person(act: Act, *, name: Heading, organization: UUID | None = None) -> Person:
    """Record a person who holds posts; a secretary names the organization for which they do it."""
    of = act.get(Organization, organization, field="organization") if organization else None
    side = side_of_body(act.by, of) if of else NOBODYS
    act.require(side)
    person = act.create(Person(name=name))
    act.about(person, owner=None if side == NOBODYS else side)
    return person


@act("membership.appoint", ADMINISTRATOR, Role.SECRETARY)
def appoint(
    act: Act,
    *,
    organization: UUID,
    post: Heading,
    person: UUID | None = None,
    voting: bool = True,
    starts_on: date | None = None,
    ends_on: date | None = None,
    beside: Line = "",
) -> Membership:
    """Record a post in an organization, with the person who holds it when the record may name them.

    `beside` says why somebody holds a post of one person's beside another; `ends_on` is of somebody who held it once.
    """
    of = act.get(Organization, organization, field="organization")
    side = side_of_body(act.by, of)
    act.require(side)
    require_order(act, starts_on, ends_on)
    membership = Membership(
        organization=of,
        person=act.get(Person, person, field="person") if person else None,
        post=post,
        voting=voting,
        starts_on=starts_on,
        ends_on=ends_on,
        beside=beside,
    )
    refuse_second_holder(act, membership)
    act.create(membership)
    act.about(membership, owner=side)
    act.reason = beside
    return membership


@act("membership.end", ADMINISTRATOR, Role.SECRETARY)
def end_membership(act: Act, *, membership: UUID, edit: int, ends_on: date) -> Membership:
    """End a post."""
    found = act.open(
        Membership, membership, edit, side=lambda membership: side_of_body(act.by, membership.organization)
    )
    require_order(act, found.starts_on, ends_on)
    before = held_beside(found)
    act.change(found, "ends_on", found.ends_on, ends_on)
    found.ends_on = ends_on
    refuse_second_holder(act, found, before=before)
    return act.save(found)


@act("location.name", ADMINISTRATOR, Role.SECRETARY)
def name_location(
    act: Act,
    *,
    body: UUID,
    name: Heading,
    kind: ShortLine = "",
    starts_on: date | None = None,
    source: UUID | None = None,
) -> Location:
    """Record a place, so that figures can be about it."""
    owner = require_in_jurisdiction(act, body)
    location = Location(
        body=act.get(Body, body, field="body"),
        name=name,
        kind=kind,
        starts_on=starts_on,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.create(location)
    act.about(location, owner=owner)
    return location


@act("source.register", ADMINISTRATOR, Role.SECRETARY)
def register_source(
    act: Act, *, organization: UUID, kind: SourceKind, title: Heading, address: Line = "", text: Page = ""
) -> Source:
    """Record where facts come from: the text with its digest, or "illustrative", which has neither."""
    act.require(organization)
    if kind == SourceKind.ILLUSTRATIVE and (text or address):
        raise BadInput(
            _("Nguồn minh họa không có lời và không có địa chỉ"),
            code="illustrative_with_text",
            field="kind",
            found=kind,
        )
    digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
    source = act.create(Source(kind=kind, title=title, address=address, text=text, digest=digest))
    act.about(source, owner=organization)
    return source
