"""A clerical error in counted numbers is corrected with a reason and who agreed; nothing rests on what was wrong."""

from typing import Any

import pytest
from tests.record.decided import correct as correct_decision
from tests.record.decided import kept
from tests.record.presence.room import DAY
from tests.record.voting.concluded import Concluded, concluded, voted
from tests.record.voting.hall import Hall, hall
from tests.refused import refusing
from tests.world import World

from nghitrinh.publication.rows import public_rows
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import Publication, User
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.models import CountCorrection, Tally, Vote

WHY = {"reason": "Ghi nhầm khi cộng", "authority": "Biên bản kiểm phiếu"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def correct(made: Hall, vote: Vote, agreeing: int, opposing: int, *, by: User | None = None, **given: Any) -> Any:
    """Correct the numbers of a vote, as the chair unless somebody is named."""
    now, tallies = Vote.objects.get(pk=vote.pk), [{"agreeing": agreeing, "opposing": opposing}]
    asked = WHY | {"vote": now.pk, "edit": now.edit, "tallies": tallies} | given
    return ACTS["vote.correct"](by=by or made.world.chair, **asked)


def test_the_result_is_computed_again_from_what_the_vote_kept(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 2)
    for post in ("Phó Bí thư", "Trưởng ban", "Giám đốc"):
        made.leave(post)
    done = correct(made, vote, 3, 2)
    tally = Tally.objects.get(count__vote=vote)
    assert (tally.agreeing, tally.opposing, tally.needed, tally.verdict) == (3, 2, 3, "passed")
    again = result_of(Vote.objects.get(pk=vote.pk), tally.count, tally)
    assert (again.of, again.needed, again.verdict) == (tally.of, tally.needed, tally.verdict)
    assert done.correction.before["tallies"][0]["verdict"] == "not_passed"
    assert (done.correction.reason, done.correction.agreed_on, done.correction.recorded_by) == (
        WHY["reason"],
        clock.today(),
        None,
    )
    assert journal.verify() == []


def test_on_paper_the_sheet_is_corrected_too_and_adds_up(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 4, "paper")
    sheet = {"issued": 5, "returned": 5, "valid": 4, "spoilt": 1}
    correct(made, vote, 3, 1, **sheet)
    count = Vote.objects.get(pk=vote.pk).count
    assert (count.valid, count.spoilt, count.tallies.get().agreeing) == (4, 1, 3)
    with refusing(Contradiction, "tally_does_not_add_up"):
        correct(made, vote, 4, 1, **sheet)
    with refusing(Contradiction, "more_issued_than_present"):
        correct(made, vote, 5, 1, issued=6, returned=6, valid=6, spoilt=0)
    with refusing(BadInput, "sheet_incomplete"):
        correct(made, vote, 4, 1, valid=5)


def test_who_agreed_is_asked_and_who_recorded_it_kept(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 4)
    with refusing(Contradiction, "correction_not_agreed"):
        correct(made, vote, 5, 0, by=world.secretary)
    done = correct(made, vote, 5, 0, by=world.secretary, agreed_on=DAY)
    assert done.correction.recorded_by == world.secretary
    with pytest.raises(NotAllowed):
        correct(made, vote, 4, 1, by=world.reader)


def test_what_is_the_same_or_more_than_were_there_is_refused(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 4)
    with refusing(BadInput, "nothing_corrected"):
        correct(made, vote, 4, 1)
    with refusing(Contradiction, "more_than_present"):
        correct(made, vote, 5, 1)
    assert CountCorrection.objects.count() == 0


def test_nobody_corrects_what_members_said_by_name(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    made.cast(vote, "Phó Bí thư")
    made.step("close", vote)
    with refusing(WrongState, "other_form"):
        correct(made, vote, 2, 0)


def test_numbers_that_a_decision_would_contradict_wait_for_its_correction(world: World) -> None:
    made = concluded(world, "Thống nhất chủ trương.")
    with refusing(Contradiction, "decision_against_recount") as caught:
        correct(made.hall, made.vote, 2, 3)
    assert "“Thống nhất”" in caught.value.said()
    assert "2/5" in caught.value.said()
    again = kept(made.decision, vote=made.vote.pk)
    correct_decision(world, made.decision, again | {"outcome": "deferred"})
    assert correct(made.hall, made.vote, 2, 3).dependents == [f"decision:{made.decision.pk}"]
    again = kept(made.decision, vote=made.vote.pk)
    assert correct_decision(world, made.decision, again | {"outcome": "refused"}).version.number == 3
    assert journal.verify() == []


def test_words_that_tell_the_old_count_are_corrected_first(world: World) -> None:
    made = concluded(world)
    with refusing(Contradiction, "words_against_recount") as caught:
        correct(made.hall, made.vote, 5, 0)
    assert "4/5 đồng chí" in caught.value.said()
    again = kept(made.decision, vote=made.vote.pk)
    correct_decision(world, made.decision, again | {"text": "Thống nhất chủ trương."})
    assert correct(made.hall, made.vote, 5, 0).vote.state == "closed"


def _released(made: Concluded) -> Article:
    made.chain.released()
    by, meeting = made.hall.world.secretary, made.hall.sitting.meeting.pk
    article = articles.draft(by=by, meeting=meeting, title="Hội nghị", lead="Họp.", body="Thống nhất.")
    return articles.submit(by=by, article=article.pk, edit=article.edit)


@pytest.mark.parametrize("rule", ["counts", "none"])
def test_readers_are_told_old_and_new_where_the_rule_lets_the_counts_out(world: World, rule: str) -> None:
    made = concluded(world, "Thống nhất chủ trương.", public_votes=rule)
    article = _released(made)
    revision = Publication.objects.get(subject_kind="decision").public_revision
    done = correct(made.hall, made.vote, 5, 0)
    lets_out = rule == "counts"
    assert Publication.objects.get(subject_kind="decision").public_revision == revision + lets_out
    assert (f"article:{article.pk}" in done.dependents) == lets_out
    assert bool(Article.objects.get(pk=article.pk).stale_reason) == lets_out
    rows = [vars(each) for each in public_rows(clock.today())["correction"]]
    found = [(row["old"], row["new"], row["reason"]) for row in rows if row["field"].endswith("số biểu quyết")]
    before, after = "4/5 đồng chí tán thành (80 %)", "5/5 đồng chí tán thành (100 %)"
    assert found == ([(before, after, WHY["reason"])] if lets_out else [])
    assert made.vote.question not in repr(rows)
