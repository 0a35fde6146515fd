"""The hand that chooses what a walk does next: mostly what the tables allow, sometimes what they refuse."""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from tests.record.walk.snapshot import Row, Snapshot

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import ACCOUNT_HOLDER, ADMINISTRATOR, INSIDE, PROGRAM, Role
from nghitrinh.record.kernel.transitions import TABLES, Transition
from nghitrinh.record.nouns import NOUNS

Given = dict[str, Any]
Recipe = Callable[["Hand"], Given]
RECIPES: dict[str, Recipe] = {}
NOBODY = UUID(int=0)

# Which model's rows a verb is about, by its first word.
MODELS = {row.kind: row.key for row in NOUNS.values()} | {"attendance": "meeting", "template": "documenttemplate"}


def recipe(name: str) -> Callable[[Recipe], Recipe]:
    """Register how the parameters of an act are chosen."""

    def register(function: Recipe) -> Recipe:
        RECIPES[name] = function
        return function

    return register


def load_recipes() -> None:
    """Import every module of recipes, the next one too: importing it fills the table."""
    for path in sorted(Path(__file__).parent.glob("recipes_*.py")):
        import_module(f"tests.record.walk.{path.stem}")


def main_row(verb: str) -> tuple[str, Transition] | None:
    """Return the model and the row of the table that a verb's own noun has; None when no table decides."""
    noun = verb.split(".", maxsplit=1)[0]
    rows = [(str(table.model._meta.model_name), row) for table in TABLES.values() for row in table.transitions]
    found = {model: row for model, row in rows if row.verb == verb}
    own = MODELS.get(noun, noun)
    if own in found:
        return own, found[own]
    return next(iter(found.items()), None)


class Hand:
    """Chooses the parameters of one act, and who does it, from what the record holds."""

    def __init__(self, random: Random, now: Snapshot, verb: str, *, step: int, kept_grants: int) -> None:
        self.random, self.now, self.verb = random, now, verb
        self.step, self.kept_grants = step, kept_grants
        self.owner: Any = NOBODY
        self.holder: Any = NOBODY
        self.submitter: Any = NOBODY
        self.acting: Any = NOBODY  # the user whose post it is that the act names
        self._said = 0

    def chance(self, percent: int) -> bool:
        """Tell whether a thing of some likelihood happens."""
        return self.random.random() * 100 < percent

    def pick(self, options: Sequence[Any]) -> Any:
        """Choose one of several."""
        return self.random.choice(options)

    def maybe(self, value: Any, otherwise: Any = None) -> Any:
        """Choose a value or another."""
        return value if self.chance(50) else otherwise

    def text(self, words: str = "Chữ") -> str:
        """Return words that nothing else says."""
        self._said += 1
        return f"{words} {self.step}.{self._said}"

    def one(self, model: str, fits: Callable[[Row], bool] | None = None) -> Row:
        """Choose a row that fits, or any when none does; where there is none at all, one that does not exist."""
        rows = self.now.where(model, fits) or self.now.where(model)
        return self.pick(rows) if rows else {"id": NOBODY, "edit": 1, "owner_id": NOBODY, "organization_id": NOBODY}

    def key(self, model: str, fits: Callable[[Row], bool] | None = None) -> Any:
        """Choose a row and return its key."""
        return self.one(model, fits)["id"]

    def level(self) -> str:
        """Choose a level, mostly public: only that goes all the way."""
        return str(self.pick(["public", "public", "public", "public", "internal", "restricted"]))

    def edit(self, row: Row) -> int:
        """Return the edit that the reader saw: mostly the one that is."""
        return int(row["edit"]) + (0 if self.chance(95) else self.pick([-1, 1]))

    def subject(self, fits: Callable[[Row], bool] | None = None) -> Given:
        """Choose what the verb is done to, mostly in a state that the table allows; return its key and edit."""
        row = self.subject_row(fits)
        return {self.verb.split(".")[0]: row["id"], "edit": self.edit(row)}

    def subject_row(self, fits: Callable[[Row], bool] | None = None) -> Row:
        """Choose what the verb is done to, and note whose it is."""
        noun = self.verb.split(".")[0]
        model = MODELS.get(noun, noun)
        row = self.one(
            model, (lambda each: self._ready(each) and (fits is None or fits(each))) if self.chance(93) else None
        )
        self.owner = side(self.verb, row)
        self.submitter = row.get("submitted_by_id", NOBODY)
        return row

    def _ready(self, row: Row) -> bool:
        """Tell whether the table allows the verb from this row's state; `item.move` asks the meeting's instead."""
        found = main_row(self.verb)
        moves_this = found is not None and "state" in row and found[0] == MODELS.get(self.verb.split(".")[0], found[0])
        return not moves_this or found is None or row["state"] in found[1].sources

    def meeting(self, fits: Callable[[Row], bool] | None = None) -> Given:
        """Choose a meeting for a verb that is done to it, and note whose it is."""
        found = main_row(self.verb)
        sources = found[1].sources if found else ()
        row = self.one(
            "meeting",
            (lambda each: each["state"] in sources and (fits is None or fits(each))) if self.chance(93) else None,
        )
        self.owner = row["owner_id"]
        return {"meeting": row["id"], "edit": self.edit(row)}

    def organization(self) -> Any:
        """Choose whose the new thing is: mostly the committee's."""
        committee = [row for row in self.now.where("organization") if row["kind"] == "standing_committee"]
        self.owner = committee[0]["id"] if self.chance(85) else self.key("organization")
        return self.owner

    def who(self) -> Row | None:
        """Choose the user: mostly one who may, sometimes any, sometimes nobody."""
        users = self.now.where("user")
        able = [user for user in users if may(self.now, self.verb, user, self.owner, self.holder, self.submitter)]
        if able and self.chance(92):
            return self.pick([user for user in able if user["id"] == self.acting] or able)
        if not able and PROGRAM in allowed_roles(self.verb) and self.chance(92):
            return None  # what no user does
        return self.pick([*users, None])


