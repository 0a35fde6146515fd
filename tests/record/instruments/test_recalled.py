"""A decision whose every document was withdrawn stands without one, and says so, until another issues it."""

from importlib import import_module

import pytest
from django.apps import apps
from tests.record.instruments.chain import Chain

from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import withdrawn_carrying
from nghitrinh.record.kernel import guard, journal
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.tasks.models import Task


def _withdraw(chain: Chain, instrument: Instrument) -> None:
    now = Instrument.objects.get(pk=instrument.pk)
    acts.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )


def _state(chain: Chain) -> str:
    return Decision.objects.get(pk=chain.decision.pk).state


def test_with_its_only_document_withdrawn_it_waits_for_another(chain: Chain) -> None:
    released = chain.released()
    task = Task.objects.get()
    _withdraw(chain, released)
    assert _state(chain) == DecisionState.RECALLED
    assert [each.pk for each in withdrawn_carrying(chain.decision)] == [released.pk]
    assert Task.objects.get().state == task.state, "what was charged goes on"
    assert journal.verify() == []


def test_another_document_issues_it_again_with_the_same_task(chain: Chain) -> None:
    _withdraw(chain, chain.released())
    again = chain.released()
    assert again.symbol_number == "121-TB/TU"
    assert _state(chain) == DecisionState.ISSUED
    assert is_live(chain.decision)
    assert is_live(Task.objects.get())
    assert Publication.objects.filter(subject_kind="instrument", withdrawn_at=None).count() == 1
    assert journal.verify() == []


def test_while_another_document_tells_it_it_stays_issued(chain: Chain) -> None:
    first, second = chain.issued(), chain.issued()
    _withdraw(chain, first)
    assert _state(chain) == DecisionState.ISSUED
    _withdraw(chain, second)
    assert _state(chain) == DecisionState.RECALLED


def test_a_draft_of_another_document_does_not_tell_it(chain: Chain) -> None:
    issued = chain.issued()
    chain.instrument()
    _withdraw(chain, issued)
    assert _state(chain) == DecisionState.RECALLED


def test_corrected_while_it_waits_it_is_issued_as_it_is_then(chain: Chain) -> None:
    _withdraw(chain, chain.released())
    chain.correct()
    assert _state(chain) == DecisionState.RECALLED
    again = chain.released()
    assert again.versions.get().decisions.get().decision_number == 2
    assert _state(chain) == DecisionState.ISSUED


def test_what_was_withdrawn_before_this_version_is_moved_to_its_state(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = chain.issued()
    with monkeypatch.context() as earlier:  # an earlier version left the decision as it was
        earlier.setattr("nghitrinh.record.instruments.acts.instrument.left_without", lambda _: [])
        _withdraw(chain, issued)
    assert _state(chain) == DecisionState.ISSUED
    with guard.opened("migration"):
        import_module("nghitrinh.record.migrations.0023_recalled_decisions").recall(apps, None)
    assert _state(chain) == DecisionState.RECALLED
    assert journal.verify() == []
