"""Search asks an index: equal to one made anew after any act, and to going through every text in memory."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.record.decided import approved, drafted, kept, open_item, point
from tests.record.walk.stock import lay_in
from tests.world import World

from nghitrinh.record import search
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.models import SearchEntry, SearchPlace, SearchWord, User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.search_files import files_of
from nghitrinh.vietnamese import fold

Found = set[tuple[str, Any]]


def found(user: User | None, query: str) -> Found:
    """Return what the index finds."""
    entries = search.visible_entries(user)
    for word in fold(query).split():
        entries = entries.filter(search.has_word(word))
    return set(entries.values_list("kind", "noun"))


def texts_in_memory(user: User) -> dict[tuple[str, Any], str]:
    """Return everything that a user may see, each noun with all that it says, folded."""
    folded = {}
    for row in NOUNS.values():
        if row.searched is None:
            continue
        nouns = row.visible_to(user)
        texts, files = row.searched.texts(nouns), files_of(row, nouns)
        for noun in nouns:
            said = [row.searched.title(noun), str(getattr(noun, "number", "") or ""), *texts.get(noun.pk, [])]
            said += [words for _name, words in files.get(noun.pk, ())]
            folded[row.kind, noun.pk] = fold(" ".join(said))
    return folded


def found_in_memory(texts: dict[tuple[str, Any], str], query: str) -> Found:
    """Return what going through all texts finds."""
    words = fold(query).split()
    return {noun for noun, text in texts.items() if all(word in text for word in words)}


def queries(random: Random) -> list[str]:
    """Return questions of all kinds: words of the record, parts of them, several, some that are nowhere."""
    words = sorted(SearchWord.objects.values_list("text", flat=True))
    whole = random.sample(words, 12)
    parts = [word[random.randrange(len(word)) :] for word in random.sample(words, 8)]
    pairs = [" ".join(random.sample(words, 2)) for _ in range(12)]
    return [
        *whole,
        *parts,
        *pairs,
        "hội nghị",
        "HỘI NGHỊ lần thứ 1",
        "đất",
        "a",
        "5.000 ha",
        "không có ở đâu",
        "%",
        "_",
    ]


def test_it_finds_what_going_through_everything_finds(world: World) -> None:
    lay_in(world)
    assert SearchEntry.objects.count() > 20
    asked = queries(Random(17))  # noqa: S311 - choices of a test
    hits = 0
    for name in ("secretary", "reader", "officer", "bob", "member"):
        user = User.objects.get(username=name)
        texts = texts_in_memory(user)
        for query in asked:
            expected = found_in_memory(texts, query)
            assert found(user, query) == expected, (name, query)
            hits += len(expected)
    assert hits > 150


def test_made_anew_it_is_the_same(world: World) -> None:
    lay_in(world)
    before = everything()
    assert list(search.differences()) == []
    search.renew()
    assert everything() == before
    assert list(search.differences()) == []


def everything() -> Found:
    """Return which noun has which word."""
    return set(SearchPlace.objects.values_list("entry__kind", "entry__noun", "word__text"))


def test_what_was_changed_beside_the_acts_is_told(world: World) -> None:
    item = world.item()
    with guard.opened("test"):
        AgendaItem.objects.filter(pk=item.pk).update(title="Lời khác hẳn")
        SearchEntry.objects.filter(kind="meeting").update(state="closed")
    assert sorted(search.differences()) == sorted([f"item:{item.pk}", f"meeting:{item.meeting_id}"])
    search.renew()
    assert list(search.differences()) == []
    assert found(world.secretary, "khac han") == {("item", item.pk)}


def test_a_text_that_was_replaced_is_not_found(world: World) -> None:
    decision = drafted(world, points=[point(world, text="Ưu tiên cảng cạn.")])
    again = kept(decision, text="Ưu tiên kho lạnh.")
    edit = {"decision": decision.pk, "edit": decision.edit, "title": decision.title}
    ACTS["decision.revise"](by=world.secretary, **edit, points=[again])
    assert (found(world.secretary, "cảng cạn"), found(world.secretary, "kho lạnh")) == (
        set(),
        {("decision", decision.pk)},
    )


def test_what_one_may_not_see_is_neither_found_nor_counted(world: World) -> None:
    decision = approved(
        world, open_item(world, level="restricted"), points=[point(world, text="Bến cảng.", charges=[])]
    )
    assert found(world.secretary, "bến cảng") == {("decision", decision.pk)}
    for name in ("reader", "officer", "bob"):
        assert search.visible_entries(User.objects.get(username=name)).filter(search.has_word("cang")).count() == 0
    assert found(None, "bến cảng") == set()


@pytest.mark.parametrize("length", [199, 200, 201, 450, 1999])
def test_within_a_word_of_any_length(world: World, length: int) -> None:
    random = Random(length)  # noqa: S311
    word = "".join(random.choice("abcdefgh") for _ in range(length))
    decision = drafted(world, points=[point(world, text=f"Mã {word}.", charges=[])])
    for start in range(0, length - 100, 37):
        assert found(world.secretary, word[start : start + 100]) == {("decision", decision.pk)}, start
    assert found(world.secretary, word) == {("decision", decision.pk)}
    assert found(world.secretary, "x" + word[:99]) == set()


def test_an_act_that_changes_no_word_asks_little(world: World) -> None:
    item = world.item()
    asked = count(lambda: ACTS["item.move"](by=world.secretary, item=item.pk, edit=item.edit, position=1))
    places = [each["sql"] for each in asked if "record_search_place" in each["sql"]]
    assert places == []


def count(run: Callable[[], object]) -> list[dict[str, Any]]:
    """Return the queries of something."""
    with CaptureQueriesContext(connection) as asked:
        run()
    return list(asked.captured_queries)


def test_every_noun_says_whether_it_is_searched() -> None:
    assert [row.kind for row in NOUNS.values() if row.searched is None] == ["finding", "intake"]
