"""Taking the rows of a workbook, each by its acts: with what the record has, and what the rows before have added."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.people_list.columns import ROLE_WORDS
from nghitrinh.intake.people_list.correcting import ORGANIZATION, POST, Correctable, cells_changed
from nghitrinh.intake.people_list.outcome import Outcome, WrittenRow
from nghitrinh.intake.people_list.reading import PeopleRow
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountLink, AccountPost, Body, Membership, Organization, Person
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.grants import in_force, lasting
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.messages import Message
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.vietnamese import name_key

_AS_BEFORE = _("như ở dòng %(line)s của trang này: một mục nói một lần")
_WHICH = _("giống một chức vụ đã ghi hơn các chức vụ khác; hoặc sửa ở trang của cơ quan")


class Taking:
    """One run over the rows of a workbook."""

    def __init__(self, body: Body, by: User, reason: str, outcome: Outcome) -> None:
        self.body, self.by, self.reason, self.outcome = body, by, reason, outcome
        self.organizations: dict[str, list[Organization]] = {}
        for each in Organization.objects.filter(body=body).order_by("recorded_at"):
            self._know(each)
        self.persons: dict[str, list[Person]] = {}
        for person in Person.objects.order_by("recorded_at"):
            self.persons.setdefault(name_key(person.name), []).append(person)
        self.named = Counter({key: len(found) for key, found in self.persons.items()})
        self.posts: dict[tuple[UUID, str, str], list[Membership]] = {}
        for post in Membership.objects.select_related("person").order_by("recorded_at", "pk"):
            self.posts.setdefault(_post_key(post), []).append(post)
        self.users = {name_key(user.username): user for user in User.objects.all()}
        self.line_of: dict[UUID, int] = {}  # the line that has told of an object; a second one cannot say otherwise
        self.tied_at: dict[UUID, int] = {}  # the line that said of which post an account is

    def take(self, rows: Mapping[str, list[PeopleRow]]) -> None:
        """Take the rows of each sheet, in the order in which one needs the other."""
        for row in self._whole(rows["organizations"]):
            self._organization(row)
        for row in self._whole(rows["persons"]):
            self._person(row)
        self._posts(self._whole(rows["posts"]))
        for row in self._whole(rows["users"]):
            self._user(row)

    def _whole(self, rows: list[PeopleRow]) -> list[PeopleRow]:
        """Return the rows that say what they must; of others no act can be asked, but all else that is wrong is."""
        for row in filter(_lacks, rows):
            self._ask_the_rest(row)
        return [row for row in rows if not _lacks(row)]

    def _know(self, each: Organization) -> None:
        for name in {name_key(said) for said in (each.name, each.short_name) if said}:
            named = self.organizations.setdefault(name, [])
            if each not in named:
                named.append(each)

    def _bad(self, row: PeopleRow, name: str, expected: object) -> None:
        self.outcome.bad.append(row.bad(name, expected))

    def _act(
        self,
        row: PeopleRow,
        verb: str,
        written: str | WrittenRow,
        fields: Mapping[str, str] | None = None,
        **given: Any,
    ) -> Any:
        """Do an act of a row; what it refuses is bad at the row's cells."""
        try:
            done = ACTS[verb](by=self.by, **given)
        except ActError as error:
            for each in error.each():
                self._bad(row, (fields or {}).get(each.field, each.field), each.wanted or each.message)
            return None
        self.outcome.written.append(written if isinstance(written, WrittenRow) else WrittenRow(verb, written))
        return done

    def _one_line(self, row: PeopleRow, noun: Noun | User, differing: Mapping[str, Any]) -> bool:
        """Tell whether no row before says otherwise of an object; note the cells of a second one that does."""
        line = self.line_of.setdefault(noun.pk, row.line + 1)
        for name in differing if line != row.line + 1 else ():
            self._bad(row, name, Message(_AS_BEFORE, line=line))
        return line == row.line + 1

    def _set_right(self, row: PeopleRow, noun: Organization | Membership, how: Correctable, said: str) -> None:
        """Correct what a row says otherwise than the record, and end what it says to have ended."""
        differing = how.differing(row, noun)
        if not self._one_line(row, noun, differing) or not differing:
            self.outcome.same += not differing
            return
        ends = {name: value for name, value in differing.items() if how.is_end(name, noun, value)}
        wrong = {name: value for name, value in differing.items() if name not in ends}
        steps = [(f"{how.noun}.correct", wrong, True), (f"{how.noun}.end", ends, how.ends_with_reason)]
        where = {} if "beside" in row.columns else {"beside": "person"}
        for verb, values, has_reason in steps:
            if values:
                written = WrittenRow(verb, said, cells_changed(row, noun, values))
                given = {how.noun: noun.pk, "edit": noun.edit} | ({"reason": self.reason} if has_reason else {})
                done = self._act(row, verb, written, where, **given, **values)
                if done is None:
                    return
                noun.edit = done.edit
        for name, value in differing.items():
            setattr(noun, name, value)
        if isinstance(noun, Organization):
            self._know(noun)

    def _organization(self, row: PeopleRow) -> None:
        """Take an organization: there already, new, or otherwise than recorded."""
        key = name_key(row.values["name"])
        found = [each for each in self.organizations.get(key, []) if name_key(each.name) == key]
        living = [each for each in found if each.ended_on is None]
        same = next((each for each in found if each.ended_on == row.values.get("ended_on")), None)
        known = same or next(iter(living or found), None)
        if known is not None:
            self._set_right(row, known, ORGANIZATION, known.name)
        elif "ended_on" in row.values:
            self._bad(row, "ended_on", _("để trống với cơ quan mới"))
        else:
            made = self._act(row, "organization.found", row.values["name"], body=self.body.pk, **row.values)
            if made is not None:
                self.line_of[made.pk] = row.line + 1
                self._know(made)

    def _person(self, row: PeopleRow) -> None:
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
        self._bad(row, "organization", expected)
        return None

    def _ask_the_rest(self, row: PeopleRow) -> None:
        """Note what else is wrong with a row of which no act can be asked, so that all of it is told at once."""
        if "organization" in row.values:
            self._organization_of(row)
        if "person" in row.values:
            self._only_one(row, row.values["person"])
        self._ask_days(row)

    def _ask_days(self, row: PeopleRow) -> None:
        first, last = row.values.get("starts_on"), row.values.get("ends_on")
        if first and last and last < first:
            self._bad(row, "ends_on", Message(_("%(first)s hoặc muộn hơn"), first=first))

    def _posts(self, rows: list[PeopleRow]) -> None:
        """Take the posts: first those that are there as they are, so that no other row is held for one of them.

        Of the others those with an end come first: who held a post of one person's until then makes room for the next.
        """
        others: list[tuple[PeopleRow, Organization]] = []
        for row in rows:
            organization = self._organization_of(row)
            if organization is None:
                row.values.pop("organization")
                self._ask_the_rest(row)
            elif not self._is_there(row, self._known(row, organization)):
                others.append((row, organization))
        for row, organization in sorted(others, key=lambda each: "ends_on" not in each[0].values):
            self._post(row, organization)

    def _known(self, row: PeopleRow, organization: Organization) -> list[Membership]:
        """Return the recorded posts of a row's names that no row before was."""
        key = (organization.pk, name_key(row.values["post"]), name_key(row.values.get("person", "")))
        return self.posts.get(key, [])

    def _is_there(self, row: PeopleRow, known: list[Membership]) -> bool:
        same = next((each for each in known if not POST.differing(row, each)), None)
        if same is not None:
            known.remove(same)
            self.outcome.same += 1
        return same is not None

    def _post(self, row: PeopleRow, organization: Organization) -> None:
        """Take a post that the record has otherwise, or not at all."""
        known = self._known(row, organization)
        lasting = [each for each in known if not _came_after(each, row.values.get("starts_on"))]
        person = row.values.get("person", "")
        said = ", ".join(filter(None, (person, row.values["post"], organization.name)))
        if lasting:
            meant = self._meant(row, lasting)
            if meant is not None:
                known.remove(meant)
                self._set_right(row, meant, POST, said)
            return
        holder = self._holder(row, person) if person else None
        if not person or holder is not None:
            self._appointed(row, organization, holder, said)

    def _meant(self, row: PeopleRow, lasting: list[Membership]) -> Membership | None:
        """Return the recorded post that a row corrects: the one from which it differs least, if one does alone."""
        ranked = sorted(lasting, key=lambda each: len(POST.differing(row, each)))
        least = POST.differing(row, ranked[0])
        rivals = [each for each in ranked if len(POST.differing(row, each)) == len(least)]
        if all(_same_post(each, rivals[0]) for each in rivals):
            return rivals[0]
        for name in least:
            self._bad(row, name, _WHICH)
        return None

    def _only_one(self, row: PeopleRow, name: str) -> bool:
        """Tell whether no two people of the record have a name; note the cell of one that two have."""
        several = len(self.persons.get(name_key(name), [])) > 1
        if several:
            self._bad(row, "person", _("tên chỉ một người có; người này ghi ở trang của cơ quan"))
        return not several

    def _holder(self, row: PeopleRow, name: str) -> Person | None:
        if not self._only_one(row, name):
            self._ask_days(row)
            return None
        found = self.persons.get(name_key(name), [])
        return found[0] if found else self._registered(row, name, "person")

    def _appointed(self, row: PeopleRow, organization: Organization, holder: Person | None, said: str) -> None:
        given = {name: row.values.get(name, empty) for name, empty in POST.empty.items()}
        given |= {"organization": organization.pk, "post": row.values["post"], "person": holder.pk if holder else None}
        where = {} if "beside" in row.columns else {"beside": "person"}
        self._act(row, "membership.appoint", said, where, **given)

    def _user(self, row: PeopleRow) -> None:
        """Take a user with a role: invited where new, set right where recorded otherwise, given a role not held."""
        key = name_key(row.values["username"])
        user = self.users.get(key)
        if user is None:
            user = self._invited(row)
        elif user.post != row.values["post"]:
            user = self._renamed(row, user)
        else:
            self.line_of.setdefault(user.pk, row.line + 1)
            self.outcome.same += not {"role", "own_post"} & row.values.keys()
        if user is None:
            self._role_in(row)
        else:
            self.users[key] = user
            self._given(row, user)

    def _invited(self, row: PeopleRow) -> User | None:
        named = {name: row.values[name] for name in ("username", "post")}
        link: AccountLink | None = self._act(row, "user.invite", named["username"], **named)
        if link is None:
            return None
        self.outcome.links.append(link)
        self.line_of[link.user.pk] = row.line + 1
        return link.user

    def _renamed(self, row: PeopleRow, user: User) -> User | None:
        post = {"post": row.values["post"]}
        if not self._one_line(row, user, post):
            return None
        written = WrittenRow("user.rename", user.username, cells_changed(row, user, post))
        given: dict[str, Any] = {"user": user.pk, "edit": user.edit, "username": user.username, "reason": self.reason}
        done: User | None = self._act(row, "user.rename", written, **given, **post)
        return done

    def _role_in(self, row: PeopleRow) -> Organization | None:
        """Return the organization in which a row gives a role; note what is wrong with the two cells."""
        lacks = {"organization", "role"} - row.values.keys()
        if lacks == {"organization"} or (lacks == {"role"} and "own_post" not in row.values):
            self._bad(row, next(iter(lacks)), _("cơ quan và vai trò đi cùng nhau"))
        return self._organization_of(row) if "organization" in row.values else None

    def _given(self, row: PeopleRow, user: User) -> None:
        organization = self._role_in(row)
        if "own_post" in row.values:
            self._tied(row, user, organization)
        if organization is None or "role" not in row.values:
            return
        role: Role = row.values["role"]
        if user.grants.filter(in_force(clock.today()), organization=organization, role=role).exists():
            self.outcome.same += 1
            return
        said = f"{user.username}: {ROLE_WORDS[role]}, {organization.name}"
        self._act(row, "grant.give", said, user=user.pk, organization=organization.pk, role=role)

    def _tied(self, row: PeopleRow, user: User, organization: Organization | None) -> None:
        """Say of which post an account is the holder's own: one of the body that the row names, held today."""
        if organization is None:
            if "organization" not in row.values:
                self._bad(row, "organization", _("cơ quan của chức vụ ấy"))
            return
        key = name_key(row.values["own_post"])
        held = organization.memberships.filter(lasting(clock.today())).select_related("person")
        found = [each for each in held if name_key(each.post) == key]
        if len(found) != 1:
            several = _("chức vụ chỉ một người giữ; chức vụ này ghi ở trang của người dùng")
            self._bad(row, "own_post", several if found else _("chức vụ của cơ quan ấy, có người giữ hôm nay"))
            return
        line = self.tied_at.setdefault(user.pk, row.line + 1)
        if line != row.line + 1:
            self._bad(row, "own_post", Message(_AS_BEFORE, line=line))
            return
        kept = AccountPost.objects.filter(user=user).first()
        if kept is not None and kept.membership_id == found[0].pk:
            self.outcome.same += "role" not in row.values
            return
        edit = User.objects.get(pk=user.pk).edit
        said = f"{user.username}: {found[0].post}, {organization.name}"
        fields = {"membership": "own_post", "user": "username"}
        self._act(row, "user.name_holder", said, fields, user=user.pk, edit=edit, membership=found[0].pk)


def _lacks(row: PeopleRow) -> bool:
    """Tell whether a row lacks what it must say, so that no act can be asked about it."""
    return any(column.required and column.field not in row.values for column in row.sheet.columns)


def _post_key(post: Membership) -> tuple[UUID, str, str]:
    return post.organization_id, name_key(post.post), name_key(post.person.name) if post.person else ""


def _came_after(known: Membership, starts_on: Any) -> bool:
    """Tell whether a post that is recorded was over before another of the same name began."""
    return known.ends_on is not None and starts_on is not None and known.ends_on < starts_on


def _same_post(one: Membership, other: Membership) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in POST.empty)
