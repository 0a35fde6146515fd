"""Whose secretaries keep what many share: bodies, posts, people, places, terms and sources.

A secretary keeps what is of their own body, and of its jurisdiction what is nobody's: places, terms, and the bodies
inside which nobody has a role, which are charged and answer by an officer at most. A body inside which somebody works
is kept by its own secretary. A query and the side that an act asks say the same. Decision 0052 tells why the line
runs here.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from nghitrinh.record.bodies.models import Grant, Membership, Organization, Person, Source
from nghitrinh.record.bodies.queries import organizations_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import NOBODYS, Act
from nghitrinh.record.kernel.grants import in_force, to_come
from nghitrinh.record.kernel.levels import INSIDE, Role
from nghitrinh.record.kernel.models import Journal, JournalRow, User


def jurisdictions_of(user: User | None) -> set[UUID]:
    """Return the jurisdictions of the living bodies of which somebody is secretary."""
    own = Organization.objects.filter(pk__in=organizations_of(user, [Role.SECRETARY]), ended_on__isnull=True)
    return set(own.order_by().values_list("body", flat=True))


def from_outside(user: User | None) -> QuerySet[Organization]:
    """Return the bodies of one's jurisdictions inside which nobody works, today or from a day that is set."""
    today = clock.today()
    inside = Grant.objects.filter(in_force(today) | to_come(today), role__in=INSIDE).order_by()
    charged = Organization.objects.filter(body__in=jurisdictions_of(user))
    return charged.exclude(pk__in=inside.values("organization"))


def kept_by(user: User | None) -> QuerySet[Organization]:
    """Return the bodies that a secretary keeps: their own, and those that they keep from outside."""
    own = Q(pk__in=organizations_of(user, [Role.SECRETARY]))
    return Organization.objects.filter(own | Q(pk__in=from_outside(user).order_by().values("pk")))


def persons_kept_by(user: User | None) -> QuerySet[Person]:
    """Return the people whom a secretary keeps: who has a post in a body of theirs, or has none at all."""
    if not organizations_of(user, [Role.SECRETARY]):
        return Person.objects.none()
    posts = Membership.objects.filter(organization__in=kept_by(user).order_by().values("pk"), person__isnull=False)
    with_post = Membership.objects.filter(person__isnull=False).order_by()
    return Person.objects.filter(Q(pk__in=posts.order_by().values("person")) | ~Q(pk__in=with_post.values("person")))


def sources_kept_by(user: User | None) -> QuerySet[Source]:
    """Return the sources that came into the record for a body of which one is secretary: its lines name them."""
    own = [str(each) for each in organizations_of(user, [Role.SECRETARY])]
    lines = Journal.objects.filter(owner__in=own).order_by()
    rows = JournalRow.objects.filter(kind="source", seq__in=lines.values("seq"))
    return Source.objects.filter(pk__in=[UUID(key) for key in rows.values_list("key", flat=True).distinct()])


def side_of_jurisdiction(user: User | None, body: UUID) -> UUID:
    """Return the body for which a secretary keeps what is a jurisdiction's; nobody's where they are none in it."""
    own = Organization.objects.filter(pk__in=organizations_of(user, [Role.SECRETARY]), body=body, ended_on__isnull=True)
    return own.order_by("recorded_at", "pk").values_list("pk", flat=True).first() or NOBODYS


def side_from_outside(user: User | None, organization: Organization) -> UUID:
    """Return the body for which a secretary keeps one inside which nobody works; nobody's where somebody does."""
    if not from_outside(user).filter(pk=organization.pk).exists():
        return NOBODYS
    return side_of_jurisdiction(user, organization.body_id)


def side_of_body(user: User | None, organization: Organization) -> UUID:
    """Return the body for which a secretary keeps one: itself, or from outside theirs."""
    if organization.pk in organizations_of(user, [Role.SECRETARY]):
        return organization.pk
    outside = side_from_outside(user, organization)
    return organization.pk if outside == NOBODYS else outside


def side_of_person(user: User | None, person: Person) -> UUID:
    """Return the body for which a secretary keeps a person, by the first post that is theirs to keep.

    Who has no post at all is anybody's; nobody's is whose posts are all others'.
    """
    if not persons_kept_by(user).filter(pk=person.pk).exists():
        return NOBODYS
    posts = person.memberships.filter(organization__in=kept_by(user).order_by().values("pk"))
    kept = posts.select_related("organization").order_by("recorded_at", "pk").first()
    return side_of_body(user, kept.organization) if kept else min(organizations_of(user, [Role.SECRETARY]))


def side_of_source(user: User | None, source: Source) -> UUID:
    """Return the body for which a source came in, where one is its secretary; otherwise nobody's."""
    rows = JournalRow.objects.filter(kind="source", key=str(source.pk))
    owners = Journal.objects.filter(seq__in=rows.values("seq")).exclude(owner="").order_by("seq")
    own = organizations_of(user, [Role.SECRETARY])
    return next((each for each in map(UUID, owners.values_list("owner", flat=True)) if each in own), NOBODYS)


def require_in_jurisdiction(act: Act, body: UUID) -> UUID | None:
    """Refuse who neither administers the home nor is secretary in a jurisdiction; return whose the line is."""
    side = side_of_jurisdiction(act.by, body)
    act.require(side)
    return None if side == NOBODYS else side
