"""The end of a setup: everything that was typed becomes the record, by acts, all of it or nothing.

The administrator is the first user and founds; the secretary, where there is another one, does what a secretary does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nghitrinh.desk.setup.forms import MOST_REGISTERS, lines
from nghitrinh.desk.setup.proposals import Proposal
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import (
    MEETING_PLACE,
    Body,
    LegislativeTerm,
    Membership,
    Organization,
    OrganizationKind,
)
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User

Answers = dict[str, dict[str, Any]]


class NotFounded(Exception):
    """An act refused, so nothing was written: on which page, and at which field of it, each refusal belongs.

    A field is "" where it is none of the page. `elsewhere` is what was refused on later pages.
    """

    def __init__(self, page: str, error: ActError, fields: dict[str, str], *, otherwise: str = "") -> None:
        super().__init__(page)
        self.page = page
        self.refused = [(fields.get(each.field, otherwise), each) for each in error.each()]
        self.elsewhere: list[tuple[str, ActError]] = []

    def beside(self, others: "list[NotFounded]") -> "NotFounded":
        """Return this with what was refused besides, of its own page at the fields there."""
        for other in others:
            if other.page == self.page:
                self.refused += other.refused
            else:
                self.elsewhere += [(other.page, error) for _field, error in other.refused]
        return self


@dataclass
class Founding:
    """One founding: the answers to the pages, and what is made so far."""

    answers: Answers
    proposal: Proposal
    logo: bytes | None
    refused: list[NotFounded] = field(default_factory=list)

    def found(self) -> User:
        """Write the record, and return the user with whom to go on: the secretary."""
        with one_transaction():
            admin = self._user("admin", by=None, is_administrator=True)
            body = self._act("ten-goi", "body.found", admin, {"jurisdiction": "name"})
            organization = self._organization(admin, body)
            secretary = admin if self.people.get("alone") else self._user("secretary", by=admin)
            self._grant(admin, secretary, organization, Role.SECRETARY)
            self._tried(partial(self._beginnings, admin, secretary, body, organization))
            self._tried(partial(self._chair, admin, secretary, organization))
            if self.refused:
                raise self.refused[0].beside(self.refused[1:])
        secretary.refresh_from_db()  # a session names the account as it is now
        return secretary

    def _tried(self, step: Callable[[], None]) -> None:
        """Take a step on which no other one waits: what it refuses is told with what the others do."""
        try:
            step()
        except NotFounded as refused:
            self.refused.append(refused)

    @property
    def people(self) -> dict[str, Any]:
        """Return the answers to the last page."""
        return self.answers["nguoi"]

    def _beginnings(self, admin: User, secretary: User, body: Body, organization: Organization) -> None:
        term = self._act(
            "nhiem-ky", "term.open", admin, {key: key for key in ("number", "starts_on", "ends_on")}, body=body.pk
        )
        livery = {"body": body.pk, "logo": storage.put(self.logo) if self.logo else ""}
        colours = {key: key for key in ("name", "accent", "accent_dark")}
        for step in (
            partial(self._letterhead, secretary, organization),
            partial(self._series, secretary, organization, term),
            partial(self._places, admin, body),
            partial(self._registers, secretary, organization, term),
            partial(self._units, admin, body),
            partial(self._act, "dien-mao", "livery.choose", admin, colours, **livery),
        ):
            self._tried(step)
        if self.answers["dien-mao"].get("address"):
            self._tried(partial(self._act, "dien-mao", "portal.describe", admin, {"address": "address"}))
        if self.people.get("secretary_name"):
            # Who keeps the record serves the body and is mostly not of it: only who is counts for its quorum.
            self._post(admin, secretary, secretary, organization, "secretary", voting=self.people["secretary_votes"])

    def _act(self, page: str, act: str, by: User | None, fields: dict[str, str], **fixed: Any) -> Any:
        """Carry out one act with fields of a page, each under the parameter that it is; a refusal names the field."""
        given = {parameter: self.answers[page][field] for field, parameter in fields.items()}
        try:
            return ACTS[act](by=by, **given, **fixed)
        except ActError as error:
            back = {parameter: field for field, parameter in fields.items()}
            raise NotFounded(page, error, back) from error

    def _user(self, who: str, *, by: User | None, **fixed: Any) -> User:
        fields = {f"{who}_{part}": part for part in ("username", "post", "password")}
        made: User = self._act("nguoi", "user.create", by, fields, **fixed)
        return made

    def _grant(self, admin: User, user: User, organization: Organization, role: Role) -> None:
        self._act("nguoi", "grant.give", admin, {}, user=user.pk, organization=organization.pk, role=role)

    def _organization(self, admin: User, body: Body) -> Organization:
        fields = {"organization": "name", "short_name": "short_name"}
        kind = self.proposal.kind
        made: Organization = self._act("ten-goi", "organization.found", admin, fields, body=body.pk, kind=kind)
        return made

    def _series(self, by: User, organization: Organization, term: LegislativeTerm) -> None:
        answers = self.answers["nhiem-ky"]
        numbered = answers["numbering"] == "term"
        fixed = {"organization": organization.pk, "term": term.pk, "numbered": numbered}
        starts = {"next_meeting": "starts_at"} if numbered else {}
        self._act("nhiem-ky", "series.start", by, {"meeting": "name", **starts}, **fixed)

    def _places(self, admin: User, body: Body) -> None:
        """Record where the body sits, so that a figure can be about it, and where it meets."""
        unit = self.proposal.unit
        if unit is not None:
            self._carried_out(
                "ten-goi", "jurisdiction", partial(self._place, admin, body, body.name, unit.kind.lower())
            )
        if self.answers["nhiem-ky"]["room"]:
            room = self.answers["nhiem-ky"]["room"]
            self._carried_out("nhiem-ky", "room", partial(self._place, admin, body, room, MEETING_PLACE))

    def _place(self, by: User, body: Body, name: str, kind: str) -> None:
        ACTS["location.name"](by=by, body=body.pk, name=name, kind=kind)

    def _letterhead(self, by: User, organization: Organization) -> None:
        answers = self.answers["ten-goi"]
        heading = self.proposal.heading(*(answers[key] for key in ("jurisdiction", "organization", "short_name")))
        self._act(
            "ten-goi",
            "letterhead.set",
            by,
            {key: key for key in ("form", "superior", "code", "place", "head")},
            organization=organization.pk,
            name="\n".join(heading.name),
            in_name_of=heading.in_name_of,
        )

    def _registers(self, by: User, organization: Organization, term: LegislativeTerm) -> None:
        answers = self.answers["van-ban"]
        for number in range(1, MOST_REGISTERS + 1):
            if answers[f"symbol_{number}"]:
                fields = {f"symbol_{number}": "symbol", f"next_{number}": "starts_at", "counting": "counting"}
                of_term = {"term": term.pk} if answers["counting"] == "term" else {}
                given = {"organization": organization.pk, **of_term}
                self._tried(partial(self._act, "van-ban", "register.open", by, fields, **given))

    def _units(self, admin: User, body: Body) -> None:
        answers = self.answers["van-ban"]
        kinds = {unit.name: unit.kind for unit in self.proposal.units}
        for name in (*answers["units"], *lines(answers["more"])):
            given = {"body": body.pk, "name": name, "kind": kinds.get(name, kind_of(name))}
            self._tried(
                partial(self._carried_out, "van-ban", "more", partial(ACTS["organization.found"], by=admin, **given))
            )

    def _chair(self, admin: User, secretary: User, organization: Organization) -> None:
        people = self.people
        if not people.get("chair_username"):
            return
        chair = self._user("chair", by=admin)
        self._grant(admin, chair, organization, Role.CHAIR)
        if people.get("chair_name"):
            self._post(admin, secretary, chair, organization, "chair", voting=True)

    def _post(self, admin: User, by: User, holder: User, organization: Organization, who: str, *, voting: bool) -> None:
        """Appoint somebody, and say that the account is theirs: what is theirs to sign they sign with it."""
        register = partial(ACTS["person.register"], by=admin, name=self.people[f"{who}_name"])
        person = self._carried_out("nguoi", f"{who}_name", register)
        given = {"organization": organization.pk, "person": person.pk, "post": self.people[f"{who}_post"]}
        appoint = partial(ACTS["membership.appoint"], by=by, voting=voting, **given)
        post: Membership = self._carried_out("nguoi", f"{who}_post", appoint)
        self._act("nguoi", "user.name_holder", admin, {}, user=holder.pk, edit=holder.edit, membership=post.pk)

    def _carried_out(self, page: str, field: str, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except ActError as error:
            raise NotFounded(page, error, {}, otherwise=field) from error


# What the name of an organization that was typed says of its kind.
_BY_NAME = {
    "thôn": OrganizationKind.VILLAGE,
    "tổ dân phố": OrganizationKind.VILLAGE,
    "khu phố": OrganizationKind.VILLAGE,
    "ấp": OrganizationKind.VILLAGE,
    "bản": OrganizationKind.VILLAGE,
    "xóm": OrganizationKind.VILLAGE,
    "trường": OrganizationKind.SCHOOL,
    "chi bộ": OrganizationKind.PARTY_CELL,
    "đảng bộ": OrganizationKind.PARTY_CELL,
    "sở": OrganizationKind.DEPARTMENT,
    "xã": OrganizationKind.COMMUNE,
    "phường": OrganizationKind.COMMUNE,
    "đặc khu": OrganizationKind.COMMUNE,
    "phòng": OrganizationKind.OFFICE,
    "trung tâm": OrganizationKind.OFFICE,
    "trạm": OrganizationKind.OFFICE,
}


def kind_of(name: str) -> OrganizationKind:
    """Return the kind of an organization by how its name begins.

    >>> kind_of("Thôn Đông").label, kind_of("Hợp tác xã Tân Tiến").label
    ('Thôn, tổ dân phố', 'Cơ quan khác')
    """
    begun = f"{name.lower()} "
    return next((kind for word, kind in _BY_NAME.items() if begun.startswith(f"{word} ")), OrganizationKind.OTHER)
