"""A noun has one row; what it hangs under is said on its model, and levels and withdrawals inherit by that alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from tests.record.instruments.chain import Chain, approved, make_chain
from tests.record.walk.stock import lay_in
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.transitions import TABLES
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.nouns import NOUNS, PUBLIC, NoNoun, children_of, row_of, row_of_key
from nghitrinh.record.papers.models import Paper

MODELS = [model for model in apps.get_app_config("record").get_models() if issubclass(model, Owned)]


def relations(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """Yield the name and the end of every foreign key of a model."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type):
            yield field.name, field.related_model


# What names a noun beside that of which it is a part, where its act asks that whoever reads the one reads the other; or
# that is read by whoever reads that other one alone (`minutes.queries.text_seen`), or is said to others by a digest.
ASKED_BY_ITS_ACT = {
    ("Point", "vote"),
    ("Figure", "finding"),
    ("Minutes", "approved_at"),
    ("MinutesPart", "version"),
    ("AgendaItem", "reports"),
}


def nouns_named_by(model: type[Model]) -> set[type[Model]]:
    """Return the nouns that a row of a model names, by itself or by what it is a part of.

    One that is named with what hangs under it (the meeting of an invitation to an item) says no more than that does.
    """
    pairs = [(name, end) for name, end in relations(model) if (model.__name__, name) not in ASKED_BY_ITS_ACT]
    ends = [end for _, end in pairs if end is not model]
    named = {each for end in ends for each in ([end] if issubclass(end, Owned) else nouns_named_by(end))}
    return named - {way.end(each) for each in named for way in each.parent_paths()}


def test_every_noun_has_its_row() -> None:
    assert {row.model for row in NOUNS.values()} == set(MODELS)


def test_every_kind_of_a_table_is_a_nouns() -> None:
    assert set(TABLES) == set(NOUNS)
    assert {row.kind: row.model for row in NOUNS.values()} == {kind: table.model for kind, table in TABLES.items()}


def test_a_noun_is_named_by_its_kind_in_its_own_verbs() -> None:
    for row in NOUNS.values():
        own = {name for name in ACTS if name.startswith(f"{row.kind}.")}
        assert own, f"no verb begins with {row.kind}"
        changing = [ACTS[name].parameters.model_fields for name in own if "edit" in ACTS[name].parameters.model_fields]
        assert all(row.kind in fields or "meeting" in fields for fields in changing), row.kind
        assert not row.withdrawn_by or row.withdrawn_by in ACTS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
def test_a_noun_says_everything_that_its_columns_name_as_what_it_hangs_under(model: type[Owned]) -> None:
    """But for what goes on from another of its own kind: that one is before it, and not above it."""
    said = {way.path for way in model.parent_paths()}
    named = {name for name, end in relations(model) if issubclass(end, Owned) and end is not model}
    assert {name for name in named if (model.__name__, name) not in ASKED_BY_ITS_ACT} <= said


def test_what_joins_two_nouns_is_a_way_from_one_to_the_other() -> None:
    passed = set[type[Model]]()
    for model in MODELS:
        for way in model.parent_paths():
            *before, _ = way.path.split("__")
            for name in before:
                related = model._meta.get_field(name).related_model
                assert isinstance(related, type)
                model = related  # noqa: PLW2901 - one step along the path
                passed.add(related)
    parts = [model for model in apps.get_app_config("record").get_models() if model not in MODELS]
    assert {model.__name__ for model in parts if len(nouns_named_by(model)) > 1} <= {each.__name__ for each in passed}


def test_upwards_and_downwards_are_the_same_ways(world: World) -> None:
    lay_in(world)
    nouns: list[Any] = [noun for model in MODELS for noun in model._default_manager.all()]
    up = {(parent, noun) for noun in nouns for parent in noun.parents()}
    down = {(noun, child) for noun in nouns for child in children_of(noun)}
    assert up == down
    assert {(row_of(parent).kind, row_of(noun).kind) for parent, noun in up} == {
        ("meeting", "item"),
        ("item", "paper"),
        ("item", "decision"),
        ("item", "vote"),
        ("decision", "task"),
        ("meeting", "instrument"),
        ("decision", "instrument"),
        ("meeting", "article"),
        ("meeting", "minutes"),
        ("paper", "round"),
        ("paper", "finding"),
    }


def test_an_instrument_hangs_under_what_its_newest_version_issues(world: World) -> None:
    chain = make_chain(world)
    other = approved(world, world.item(chain.meeting, "Chỉ tiêu sử dụng đất"), "Kết luận về đất đai")
    notice = chain.instrument()
    given = {"title": notice.title, "signer": notice.signer, "decisions": [other.pk]}
    instruments.revise(by=world.secretary, instrument=notice.pk, edit=notice.edit, **given)
    now = Instrument.objects.get(pk=notice.pk)
    assert now.parents() == [chain.meeting, other]
    assert now not in children_of(chain.decision)


def test_a_paper_has_the_ceiling_of_the_items_under_which_it_was_laid(world: World) -> None:
    item = world.item()
    paper = world.paper(item)
    assert ceiling(Paper.objects.get(pk=paper.pk)) == "public"
    with guard.opened("test"):
        AgendaItem.objects.filter(pk=item.pk).update(level="restricted")
    assert ceiling(Paper.objects.get(pk=paper.pk)) == "restricted"


def test_a_noun_that_does_not_say_what_it_hangs_under_is_neither_published_nor_withdrawn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain: Chain = make_chain(world)
    chain.released()
    monkeypatch.delattr(Paper, "PARENTS")
    paper = world.paper(chain.item)
    with pytest.raises(NotImplementedError, match="Paper"):
        ceiling(paper)
    with pytest.raises(NotImplementedError, match="Paper"):
        ACTS["release.withdraw"](by=world.secretary, kind="item", id=chain.item.pk, reason="Nhầm")


def test_what_is_no_noun_is_refused(world: World) -> None:
    for unknown in (world.committee, Organization):
        with pytest.raises(NoNoun, match="organization"):
            row_of(unknown)
    with pytest.raises(NoNoun, match="motion"):
        row_of_key("motion")
    with pytest.raises(NoNoun):
        children_of(world.committee)  # type: ignore[arg-type]


def test_the_path_to_the_meeting_follows_what_a_noun_hangs_under() -> None:
    assert {row.kind: row.path_to_meeting for row in PUBLIC} == {
        "meeting": "pk",
        "item": "meeting",
        "paper": "consultations__item__meeting",
        "decision": "item__meeting",
        "task": "decision__item__meeting",
        "instrument": "meeting",
        "article": "meeting",
    }
