"""Bringing a workbook in: every row is tried by its acts in one transaction, which is kept only when none is bad.

So what is shown beforehand is what the acts say, and not a second set of rules. A row that is there already changes
nothing; one that says something else than the record is named: what was recorded is corrected with a reason, or
changes on a day, on the pages of the desk.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.people_list.columns import ROLE_WORDS
from nghitrinh.intake.people_list.reading import PeopleList, PeopleRow
from nghitrinh.intake.sheet_remarks import SheetQuestion, questions_of, require_seen
from nghitrinh.intake.task_list.tables import BadCell
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountLink, Body, Membership, Organization, Person
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.errors import ActError, BadInput
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.messages import Message
from nghitrinh.record.kernel.models import User
from nghitrinh.vietnamese import name_key

OTHERWISE = _("như đã ghi: %(recorded)s; muốn sửa thì sửa ở trang của mục này")


class BadPeopleList(BadInput):
    """A workbook with bad cells; nothing of it came in."""

    def __init__(self, file: str, bad: list[BadCell]) -> None:
        super().__init__(
            _("Còn %(count)s ô sai; chưa dòng nào vào hồ sơ"), code="people_cells_to_mend", field=file, count=len(bad)
        )
        self.bad = bad


@dataclass
class Outcome:
    """What came, or would come, of a workbook: what is written in words, how many rows are there already, what is bad.

    `links` are the invitations of new users, whose secrets are shown once.
    """

    added: list[tuple[str, str]] = field(default_factory=list)
    same: int = 0
    bad: list[BadCell] = field(default_factory=list)
    questions: list[SheetQuestion] = field(default_factory=list)
    links: list[AccountLink] = field(default_factory=list)


def tried(people: PeopleList, body: Body, *, by: User) -> Outcome:
    """Return what would come of a workbook; nothing is kept."""
    with one_transaction():
        outcome = _carried_out(people, body, by)
        transaction.set_rollback(True)
    outcome.links.clear()  # of users that there are not
    return outcome


def bring_in(people: PeopleList, body: Body, *, by: User, seen: Collection[str] = ()) -> Outcome:
    """Write what is new in a workbook, all or nothing; `seen` are the keys of the questions that were answered.

    Raises:
        BadPeopleList: a cell is bad.
        UnseenRemarks: the workbook says more than its cells, and nobody said to have seen it.
    """
    require_seen(questions_of(people.remarks), seen, people.file)
    with one_transaction():
        outcome = _carried_out(people, body, by)
        if outcome.bad:
            raise BadPeopleList(people.file, outcome.bad)
    return outcome


def _carried_out(people: PeopleList, body: Body, by: User) -> Outcome:
    bringing = _Bringing(body, by, Outcome(bad=list(people.bad), questions=questions_of(people.remarks)))
    for key, take in bringing.each():
        for row in people.rows[key]:
            if _lacks(row):
                bringing.ask_the_rest(row)
            else:
                take(row)
    found: dict[tuple[str, str], BadCell] = {}
    for cell in bringing.outcome.bad:  # of a cell that cannot be read no act is right about what it lacks
        found.setdefault((cell.sheet, cell.cell), cell)
    bringing.outcome.bad = list(found.values())
    return bringing.outcome


def _lacks(row: PeopleRow) -> bool:
    """Tell whether a row lacks what it must say, so that no act can be asked about it."""
    return any(column.required and column.field not in row.values for column in row.sheet.columns)


class _Bringing:
    """One run over the rows, with what the record has, and what the rows before have added."""

    def __init__(self, body: Body, by: User, outcome: Outcome) -> None:
        self.body, self.by, self.outcome = body, by, outcome
        self.organizations: dict[str, list[Organization]] = {}
        for each in Organization.objects.filter(body=body).order_by("recorded_at").prefetch_related("former_names"):
            self._know(each)
        self.persons: dict[str, list[Person]] = {}
        for person in Person.objects.order_by("recorded_at"):
            self.persons.setdefault(name_key(person.name), []).append(person)
        self.named = Counter({key: len(found) for key, found in self.persons.items()})
        self.posts: dict[tuple[UUID, str, str], list[Membership]] = {}
        for post in Membership.objects.select_related("person").order_by("recorded_at", "pk"):
            self.posts.setdefault(_post_key(post), []).append(post)
        self.users = {name_key(user.username): user for user in User.objects.all()}

    def each(self) -> tuple[tuple[str, Callable[[PeopleRow], None]], ...]:
        """Return how the rows of each sheet are taken, in the order in which one needs the other."""
        return (
            ("organizations", self.organization),
            ("persons", self.person),
            ("posts", self.post),
            ("users", self.user),
        )

    def _know(self, each: Organization) -> None:
        for name in {name_key(said) for said in (each.name, each.short_name) if said}:
            self.organizations.setdefault(name, []).append(each)

    def _act(self, row: PeopleRow, verb: str, said: str, fields: dict[str, str] | None = None, **given: Any) -> Any:
        """Do an act of a row; what it refuses is bad at the row's cells."""
        try:
            done = ACTS[verb](by=self.by, **given)
        except ActError as error:
            for each in error.each():
                name = (fields or {}).get(each.field, each.field)
                self.outcome.bad.append(row.bad(name, each.wanted or each.message))
            return None
        self.outcome.added.append((verb, said))
        return done

    def _differs(self, row: PeopleRow, recorded: dict[str, Any]) -> bool:
        """Note the cells of a row that say something else than the record."""
        said = {name: "" if value is None else value for name, value in recorded.items()}
        wrong = [name for name, value in said.items() if row.values.get(name, "") != value]
        for name in wrong:
            words = _in_cell(recorded[name]) or _("để trống")
            self.outcome.bad.append(row.bad(name, Message(OTHERWISE, recorded=words)))
        return bool(wrong)

    def organization(self, row: PeopleRow) -> None:
        """Take an organization: there already, new, or otherwise than recorded."""
        key = name_key(row.values["name"])
        found = [each for each in self.organizations.get(key, []) if name_key(each.name) == key]
        living = [each for each in found if each.ended_on is None]
        same = next((each for each in found if each.ended_on == row.values.get("ended_on")), None)
        known = same or next(iter(living or found), None)
        if known is not None:
            columns = ("short_name", "kind", "started_on", "ended_on")
            self.outcome.same += not self._differs(row, {name: getattr(known, name) for name in columns})
            return
        if "ended_on" in row.values:
            self.outcome.bad.append(row.bad("ended_on", _("để trống với cơ quan mới")))
            return
        made = self._act(row, "organization.found", row.values["name"], body=self.body.pk, **row.values)
        if made is not None:
            self._know(made)

    def person(self, row: PeopleRow) -> None:
        """Take a person: as many of a name as the record has are there already."""
        key = name_key(row.values["name"])
        if self.named[key] > 0:
            self.named[key] -= 1
            self.outcome.same += 1
        else:
            self._registered(row, row.values["name"], "name")

    def _registered(self, row: PeopleRow, name: str, column: str) -> Person | None:
        made: Person | None = self._act(row, "person.register", name, {"name": column}, name=name)
        if made is not None:
            self.persons.setdefault(name_key(name), []).append(made)
        return made

    def _organization_of(self, row: PeopleRow) -> Organization | None:
        """Return the organization that a row names: a living one before one that has ended."""
        found = self.organizations.get(name_key(row.values["organization"]), [])
        living = [each for each in found if each.ended_on is None] or found
        if len(living) == 1:
            return living[0]
        expected = (
            _("tên chỉ một cơ quan có, như tên tắt") if living else _("cơ quan có trong hồ sơ hoặc ở trang “Cơ quan”")
        )
        self.outcome.bad.append(row.bad("organization", expected))
        return None

    def ask_the_rest(self, row: PeopleRow) -> None:
        """Note what else is wrong with a row of which no act can be asked, so that all of it is told at once."""
        if "organization" in row.values:
            self._organization_of(row)
        if "person" in row.values:
            self._only_one(row, row.values["person"])
        self._ask_days(row)

    def _ask_days(self, row: PeopleRow) -> None:
        first, last = row.values.get("starts_on"), row.values.get("ends_on")
        if first and last and last < first:
            self.outcome.bad.append(row.bad("ends_on", Message(_("%(first)s hoặc muộn hơn"), first=first)))

    def post(self, row: PeopleRow) -> None:
        """Take a post: there already, new, or one that the record has otherwise."""
        organization = self._organization_of(row)
        if organization is None:
            row.values.pop("organization")
            self.ask_the_rest(row)
            return
        values = {name: row.values.get(name) for name in ("starts_on", "ends_on")} | {
            "voting": row.values.get("voting", True)
        }
        values |= {"beside": row.values["beside"]} if "beside" in row.values else {}
        person = row.values.get("person", "")
        key = (organization.pk, name_key(row.values["post"]), name_key(person))
        known = self.posts.get(key, [])
        same = next(
            (each for each in known if all(getattr(each, name) == value for name, value in values.items())), None
        )
        if same is not None:
            known.remove(same)
            self.outcome.same += 1
            return
        lasting = next((each for each in known if not _came_after(each, values["starts_on"])), None)
        if lasting is not None:
            row.values.setdefault("voting", True)
            self._differs(row, {name: getattr(lasting, name) for name in values})
            return
        holder = self._holder(row, person) if person else None
        if person and holder is None:
            return
        self._appointed(row, organization, holder, values)

    def _only_one(self, row: PeopleRow, name: str) -> bool:
        """Tell whether no two people of the record have a name; note the cell of one that two have."""
        several = len(self.persons.get(name_key(name), [])) > 1
        if several:
            self.outcome.bad.append(row.bad("person", _("tên chỉ một người có; người này ghi ở trang của cơ quan")))
        return not several

    def _holder(self, row: PeopleRow, name: str) -> Person | None:
        if not self._only_one(row, name):
            self._ask_days(row)
            return None
        found = self.persons.get(name_key(name), [])
        return found[0] if found else self._registered(row, name, "person")

    def _appointed(
        self, row: PeopleRow, organization: Organization, holder: Person | None, values: dict[str, Any]
    ) -> None:
        said = ", ".join(filter(None, (holder.name if holder else "", row.values["post"], organization.name)))
        given = {"organization": organization.pk, "post": row.values["post"]}
        given |= values | {"person": holder.pk if holder else None}
        where = {} if "beside" in row.columns else {"beside": "person"}
        self._act(row, "membership.appoint", said, where, **given)

    def user(self, row: PeopleRow) -> None:
        """Take a user with a role: invited where new, and given the role where it is not held."""
        key = name_key(row.values["username"])
        user = self.users.get(key)
        if user is None:
            link: AccountLink | None = self._act(
                row, "user.invite", row.values["username"], username=row.values["username"], post=row.values["post"]
            )
            if link is None:
                self._role_in(row)
                return
            self.outcome.links.append(link)
            user = self.users[key] = link.user
        elif self._differs(row, {"post": user.post}):
            self._role_in(row)
            return
        else:
            self.outcome.same += "role" not in row.values
        self._given(row, user)

    def _role_in(self, row: PeopleRow) -> Organization | None:
        """Return the organization in which a row gives a role; note what is wrong with the two cells."""
        lacks = {"organization", "role"} - row.values.keys()
        if len(lacks) == 1:
            self.outcome.bad.append(row.bad(next(iter(lacks)), _("cơ quan và vai trò đi cùng nhau")))
        return self._organization_of(row) if not lacks else None

    def _given(self, row: PeopleRow, user: User) -> None:
        organization = self._role_in(row)
        if organization is None:
            return
        role: Role = row.values["role"]
        if user.grants.filter(in_force(clock.today()), organization=organization, role=role).exists():
            self.outcome.same += 1
            return
        said = f"{user.username}: {ROLE_WORDS[role]}, {organization.name}"
        self._act(row, "grant.give", said, user=user.pk, organization=organization.pk, role=role)


def _post_key(post: Membership) -> tuple[UUID, str, str]:
    return post.organization_id, name_key(post.post), name_key(post.person.name) if post.person else ""


def _came_after(known: Membership, starts_on: Any) -> bool:
    """Tell whether a post that is recorded was over before another of the same name began."""
    return known.ends_on is not None and starts_on is not None and known.ends_on < starts_on


def _in_cell(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if hasattr(value, "year"):
        return f"{value:%d/%m}/{value.year:04d}"
    return str(getattr(value, "label", value) or "")
