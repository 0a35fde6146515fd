"""The template: filled in by a plan that adds up, it is checked without a question and holds."""

import io
import random
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.evidence.generated.plans import Plan, make_plan

from nghitrinh.evidence import EvidenceError, Status
from nghitrinh.evidence.land import check_workbook, template, tree
from nghitrinh.evidence.land.classes import AREA


def plan_of(scheme: str) -> Plan:
    plans = (make_plan(random.Random(number)) for number in range(100))  # noqa: S311
    wanted = {"2014": "statistics", "2021-tinh": "province"}[scheme]
    return next(plan for plan in plans if plan.scheme == wanted and len(plan.years) == 3)


def _filled(scheme: str, *, wrong: bool = False) -> bytes:
    plan = plan_of(scheme)
    book: Any = load_workbook(io.BytesIO(template(scheme, plan.units, plan.years)))
    for year in plan.years:
        sheet = book[f"Năm {year}"]
        for row in sheet.iter_rows(min_row=5):
            code = row[1].value or ""
            for cell, unit in zip(row[2:], ["", *plan.units], strict=True):
                if (unit, code, year) in plan.area:  # the plan has fewer classes than the list
                    cell.value = round(plan.area[unit, code, year] / 10_000, 2)
    for row in book["Chuyển mục đích"].iter_rows(min_row=5):
        source = row[1].value.partition("/")[0]
        for cell, unit in zip(row[2:], ["", *plan.units], strict=True):
            cell.value = round(plan.converted(unit, source, "PNN") / 10_000, 2) if source in plan.names else None
    if wrong:
        book[f"Năm {plan.years[0]}"]["C6"].value += 5
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("scheme", ["2014", "2021-tinh"])
def test_a_template_that_was_filled_in_is_checked_without_a_question(scheme: str) -> None:
    finding = check_workbook(_filled(scheme), "mau.xlsx", {"scheme": scheme})
    assert finding.faults == []
    passed = {check.code for check in finding.checks if check.status is Status.PASSED}
    assert {"land.natural_area", "land.classes", "land.units", "land.conversions", "land.area_over_years"} <= passed


def test_one_wrong_cell_of_a_template_is_found() -> None:
    finding = check_workbook(_filled("2014", wrong=True), "mau.xlsx", {"scheme": "2014"})
    assert all(any(cell.endswith("!C6") for cell in fault.cells) for fault in finding.faults)
    assert len(finding.faults) >= 3


def test_an_empty_template_lists_every_class_in_the_order_of_its_list() -> None:
    book: Any = load_workbook(io.BytesIO(template("2021-tinh", ["Xã Hòa An"], [2025])))
    listed = [row[1].value for row in book["Năm 2025"].iter_rows(min_row=6) if row[1].value]
    named = [each.code for each in tree("2021-tinh").classes.values() if each.name]
    assert listed == named
    assert AREA not in listed


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(EvidenceError):
        template("1993")
