"""What the public reads is changed with a reason: the acts that change it are derived from what they call."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.publications.queries import raise_public_revision

# Acts that only add to what was announced, or go on as it was announced: nothing that was read is otherwise.
ADDING = {
    "meeting.close": "it was held, as announced",
    "meeting.add_convener": "another body convenes it too",
    "paper.lay": "the source of a paper becomes known with its item",
}
# What is asked for a reason where it changes what was announced, and is tried beside what else it does.
ELSEWHERE = {"meeting.ask": "tests/record/voting/test_written.py"}


def _called(function: FunctionType) -> Iterator[Any]:
    """Yield what a function names of its module, and of the modules that it names."""
    names = function.__code__.co_names
    for name in names:
        found = function.__globals__.get(name)
        yield found
        if isinstance(found, ModuleType):
            yield from (getattr(found, each, None) for each in names)


def _reaches(function: FunctionType, target: Callable[..., Any], seen: set[FunctionType]) -> bool:
    if function in seen:
        return False
    seen.add(function)
    for each in _called(function):
        plain = getattr(each, "__wrapped__", each)
        if plain is target:
            return True
        if (
            isinstance(plain, FunctionType)
            and plain.__module__.startswith("nghitrinh.record")
            and _reaches(plain, target, seen)
        ):
            return True
    return False


CHANGING = {name for name, verb in ACTS.items() if _reaches(verb.function, raise_public_revision, set())}
ALWAYS = {
    name
    for name in CHANGING
    if (field := ACTS[name].parameters.model_fields.get("reason")) is not None and field.is_required()
}


class Announced:
    """A convened meeting on the portal with a chair, a public item and one of which the approved title is public."""

    def __init__(self, world: World, *, released: bool = True) -> None:
        self.world, self.meeting = world, world.plan_meeting()
        self.public = world.item(self.meeting, "Quy hoạch vùng công nghiệp")
        self.restricted = world.item(self.meeting, "Kỷ luật đồng chí A", "restricted")
        self.act("item.approve_public_title", self.restricted, by="chair", public_title="Công tác cán bộ")
        self.act("meeting.convene", self.meeting, series=world.series.pk)
        self.act("attendance.record", self.meeting, role="chair", post="Bí thư")
        if released:
            self.act("meeting.release", self.meeting)

    def act(self, verb: str, noun: Any, *, by: str = "secretary", **given: Any) -> Any:
        noun.refresh_from_db()
        fixed = {"meeting" if isinstance(noun, Meeting) else "item": noun.pk, "edit": noun.edit}
        return ACTS[verb](by=self.world.users[by], **fixed, **given)

    def revision(self) -> int:
        return int(Publication.objects.get(subject_id=self.meeting.pk).public_revision)


MOVED = {"starts_at": "2021-09-17T08:30", "place": ""}
# What each act changes of what was announced, where its reason is not wanted always: of what, who acts, what is given.
CHANGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "meeting.reschedule": ("meeting", "secretary", MOVED),
    "meeting.open": ("meeting", "secretary", {"starts_at": "2021-09-02T08:00"}),
    "attendance.record": ("meeting", "secretary", {"role": "member", "post": "Bí thư"}),
    "item.revise": ("public", "secretary", {"title": "Quy hoạch vùng động lực"}),
    "item.approve_public_title": ("restricted", "chair", {"public_title": "Việc tổ chức"}),
}


@pytest.fixture
def announced(world: World, monkeypatch: pytest.MonkeyPatch) -> Announced:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-03")
    return Announced(world)


def test_every_act_that_changes_what_is_public_takes_a_reason_or_adds() -> None:
    assert {"meeting.cancel", "meeting.correct", "decision.correct", "instrument.correct", "item.withdraw"} <= ALWAYS
    assert ALWAYS | set(CHANGES) | set(ADDING) | set(ELSEWHERE) == CHANGING
    root = Path(__file__).resolve().parents[3]
    assert all("public_without_reason" in (root / where).read_text("utf-8") for where in ELSEWHERE.values())
    assert not ALWAYS & set(CHANGES)


@pytest.mark.parametrize("verb", CHANGES)
def test_without_a_reason_it_is_refused_and_with_one_it_is_counted(announced: Announced, verb: str) -> None:
    of, by, given = CHANGES[verb]
    noun, before = getattr(announced, of), announced.revision()
    with refusing(BadInput, "public_without_reason") as refused:
        announced.act(verb, noun, by=by, **given)
    assert refused.value.field == "reason"
    assert announced.revision() == before
    announced.act(verb, noun, by=by, **given, reason="Bão số 5")
    assert announced.revision() == before + 1


@pytest.mark.parametrize("verb", CHANGES)
def test_nobody_is_asked_for_what_was_not_announced(world: World, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-03")
    found = Announced(world, released=False)
    of, by, given = CHANGES[verb]
    found.act(verb, getattr(found, of), by=by, **given)


def test_what_is_held_as_announced_and_what_is_added_needs_no_reason(
    announced: Announced, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, first = announced.meeting, announced.revision()
    announced.act("meeting.reschedule", meeting, starts_at=meeting.starts_at, place="", papers_by="2021-09-09")
    assert announced.revision() == first  # the portal says nothing of that day
    announced.act("attendance.record", meeting, role="chair", post="Phó Bí thư")
    announced.act("meeting.add_convener", meeting, organization=announced.world.council.pk)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-10")
    announced.act("meeting.open", meeting)
    announced.act("meeting.close", meeting)
    assert announced.revision() == first + 4


def test_other_words_are_not_proposed_for_what_stands_under_approved_ones(announced: Announced) -> None:
    """The item would leave the announced agenda without a word until they were approved."""
    item = announced.restricted
    with refusing(Contradiction, "public_title_announced"):
        announced.act("item.revise", item, title=item.title, public_title="Việc khác", reason="Đổi tên")
    announced.act("item.revise", item, title="Kỷ luật đồng chí B", public_title="Công tác cán bộ")
    assert AgendaItem.objects.get(pk=item.pk).public_name == "Công tác cán bộ"
