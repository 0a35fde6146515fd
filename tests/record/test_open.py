"""Every act that takes an edit opens its noun in one order: who may, then the edit that was seen, then the state."""

from random import Random
from typing import Any
from uuid import UUID

import pytest
from tests.record.walk.hand import RECIPES, Hand, load_recipes, may, round_of, side, side_of_asked
from tests.record.walk.snapshot import look
from tests.record.walk.stock import lay_in
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import (
    Body,
    LegislativeTerm,
    Livery,
    Location,
    Membership,
    Organization,
    Person,
    Source,
)
from nghitrinh.record.course.models import Hearing, Note
from nghitrinh.record.instruments.models import DocumentTemplate, Letterhead, Register
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.errors import NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.kernel.transitions import TABLES, Transition
from nghitrinh.record.meetings.models import Attendance, Series
from nghitrinh.record.opinions.models import Comment, Opinion, Request, Round
from nghitrinh.record.presence.models import Invitation
from nghitrinh.record.releases.models import Portal

MODELS: dict[str, type[Noun]] = {kind: table.model for kind, table in TABLES.items()} | {  # type: ignore[misc]
    "user": User,
    "membership": Membership,
    "livery": Livery,
    "portal": Portal,
    "body": Body,
    "term": LegislativeTerm,
    "organization": Organization,
    "person": Person,
    "location": Location,
    "source": Source,
    "register": Register,
    "series": Series,
    "attendance": Attendance,
    "invitation": Invitation,
    "hearing": Hearing,
    "note": Note,
    "request": Request,
    "opinion": Opinion,
    "comment": Comment,
    "letterhead": Letterhead,
    "template": DocumentTemplate,
    "entry": Membership,  # one of the kinds that can be struck
}
VERBS = sorted(name for name, verb in ACTS.items() if "edit" in verb.parameters.model_fields)
load_recipes()


def _kind(verb: str) -> str:
    """Return the kind of noun that an act opens: its own, the meeting of an item, who is asked, or the vote."""
    own = verb.partition(".")[0]
    return next(kind for kind in (own, "meeting", "request", "vote") if kind in ACTS[verb].parameters.model_fields)


def _judged(verb: str, noun: Any) -> tuple[Any, Transition | None]:
    """Return the noun whose state decides, with the row of its table; no row where a noun has no states."""
    for table in (TABLES.get(_kind(verb)), TABLES["meeting"], TABLES["round"]):
        row = next((row for row in table.transitions if row.verb == verb), None) if table else None
        if table and row and table.model is Round and not isinstance(noun, Round):
            now = look()
            return Round.objects.get(pk=round_of(now, now.of(str(noun._meta.model_name))[noun.pk])["id"]), row
        if table and row:
            return (noun if isinstance(noun, table.model) else noun.meeting), row
    return noun, None


def _parameters(verb: str, noun: Any) -> dict[str, Any]:
    """Return parameters that the act takes, about the noun."""
    hand = Hand(Random(verb), look(), verb, step=0, kept_grants=0)  # noqa: S311 - no secret
    kind = {"kind": str(noun._meta.model_name)} if verb == "entry.strike" else {}
    return RECIPES[verb](hand) | kind | {_kind(verb): noun.pk, "edit": noun.edit}


def _who_may(verb: str, noun: Any) -> User:
    now = look()
    row = now.of(str(noun._meta.model_name))[noun.pk]
    if "owner_id" not in row and "meeting_id" in row:  # a part of a meeting: who may is said by whose that is
        row = now.of("meeting")[row["meeting_id"]]
    submitter: UUID | None = row.get("submitted_by_id")
    owner = side_of_asked(now, verb, row) if isinstance(noun, Request | Opinion | Comment) else side(verb, row)
    able = [user for user in now.where("user") if may(now, verb, user, owner, submitter=submitter)]
    if verb == "opinion.give":  # of a body that is asked its officers alone, whatever else one is there
        able = [user for user in able if "officer" in now.roles(user, owner)]
    if verb == "person.correct":  # one holds posts in organizations, of which each has its secretary
        able = [user for user in now.where("user") if user["is_administrator"]]
    return User.objects.get(pk=able[0]["id"])


def _put(noun: Any, state: str) -> None:
    with guard.opened("test"):
        type(noun)._default_manager.filter(pk=noun.pk).update(state=state)


@pytest.mark.parametrize("verb", VERBS)
def test_who_may_then_what_was_seen_then_the_state(world: World, verb: str) -> None:
    lay_in(world)
    noun: Any = MODELS[_kind(verb)]._default_manager.first()
    judged, row = _judged(verb, noun)
    by, given = _who_may(verb, noun), _parameters(verb, noun)
    if row is not None:
        states = type(judged)._meta.get_field("state").choices
        _put(judged, next((state for state, _ in states if state not in row.sources), "gone"))
    stale = given | {"edit": noun.edit + 1}
    for outsider in (world.bob, None):
        with pytest.raises(NotAllowed):
            ACTS[verb](by=outsider, **stale)
    with pytest.raises(Stale) as refused:
        ACTS[verb](by=by, **stale)
    assert refused.value.theirs == type(noun)._default_manager.get(pk=noun.pk).as_read()
    if row is not None:
        with pytest.raises(WrongState):
            ACTS[verb](by=by, **given)
