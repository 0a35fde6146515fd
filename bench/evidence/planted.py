"""Faults planted in generated workbooks that `land check` finds, and false alarms in clean ones.

usage: python -m bench.evidence.planted SEED [PLANTED [CLEAN]]

The generator (tests/evidence/generated) knows nothing of the checker: classes, forms and mistakes are typed there by
hand. A fault is found when a fault of the finding names one of the cells in which it can be seen. Take a seed that was
never used: figures on seeds that a rule was mended on say nothing.
"""

import random
import sys
from collections import Counter

from tests.evidence.generated.asking import checked, names_one
from tests.evidence.generated.faults import plant
from tests.evidence.generated.forms import make_draft
from tests.evidence.generated.plans import make_plan


def main(seed: int, planted: int, clean: int) -> None:
    """Print how many were found, and every one that was not."""
    kinds: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for number in range(planted):
        chance = random.Random(f"{seed}/planted/{number}")  # noqa: S311
        draft = make_draft(make_plan(chance), chance)
        kind, cells = plant(draft, chance)
        kinds[kind] += 1
        finding, asked = checked(draft)
        if not names_one(finding, cells):
            missed[kind] += 1
            print(f"missed {number}: {kind} in {sorted(cells)[:4]}, asked {asked}")
    alarms, questions = 0, 0
    for number in range(clean):
        chance = random.Random(f"{seed}/clean/{number}")  # noqa: S311
        finding, asked = checked(make_draft(make_plan(chance), chance))
        questions += bool(asked)
        if not finding.holds:
            alarms += 1
            print(f"false alarm {number}: {[(each.code, each.cells[:3]) for each in finding.faults[:3]]}")
    found = planted - missed.total()
    print(
        f"seed {seed}: found {found} of {planted}; {alarms} false alarms in {clean} clean, {questions} asked something"
    )
    print(", ".join(f"{kind} {count - missed[kind]}/{count}" for kind, count in sorted(kinds.items())))


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("500", "100")[len(sys.argv) - 2 :])))