def own_post(hand: Hand) -> Any:
    """Choose a post for which somebody acts: mostly one that is some account's own."""
    tied = [row for row in hand.now.where("accountpost") if row["membership_id"]]
    if not tied or hand.chance(20):
        return hand.key("membership")
    row = hand.pick(tied)
    hand.acting = row["user_id"]
    return row["membership_id"]


def agreed(hand: Hand) -> Given:
    """Return on which day who signed or approved it agreed to a correction: mostly long after."""
    return {"agreed_on": hand.pick([clock.today(), date(2021, 1, 1)])} if hand.chance(90) else {}


def side(verb: str, row: Row) -> Any:
    """Return the organization whose roles decide: the charged body's where it answers, else the owner's."""
    if verb in ("task.accept", "task.report", "task.answer"):
        return row.get("responsible_id", NOBODY)
    if verb.startswith("organization."):
        return row["id"]
    return row.get("owner_id") or row.get("organization_id") or NOBODY


def round_of(now: Snapshot, row: Row) -> Row:
    """Return the round in which somebody was asked, by the row of the request, of its opinion, or of a comment."""
    if "opinion_id" in row:
        row = now.of("opinion")[row["opinion_id"]]
    if "request_id" in row:
        row = now.of("request")[row["request_id"]]
    return now.of("round")[row["round_id"]]


def paper_of(now: Snapshot, of_round: Row) -> Row:
    """Return the paper of a version that a round, a finding or a file is about."""
    return now.of("paper")[now.of("paperrevision")[of_round["version_id"]]["paper_id"]]


def side_of_asked(now: Snapshot, verb: str, row: Row) -> Any:
    """Return whose roles decide about a request, its opinion or a comment: of whom is asked, or of who asks."""
    if verb not in ("opinion.give", "opinion.sign", "opinion.note_signed"):
        return round_of(now, row)["owner_id"]
    asked = now.of("request")[row["request_id"]] if "request_id" in row else row
    member = now.of("membership").get(asked["membership_id"])
    return member["organization_id"] if member else asked["organization_id"]


def allowed_roles(verb: str) -> tuple[str, ...]:
    """Return who may do a verb: by its noun's table, or as the act itself declares."""
    found = main_row(verb)
    return tuple(found[1].roles) if found else ACTS[verb].who


def may(now: Snapshot, verb: str, user: Row | None, owner: Any, holder: Any = NOBODY, submitter: Any = NOBODY) -> bool:
    """Tell whether a user may do a verb for an organization.

    `holder` is the user whose account it is; `submitter` the body whose officers bring a paper.
    """
    allowed = allowed_roles(verb)
    if user is None:
        return PROGRAM in allowed
    if not user["is_active"]:
        return False
    if (ADMINISTRATOR in allowed and user["is_administrator"]) or (ACCOUNT_HOLDER in allowed and user["id"] == holder):
        return True
    if verb == "release.seal":
        return any("secretary" in now.roles(user, organization) for organization in now.of("organization"))
    if Role.OFFICER in allowed and verb.startswith(("paper.", "comment.", "finding.")):
        return "secretary" in now.roles(user, owner) or "officer" in now.roles(user, submitter)
    of_own = verb not in ("organization.end", "organization.succeed")  # these, of a body inside which nobody works
    return (of_own and bool(now.roles(user, owner) & set(allowed))) or keeps(now, verb, user, owner)


# What a secretary does for the bodies of their jurisdiction inside which nobody works, and for the jurisdiction.
OF_BODIES = (
    *("organization.correct", "organization.rename", "organization.correct_former", "organization.end"),
    *("membership.appoint", "membership.end", "membership.correct", "person.register", "person.correct"),
    *("organization.succeed", "entry.strike"),
)
OF_JURISDICTIONS = (
    *("organization.found", "location.name", "location.correct", "location.end"),
    *("term.open", "term.correct", "term.close", "entry.strike"),
)


def keeps(now: Snapshot, verb: str, user: Row, owner: Any) -> bool:
    """Tell whether a secretary may do a verb about what no body keeps itself; `owner` is a body, or nobody's."""
    if verb in OF_JURISDICTIONS and owner in (None, NOBODY):
        return any("secretary" in now.roles(user, each) for each in now.of("organization"))
    body = now.of("organization").get(owner) if verb in OF_BODIES else None
    of_it = now.where("grant", lambda grant: grant["organization_id"] == owner)
    if body is None or any(each["role"] in INSIDE and works(each) for each in of_it):
        return False
    same = now.where("organization", lambda each: each["body_id"] == body["body_id"] and each["ended_on"] is None)
    return any("secretary" in now.roles(user, each["id"]) for each in same)


def works(grant: Row) -> bool:
    """Tell whether a grant lets somebody in, today or from a day that is set."""
    return grant["ended_at"] is None and (grant["ends_on"] is None or clock.today() <= grant["ends_on"])
