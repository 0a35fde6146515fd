"""Faults that a generator plants are found, and clean workbooks pass. `bench/evidence/planted.py` has the figures."""

import random

import pytest
from tests.evidence.generated.asking import checked, names_one
from tests.evidence.generated.faults import FAULTS
from tests.evidence.generated.forms import make_draft
from tests.evidence.generated.plans import make_plan


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found(kind: str) -> None:
    for number in range(400):
        chance = random.Random(f"{kind}/{number}")  # noqa: S311
        draft = make_draft(make_plan(chance), chance)
        cells = FAULTS[kind](draft, chance)
        if cells:
            finding, _ = checked(draft)
            assert names_one(finding, cells), (number, sorted(cells)[:5])
            return
    pytest.fail(f"no draft takes {kind}")


@pytest.mark.parametrize("number", range(12))
def test_a_clean_workbook_raises_no_alarm(number: int) -> None:
    chance = random.Random(f"clean/{number}")  # noqa: S311
    finding, _ = checked(make_draft(make_plan(chance), chance))
    assert [(fault.code, fault.cells) for fault in finding.faults] == []
    assert sum(check.examined for check in finding.checks) > 30
