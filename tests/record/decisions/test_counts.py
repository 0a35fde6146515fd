"""What the words of a decision say of a vote is what the vote came to; the public is told what the rule lets out."""

import pytest
from tests.record.decided import correct, kept
from tests.record.presence.room import DAY
from tests.record.voting.concluded import WORDS, concluded, voted
from tests.record.voting.hall import hall
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.voting.publicity import counts_of, public_counts


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


@pytest.mark.parametrize(
    ("form", "rule", "phrase"),
    [
        ("hands", {}, "với 4/5 đồng chí biểu quyết tán thành"),
        ("paper", {}, "với 4/5 đồng chí bỏ phiếu tán thành"),
        ("paper", {"majority": "> 1/2 cast"}, "với 4/5 phiếu tán thành"),
        ("hands", {"majority": "> 1/2 present"}, "với 4/5 đồng chí có mặt biểu quyết tán thành"),
        ("hands", {"majority": ">= 5/5 in_office"}, "có 4/5 đồng chí biểu quyết tán thành"),
    ],
)
def test_the_usual_words_are_those_of_the_form_and_the_body(
    world: World, form: str, rule: dict[str, str], phrase: str
) -> None:
    public = public_counts(voted(hall(world, accounts=False, public_votes="counts", **rule), form=form))
    assert public is not None
    assert (public.phrase, public.counts.agreeing, public.counts.opposing, public.counts.of) == (phrase, 4, 1, 5)


@pytest.mark.parametrize("said", ["none", "counts", "names", None])
def test_the_rule_that_the_vote_kept_decides(world: World, said: str | None) -> None:
    vote = voted(hall(world, accounts=False, **({"public_votes": said} if said else {})))
    assert (public_counts(vote) is not None) == (said in ("counts", "names"))
    public = counts_of(vote)
    assert public is not None
    assert public.value == "4/5 đồng chí tán thành (80 %)"


def test_of_persons_and_without_a_result_nothing_is_told(world: World) -> None:
    made = hall(world, accounts=False, public_votes="counts", secrecy="no")
    vote = made.opened("hands", kind="honours", candidates=[{"name": "Lê Văn Cường"}])
    about = vote.candidates.get().pk
    made.step("count_hands", vote, tallies=[{"candidate": about, "agreeing": 4, "opposing": 1}])
    assert public_counts(made.step("close", vote)) is None
    short = made.opened("hands")
    made.step("count_hands", short, tallies=[{"agreeing": 4, "opposing": 1}])
    for post in ("Phó Bí thư", "Trưởng ban", "Giám đốc"):
        made.leave(post)
    assert public_counts(made.step("close", short)) is None


@pytest.mark.parametrize(
    "words",
    ["4/5 đại biểu tán thành", "4 trên 5 phiếu tán thành, 1 phiếu không tán thành", "80 % biểu quyết tán thành"],
)
def test_words_that_say_what_the_vote_came_to_stand(world: World, words: str) -> None:
    assert concluded(world, f"Thống nhất, với {words}.").decision.state == "approved"
    assert journal.verify() == []


@pytest.mark.parametrize("words", ["5/5 đại biểu tán thành", "4/6 phiếu tán thành", "81 % biểu quyết tán thành"])
def test_words_against_the_vote_are_refused_with_both(world: World, words: str) -> None:
    with refusing(Contradiction, "words_against_vote") as caught:
        concluded(world, f"Thống nhất, với {words}.")
    assert caught.value.field == "points.0.text"
    assert "4/5 tán thành, cần 3" in caught.value.said()
    assert caught.value.found in words


def test_counts_that_the_rule_keeps_inside_stop_a_release(world: World) -> None:
    made = concluded(world, public_votes="none")
    issued = made.chain.issued()
    with refusing(Contradiction, "count_not_public") as caught:
        ACTS["instrument.release"](by=world.secretary, instrument=issued.pk, edit=issued.edit)
    assert caught.value.found == "4/5 đồng chí"
    meeting = made.hall.sitting.now()
    with refusing(Contradiction, "count_not_public"):
        ACTS["meeting.release"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit)


def test_a_correction_of_what_is_public_tells_no_count_that_is_kept_inside(world: World) -> None:
    made = concluded(world, "Thống nhất chủ trương.", public_votes="none")
    made.chain.released()
    again = kept(made.decision, vote=made.vote.pk)
    with refusing(Contradiction, "count_not_public"):
        correct(world, made.decision, again | {"text": WORDS})
    assert correct(world, made.decision, again | {"text": "Thống nhất."}).version.number == 2
