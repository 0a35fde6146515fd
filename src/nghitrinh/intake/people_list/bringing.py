"""Bringing a workbook in: every row is tried by its acts in one transaction, which is kept only when none is bad.

So what is shown beforehand is what the acts say, and not a second set of rules. A row that is there already changes
nothing; one that says something else than the record corrects it, for one reason that the whole file has.
"""

from collections.abc import Collection

from django.db import transaction

from nghitrinh.intake.people_list.columns import SHEETS
from nghitrinh.intake.people_list.outcome import BadPeopleList, NoReason, Outcome
from nghitrinh.intake.people_list.reading import PeopleList
from nghitrinh.intake.people_list.taking import Taking
from nghitrinh.intake.sheet_remarks import questions_of, require_seen
from nghitrinh.intake.task_list.columns import plain
from nghitrinh.intake.task_list.tables import in_order_of_cells
from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.models import User

_ASKED_LATER = "…"  # no reason is asked before it is seen what there is to correct


def tried(people: PeopleList, body: Body, *, by: User) -> Outcome:
    """Return what would come of a workbook; nothing is kept."""
    with one_transaction():
        outcome = _carried_out(people, body, by, _ASKED_LATER)
        transaction.set_rollback(True)
    outcome.links.clear()  # of users that there are not
    return outcome


def bring_in(people: PeopleList, body: Body, *, by: User, seen: Collection[str] = (), reason: str = "") -> Outcome:
    """Write what a workbook says otherwise than the record, all or nothing.

    `seen` are the keys of the questions that were answered, `reason` says why what is recorded is corrected.

    Raises:
        BadPeopleList: a cell is bad.
        NoReason: something recorded would be corrected, and nobody said why.
        UnseenRemarks: the workbook says more than its cells, and nobody said to have seen it.
    """
    require_seen(questions_of(people.remarks), seen, people.file)
    with one_transaction():
        outcome = _carried_out(people, body, by, reason.strip() or _ASKED_LATER)
        if outcome.bad:
            raise BadPeopleList(people.file, outcome.bad)
        if outcome.corrections and not reason.strip():
            raise NoReason(outcome.corrections)
    return outcome


def _carried_out(people: PeopleList, body: Body, by: User, reason: str) -> Outcome:
    outcome = Outcome(bad=list(people.bad), questions=questions_of(people.remarks))
    Taking(body, by, reason, outcome).take(people.rows)
    places = {plain(sheet.name): index for index, sheet in enumerate(SHEETS)}
    outcome.bad = in_order_of_cells(outcome.bad, lambda sheet: places[plain(sheet)])
    return outcome
