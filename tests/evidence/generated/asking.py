"""What a person who knows the workbook does: answer each question truly, then read the finding."""

from collections.abc import Iterable

from tests.evidence.generated.forms import Draft
from tests.evidence.generated.writing import written

from nghitrinh.evidence import Finding, OpenQuestions
from nghitrinh.evidence.land import check_workbook

TRUE = {"listed": "yes", "decimal": "comma"}


def checked(draft: Draft) -> tuple[Finding, list[str]]:
    """Return the finding of a draft, and the keys of what was asked before. Fails on a question with no true answer."""
    data, answers = written(draft), dict[str, str]()
    while True:
        try:
            return check_workbook(data, "bang.xlsx", answers), list(answers)
        except OpenQuestions as asked:
            true = TRUE | draft.answers
            answers |= {each.key: true[each.key.partition(":")[0]] for each in asked.questions}


def names_one(finding: Finding, cells: Iterable[str]) -> bool:
    """Whether a fault of the finding is about one of these cells."""
    named = {cell.replace("'", "") for fault in finding.faults for cell in fault.cells}
    return bool(named & set(cells))
