"""A small home, made by acts: the standing committee, bodies it charges, and a user for every role."""

from dataclasses import dataclass, field
from datetime import date, datetime

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Body, LegislativeTerm, Location, Organization, Source
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.acts import agenda, meeting, series
from nghitrinh.record.meetings.models import AgendaItem, Meeting, Series
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from tests.remembered import remembered

ROLES = ("secretary", "chair", "member", "reader")
PASSWORD = "mat-khau-thu"


@dataclass
class World:
    """What a test has at hand. `bob` is a member of another body, who must see nothing of ours."""

    admin: User
    body: Body
    term: LegislativeTerm
    committee: Organization
    council: Organization
    department: Organization
    ministry: Organization
    series: Series
    place: Location
    source: Source
    users: dict[str, User] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.users["secretary"]

    @property
    def chair(self) -> User:
        return self.users["chair"]

    @property
    def member(self) -> User:
        return self.users["member"]

    @property
    def reader(self) -> User:
        return self.users["reader"]

    @property
    def officer(self) -> User:
        return self.users["officer"]

    @property
    def bob(self) -> User:
        return self.users["bob"]

    def plan_meeting(self, name: str = "Hội nghị Ban Thường vụ", *, level: str = "public", day: int = 10) -> Meeting:
        """Plan a meeting of the committee in September 2021."""
        return meeting.plan(
            by=self.secretary,
            organization=self.committee.pk,
            name=name,
            level=level,
            starts_at=datetime(2021, 9, day, 14, 0, tzinfo=ZONE),
        )

    def item(
        self, of: Meeting | None = None, title: str = "Vùng công nghiệp động lực", level: str = "public"
    ) -> AgendaItem:
        """Put an item on the agenda of a meeting, a new one unless given."""
        found = Meeting.objects.get(pk=(of or self.plan_meeting()).pk)
        return agenda.add_item(by=self.secretary, meeting=found.pk, edit=found.edit, title=title, level=level)

    def paper(self, item: AgendaItem, title: str = "Tờ trình quy hoạch") -> Paper:
        """Register a public paper of the department under an item."""
        return papers.register(
            by=self.secretary,
            organization=self.committee.pk,
            submitted_by=self.department.pk,
            title=title,
            kind="submission",
            level="public",
            item=item.pk,
        )


def make_world() -> World:
    """Make the home through acts, so that its journal verifies."""
    return remembered(_make_world)


def _make_world() -> World:
    admin = bodies.create_user(by=None, username="quantri", post="Quản trị", password=PASSWORD, is_administrator=True)
    body = bodies.found_body(by=admin, name="Tỉnh Hải Dương")
    organizations = {
        short: bodies.found_organization(by=admin, body=body.pk, name=name, short_name=short, kind=kind)
        for short, name, kind in (
            ("BTV", "Ban Thường vụ Tỉnh ủy", "standing_committee"),
            ("HĐND", "Hội đồng nhân dân tỉnh", "peoples_council"),
            ("BCSĐ", "Ban cán sự đảng UBND tỉnh", "party_civil_affairs"),
            ("BTNMT", "Bộ Tài nguyên và Môi trường", "ministry"),
        )
    }
    committee, council, department, ministry = organizations.values()
    grants = [(role, committee, role) for role in ROLES]
    grants += [("officer", department, "officer"), ("bob", council, "member")]
    users = {}
    for username, organization, role in grants:
        users[username] = bodies.create_user(by=admin, username=username, post=f"Chức vụ {role}", password=PASSWORD)
        bodies.give_grant(by=admin, user=users[username].pk, organization=organization.pk, role=role)
    term = bodies.open_term(by=admin, body=body.pk, number="XVII", starts_on=date(2020, 10, 1))
    secretary = users["secretary"]
    return World(
        admin=admin,
        body=body,
        term=term,
        committee=committee,
        council=council,
        department=department,
        ministry=ministry,
        series=series.start_series(
            by=secretary, organization=committee.pk, name="Hội nghị Ban Thường vụ", term=term.pk
        ),
        place=bodies.name_location(by=admin, body=body.pk, name="Thanh Miện", kind="huyện"),
        source=bodies.register_source(
            by=secretary, organization=committee.pk, kind="page", title="Trang cũ", text="Hội nghị lần thứ 36 họp."
        ),
        users=users,
    )
