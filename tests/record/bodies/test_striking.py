"""What was entered by mistake is struck: it goes, the journal keeps it, and what others rest on stays."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import FormerName, Grant, Membership, Organization, Owned
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale
from nghitrinh.record.kernel.models import Journal, Noun
from nghitrinh.record.kernel.striking import STRIKABLE, resting_on
from nghitrinh.record.opinions.models import Round

# What no page strikes: it is made once, is written with something else, or is taken back by an act of its own.
NOT_STRUCK = {
    "body": "a record begins with it",
    "user": "an account is blocked",
    "accountlink": "a link is ended",
    "identity": "an empty value takes it back",
    "mailaddress": "an empty address takes it back",
    "accountpost": "no post takes it back",
    "livery": "it is chosen anew",
    "letterhead": "it is revised",
    "documenttemplate": "it is withdrawn",
    "succession": "tasks moved by it",
    "numbergap": "what was declared is in the register",
    "portal": "it is described anew",
    "release": "it was handed out",
}


def strike(world: World, noun: Any, *, by: Any = None, **more: Any) -> Any:
    kind = str(noun._meta.model_name)
    given = {"kind": kind, "entry": noun.pk, "edit": noun.edit, "reason": "Ghi nhầm"} | more
    return ACTS["entry.strike"](by=by or world.admin, **given)


def _organization(world: World) -> Noun:
    given = {"body": world.body.pk, "name": "Sở Gõ nhầm", "kind": "department"}
    return ACTS["organization.found"](by=world.admin, **given)


def _membership(world: World) -> Noun:
    return ACTS["membership.appoint"](by=world.secretary, organization=world.committee.pk, post="Ủy viên")


def _delegation(world: World) -> Noun:
    days = {"starts_on": "2031-01-01", "ends_on": "2031-02-01", "reason": "Đi học"}
    given = {"user": world.bob.pk, "organization": world.committee.pk, "role": "reader"}
    return ACTS["grant.delegate"](by=world.admin, **given, **days)


def _former(world: World) -> Noun:
    now = Organization.objects.get(pk=world.department.pk)
    given = {"name": "Sở Tên mới", "renamed_on": "2021-01-01"}
    ACTS["organization.rename"](by=world.admin, organization=now.pk, edit=now.edit, **given)
    return FormerName.objects.get(organization=now)


def _source(world: World) -> Noun:
    given = {"organization": world.committee.pk, "kind": "page", "title": "Trang nhầm", "text": "Lời"}
    return ACTS["source.register"](by=world.admin, **given)


def _invitation(world: World) -> Noun:
    meeting = world.plan_meeting()
    return ACTS["invitation.invite"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit, post="Khách")


def _request(world: World) -> Noun:
    paper = world.paper(world.item())
    ACTS["paper.submit"](by=world.officer, paper=paper.pk, edit=paper.edit, body="Lời")
    given = {"version": paper.versions.get().pk, "question": "Hỏi", "due_on": clock.today()}
    made: Round = ACTS["round.open"](by=world.secretary, bodies=[world.council.pk], **given)
    return made.requests.get()


MADE: dict[str, Callable[[World], Noun]] = {
    "organization": _organization,
    "membership": _membership,
    "grant": _delegation,
    "formername": _former,
    "source": _source,
    "invitation": _invitation,
    "request": _request,
    "person": lambda world: ACTS["person.register"](by=world.admin, name="Người ghi nhầm"),
    "location": lambda world: ACTS["location.name"](by=world.admin, body=world.body.pk, name="Xã ghi nhầm"),
    "legislativeterm": lambda world: ACTS["term.open"](
        by=world.admin, body=world.body.pk, number="XXX", starts_on="2031-01-01"
    ),
    "series": lambda world: ACTS["series.start"](
        by=world.secretary, organization=world.committee.pk, name="Phiên họp ghi nhầm"
    ),
    "holiday": lambda world: ACTS["holiday.declare"](
        by=world.secretary, organization=world.committee.pk, day="2031-01-01", name="Ngày ghi nhầm"
    ),
    "register": lambda world: ACTS["register.open"](
        by=world.secretary, organization=world.committee.pk, symbol="XX/TU", counting="year"
    ),
}


def test_every_noun_that_many_share_is_struck_or_has_a_reason_not_to_be(world: World) -> None:
    shared = {
        str(model._meta.model_name)
        for model in Journal._meta.apps.get_models()
        if issubclass(model, Noun) and not issubclass(model, Owned) and model._meta.app_label == "record"
    }
    parts = {each for each in shared if each not in STRIKABLE and each not in NOT_STRUCK}
    on_their_own = {each for each in parts if not _hangs_under_a_noun(each)}
    assert on_their_own == set()
    assert set(MADE) == set(STRIKABLE)


def _hangs_under_a_noun(kind: str) -> bool:
    """Tell whether a model is a part: some column of it leads to what belongs to an organization."""
    model = Journal._meta.apps.get_model("record", kind)
    related = [column.related_model for column in model._meta.concrete_fields if column.related_model]
    return any(issubclass(each, Owned) or _hangs_under_a_noun(each._meta.model_name) for each in related)


@pytest.mark.parametrize("kind", MADE)
def test_an_entry_goes_and_the_journal_keeps_what_it_said(world: World, kind: str) -> None:
    entry = MADE[kind](world)
    said = str(entry.label())
    strike(world, entry)
    assert not type(entry)._default_manager.filter(pk=entry.pk).exists()
    line = Journal.objects.order_by("-seq")[0]
    content = journal.contents_of([line.seq])[line.seq]
    assert content is not None
    assert (line.act, content["title"], content["reason"]) == ("entry.strike", said, "Ghi nhầm")
    assert content["rows"][f"{kind}:{entry.pk}"] is None
    assert [each.new for each in journal.changes_of(line, content) if each.of == f"{kind}:{entry.pk}"]
    assert journal.verify() == []


def test_what_others_rest_on_stays_and_the_refusal_names_them(world: World) -> None:
    post = _membership(world)
    assert not resting_on(post)
    on = world.plan_meeting()
    ACTS["meeting.convene"](by=world.secretary, meeting=on.pk, edit=on.edit, series=world.series.pk)
    for noun, on in ((world.committee, "membership"), (world.term, "series"), (world.series, "convening")):
        with refusing(Contradiction, "rested_on") as caught:
            strike(world, type(noun).objects.get(pk=noun.pk))
        assert on in caught.value.found
    with refusing(Contradiction, "rested_on"):
        person = ACTS["person.register"](by=world.admin, name="Lê Văn Cường")
        ACTS["membership.appoint"](by=world.admin, organization=world.department.pk, post="X", person=person.pk)
        strike(world, person)


def test_a_role_by_which_something_was_done_stays(world: World) -> None:
    grant = Grant.objects.get(user=world.secretary, organization=world.committee)
    world.plan_meeting()
    with refusing(Contradiction, "rested_on"):
        strike(world, grant)


def test_a_renaming_that_was_none_gives_the_name_back(world: World) -> None:
    before = world.department.name
    strike(world, _former(world))
    assert Organization.objects.get(pk=world.department.pk).name == before


def test_a_secretary_strikes_what_is_of_their_own_and_nothing_else(world: World) -> None:
    strike(world, _membership(world), by=world.secretary)
    other = ACTS["membership.appoint"](by=world.admin, organization=world.council.pk, post="Chủ tịch")
    for noun in (other, world.council, world.committee, Grant.objects.order_by("recorded_at")[0]):
        with pytest.raises(NotAllowed):
            strike(world, noun, by=world.secretary)
    with pytest.raises(Stale):
        strike(world, other, edit=7)
    with refusing(BadInput, "not_strikable"):
        strike(world, other, kind="meeting")
    assert Membership.objects.filter(pk=other.pk).exists()
