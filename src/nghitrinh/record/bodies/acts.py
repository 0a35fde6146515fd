"""Acts on jurisdictions, organizations, posts, places, sources and users."""

import hashlib
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import (
    Body,
    Grant,
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
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.levels import ACCOUNT_HOLDER, ADMINISTRATOR, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.texts import Heading, Line, Name, Page, ShortLine, Text


@act("user.create", ADMINISTRATOR)
def create_user(act: Act, *, username: Heading, post: Heading, password: Name, is_administrator: bool = False) -> User:
    """Let someone sign in. The first user of a home is made without a user, and is an administrator."""
    if act.by is None and not is_administrator:  # nobody could ever make another
        act.refuse(
            BadInput(
                _("Người dùng đầu tiên phải là quản trị"),
                code="first_user_administers",
                field="is_administrator",
                found="false",
                expected="true",
            )
        )
    if taken(username, User.objects.values_list("username", flat=True)):
        act.refuse(
            BadInput(
                _("Tên %(found)s đã có người dùng"),
                code="username_taken",
                field="username",
                found=username,
                expected=_("một tên chưa ai dùng"),
            )
        )
    user = User(username=username, post=post, password=make_password(password), is_administrator=is_administrator)
    act.create(user)
    act.about(user)
    return user


@act("user.disable", ADMINISTRATOR)
def disable_user(act: Act, *, user: UUID, edit: int, reason: Text) -> User:
    """Stop someone from signing in."""
    found = act.open(User, user, edit)
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=found.pk)
    if found.is_administrator and not others.exists():  # nobody could ever make another
        raise Contradiction(
            _("Phải có quản trị khác trước khi thôi quản trị cuối cùng: %(found)s"),
            code="last_administrator",
            field="user",
            found=found.username,
            expected=_("một quản trị khác có trước"),
        )
    found.is_active = False
    act.save(found)
    act.reason = reason
    return found


@act("user.set_password", ACCOUNT_HOLDER, ADMINISTRATOR)
def set_password(act: Act, *, user: UUID, password: Name) -> User:
    """Give a user a new password: their own while they may sign in, or by an administrator."""
    found = act.get(User, user, field="user")
    if act.by is None or act.by.pk != found.pk or not found.is_active:
        act.require_administrator()
    found.password = make_password(password)
    act.save(found)
    act.about(found)
    return found


@act("grant.give", ADMINISTRATOR)
def give_grant(act: Act, *, user: UUID, organization: UUID, role: Role) -> Grant:
    """Give a user a role for an organization."""
    grant = Grant(
        user=act.get(User, user, field="user"),
        organization=act.get(Organization, organization, field="organization"),
        role=role,
    )
    act.create(grant)
    act.about(grant)
    return grant


@act("grant.revoke", ADMINISTRATOR)
def revoke_grant(act: Act, *, grant: UUID, reason: Text) -> Grant:
    """Take a role back."""
    found = act.open(Grant, grant, None)
    if found.ended_at is not None:
        raise WrongState(_("Vai trò này đã thu lại"), code="role_taken_back", field="grant", found=found.ended_at)
    found.ended_at = act.at
    act.save(found)
    act.reason = reason
    return found


@act("body.found", ADMINISTRATOR)
def found_body(act: Act, *, name: Heading) -> Body:
    """Begin a jurisdiction."""
    body = act.create(Body(name=name))
    act.about(body)
    return body


@act("term.open", ADMINISTRATOR)
def open_term(
    act: Act, *, body: UUID, number: Heading, starts_on: date, ends_on: date | None = None
) -> LegislativeTerm:
    """Open a numbered term of years."""
    _require_order(act, starts_on, ends_on)
    of = act.get(Body, body, field="body")
    if LegislativeTerm.objects.filter(body=of, number=number).exists():
        act.refuse(
            Contradiction(
                _("Đã có khóa này: %(found)s"),
                code="term_taken",
                field="number",
                found=number,
                expected=_("một số chưa dùng"),
            )
        )
    term = LegislativeTerm(body=of, number=number, starts_on=starts_on, ends_on=ends_on)
    act.create(term)
    act.about(term)
    return term


def _require_order(act: Act, starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        act.refuse(
            BadInput(
                _("Ngày kết thúc %(found)s đứng trước ngày bắt đầu"),
                code="ends_before_start",
                field="ends_on",
                found=ends_on,
                expected=_("%(first)s hoặc muộn hơn"),
                first=starts_on,
            )
        )


@act("organization.found", ADMINISTRATOR)
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
    living = Organization.objects.filter(body=body, ended_on__isnull=True)
    if same := taken(name, living.values_list("name", flat=True)):
        act.refuse(
            Contradiction(
                _("Đã có cơ quan mang tên này: %(found)s"),
                code="organization_named",
                field="name",
                found=same,
                expected=_("một tên khác"),
            )
        )
    organization = Organization(
        body=act.get(Body, body, field="body"),
        name=name,
        kind=kind,
        short_name=short_name,
        started_on=started_on,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.create(organization)
    act.about(organization)
    return organization


@act("person.register", ADMINISTRATOR)
def register_person(act: Act, *, name: Heading) -> Person:
    """Record a person who holds posts."""
    person = act.create(Person(name=name))
    act.about(person)
    return person


@act("membership.appoint", Role.SECRETARY)
def appoint(
    act: Act,
    *,
    organization: UUID,
    post: Heading,
    person: UUID | None = None,
    voting: bool = True,
    starts_on: date | None = None,
) -> Membership:
    """Record a post in an organization, with the person who holds it when the record may name them."""
    act.require(organization)
    membership = Membership(
        organization=act.get(Organization, organization, field="organization"),
        person=act.get(Person, person, field="person") if person else None,
        post=post,
        voting=voting,
        starts_on=starts_on,
    )
    act.create(membership)
    act.about(membership, owner=organization)
    return membership


@act("membership.end", Role.SECRETARY)
def end_membership(act: Act, *, membership: UUID, edit: int, ends_on: date) -> Membership:
    """End a post."""
    found = act.open(Membership, membership, edit, side=lambda membership: membership.organization_id)
    _require_order(act, found.starts_on, ends_on)
    found.ends_on = ends_on
    return act.save(found)


@act("location.name", ADMINISTRATOR)
def name_location(act: Act, *, body: UUID, name: Heading, kind: ShortLine = "", source: UUID | None = None) -> Location:
    """Record a place, so that figures can be about it."""
    location = Location(
        body=act.get(Body, body, field="body"),
        name=name,
        kind=kind,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.create(location)
    act.about(location)
    return location


@act("source.register", Role.SECRETARY)
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
