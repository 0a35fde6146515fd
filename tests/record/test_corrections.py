"""What every correction has in common: one that changes nothing is refused, whatever it corrects."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.record.decided import kept
from tests.record.instruments.chain import Chain, make_chain
from tests.record.voting.concluded import voted
from tests.record.voting.hall import hall
from tests.record.voting.slips import slips
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.models import (
    Body,
    LegislativeTerm,
    Location,
    Membership,
    Organization,
    Person,
    Source,
)
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Register
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal, Noun
from nghitrinh.record.meetings.models import Meeting, Series

WORDS = {"title": "Bài", "lead": "", "body": "Hội nghị họp."}
WHY = {"reason": "Ghi nhầm", "authority": "Biên bản"}


def _closed(chain: Chain) -> dict[str, Any]:
    secretary, meeting = chain.world.secretary, Meeting.objects.get(pk=chain.meeting.pk)
    given: dict[str, Any] = {"role": "chair", "post": "Bí thư"}
    ACTS["attendance.record"](by=secretary, meeting=meeting.pk, edit=meeting.edit, **given)
    closed = ACTS["meeting.close"](by=secretary, meeting=meeting.pk, edit=meeting.edit + 1)
    return {"meeting": closed.pk, "edit": closed.edit, "reason": "Ghi nhầm"}


def _meeting(chain: Chain) -> dict[str, Any]:
    closed = _closed(chain)
    meeting = Meeting.objects.get(pk=closed["meeting"])
    return closed | {"name": meeting.name, "starts_at": meeting.starts_at, "place": meeting.place}


def _decision(chain: Chain) -> dict[str, Any]:
    now = Decision.objects.get(pk=chain.decision.pk)
    return {"decision": now.pk, "edit": now.edit, "points": [kept(now)], "agreed_on": clock.today(), **WHY}


def _article(chain: Chain) -> dict[str, Any]:
    secretary = chain.world.secretary
    article: Article = ACTS["article.draft"](by=secretary, meeting=chain.meeting.pk, **WORDS)
    article = ACTS["article.submit"](by=secretary, article=article.pk, edit=article.edit)
    verdict = {"article_revision": article.current, "facts_digest": facts_digest(article.meeting)}
    article = ACTS["article.release"](by=secretary, article=article.pk, edit=article.edit, verdict=verdict)
    return {"article": article.pk, "edit": article.edit, **WORDS, **WHY}


def _instrument(chain: Chain) -> dict[str, Any]:
    issued = chain.issued()
    return {"instrument": issued.pk, "edit": issued.edit, **WHY}


# For each correction, what leaves everything as it is.
def _rule(chain: Chain) -> dict[str, Any]:
    wanted = {"quorum": ">= 2/3 in_office", "majority": "> 1/2 in_office"}
    provisions = [{"key": key, "value": value, "basis": "Quy chế, Điều 7"} for key, value in wanted.items()]
    given = {"organization": chain.world.committee.pk, "title": "Quy chế", "starts_on": "2021-01-01"}
    rule = ACTS["rule.draft"](by=chain.world.secretary, provisions=provisions, **given)
    adopted = ACTS["rule.adopt"](by=chain.world.chair, rule=rule.pk, edit=rule.edit)
    return {"rule": rule.pk, "edit": adopted.edit, "reason": "Như cũ", "provisions": provisions}


def _minutes(chain: Chain) -> dict[str, Any]:
    by, closed = chain.world.secretary, _closed(chain)
    minutes = ACTS["minutes.draft"](by=by, meeting=closed["meeting"])
    who = {"writer_post": "Chánh Văn phòng", "chair_post": "Bí thư", "opening": "Chào cờ."}
    for verb, given in (("revise", who), ("review", {}), ("sign_off", {}), ("sign", {})):
        paper = {"signed_on": clock.today()} if verb.startswith("sign") else given
        minutes = ACTS[f"minutes.{verb}"](by=by, minutes=minutes.pk, edit=minutes.edit, **paper)
    same = {"opening": "Chào cờ.", "agreed_on": clock.today(), "minutes": minutes.pk, "edit": minutes.edit}
    return same | WHY


def _vote(chain: Chain) -> dict[str, Any]:
    vote = voted(hall(chain.world, accounts=False))
    tallies = [{"agreeing": 4, "opposing": 1}]
    return {"vote": vote.pk, "edit": vote.edit, "tallies": tallies, "agreed_on": clock.today(), **WHY}


def _slip(chain: Chain) -> dict[str, Any]:
    """Return what corrects a slip to what two people read on it, as the one answer that everybody gave."""
    made = slips(chain.world)
    vote = made.ask()
    for held in made.sitting.posts.values():
        for reader in (chain.world.secretary, chain.world.member):
            read = {"vote": vote.pk, "membership": held.pk, "option": "agrees", "received_on": clock.today()}
            ACTS["slip.enter"](by=reader, **read)
    closed = made.close(vote)
    said = {"membership": next(iter(made.sitting.posts.values())).pk, "option": "agrees"}
    return {"vote": closed.pk, "edit": closed.edit, "agreed_on": clock.today(), **said, **WHY}


def _heard(chain: Chain) -> Any:
    return hall(chain.world, accounts=False).item


def _hearing(chain: Chain) -> dict[str, Any]:
    hearing = ACTS["item.begin"](by=chain.world.secretary, item=_heard(chain).pk)
    return {"hearing": hearing.pk, "edit": hearing.edit, "reason": "Ghi nhầm", "began_at": hearing.began_at}


def _note(chain: Chain) -> dict[str, Any]:
    item = _heard(chain)
    ACTS["item.begin"](by=chain.world.secretary, item=item.pk)
    note = ACTS["note.add"](by=chain.world.secretary, item=item.pk, text="Rà lại diện tích")
    return {"note": note.pk, "edit": note.edit, "reason": "Ghi nhầm", "text": note.text}


SAME: dict[str, Callable[[Chain], dict[str, Any]]] = {
    "meeting.correct": _meeting,
    "vote.correct": _vote,
    "slip.correct": _slip,
    "hearing.correct": _hearing,
    "note.correct": _note,
    "attendance.correct": lambda chain: _closed(chain) | {"role": "chair", "post": "Bí thư"},
    "decision.correct": _decision,
    "article.correct": _article,
    "instrument.correct": _instrument,
    "minutes.correct": _minutes,
    "rule.correct": _rule,
}


def _of(noun: str, model: type[Noun], **same: str) -> Callable[[Chain], dict[str, Any]]:
    """Return what a correction of a name of the record is given that leaves it as it is."""

    def given(chain: Chain) -> dict[str, Any]:
        person = ACTS["person.register"](by=chain.world.admin, name="Trần Thị Bình")
        post = {"organization": chain.world.committee.pk, "post": "Ủy viên", "person": person.pk}
        ACTS["membership.appoint"](by=chain.world.secretary, **post)
        found = model._default_manager.order_by("recorded_at", "pk")[0]
        values = {name: getattr(found, column) for name, column in same.items()}
        return {noun: found.pk, "edit": found.edit, "reason": "Ghi nhầm", **values}

    return given


SAME |= {
    "body.correct": _of("body", Body, name="name"),
    "term.correct": _of("term", LegislativeTerm, number="number", starts_on="starts_on", ends_on="ends_on"),
    "organization.correct": _of("organization", Organization, name="name", kind="kind", started_on="started_on"),
    "person.correct": _of("person", Person, name="name"),
    "membership.correct": _of("membership", Membership, post="post", person="person_id", voting="voting"),
    "location.correct": _of("location", Location, name="name", kind="kind"),
    "register.correct": _of("register", Register, symbol="symbol"),
    "series.correct": _of("series", Series, name="name"),
    "source.correct": _of("source", Source, title="title", address="address"),
}
# A document has no words of its own to correct: it takes over what was corrected of its decisions.
BY_ADMIN = {"body.correct", "term.correct", "organization.correct", "location.correct", "source.correct"}
CODES = {"instrument.correct": "no_issued_correction"}


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


@pytest.mark.parametrize("verb", [name for name in sorted(ACTS) if name.endswith(".correct")])
def test_a_correction_that_changes_nothing_is_refused(chain: Chain, verb: str) -> None:
    given = SAME[verb](chain)
    lines = Journal.objects.count()
    with refusing(ActError, CODES.get(verb, "nothing_corrected")):
        ACTS[verb](by=chain.world.admin if verb in BY_ADMIN else chain.world.secretary, **given)
    assert (Journal.objects.count(), journal.verify()) == (lines, [])


def test_links_to_other_facts_are_a_correction(chain: Chain) -> None:
    given = _article(chain)
    given |= {"body": "[Hội nghị họp.]{F1}", "links": {"F1": ["figure", "a"]}}
    ACTS["article.correct"](by=chain.world.secretary, **given)
    linked = given | {"edit": given["edit"] + 1, "links": {"F1": ["figure", "b"]}}
    assert ACTS["article.correct"](by=chain.world.secretary, **linked).current == 3
