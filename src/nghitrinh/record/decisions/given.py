"""Points as they are handed to an act. A `key` that is given stays; without one, a new key is made."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.provenance import Span
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.models import Charge, Point
from nghitrinh.record.decisions.wording import due_words, render_range
from nghitrinh.record.kernel.derived import column_names, given_again
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Name, OneLine, Text

DueText = Annotated[str, StringConstraints(max_length=120)]
Why = Annotated[str, StringConstraints(max_length=300), OneLine()]
Short = Annotated[str, StringConstraints(max_length=40)]
Quantity = Annotated[Decimal, Field(max_digits=20, decimal_places=4)]


class GivenFigure(Parameters):
    """A checked value: from `low` to `high`, both included, in `unit`; one value has low = high.

    `finding` computed it from a paper's workbook: then it says this very value.
    """

    key: UUID | None = None
    quantity: Name
    low: Quantity
    high: Quantity
    unit: Short = ""
    exact: bool = True
    as_of: Short = ""
    places: list[UUID] = []
    source: UUID | None = None
    finding: UUID | None = None
    spans: list[Span] = []

    def line(self) -> str:
        """Return the figure as one line of text."""
        return f"{self.quantity}: {render_range(low=self.low, high=self.high, unit=self.unit, exact=self.exact)}"


class GivenCharge(Parameters):
    """What whom is charged with: `responsible` directs it, `through` whom, with whom, reporting to whom, by when."""

    key: UUID | None = None
    text: Text
    responsible: UUID
    through: UUID | None = None
    with_bodies: list[UUID] = []
    report_to: UUID | None = None
    due_on: date | None = None
    due_text: DueText = ""
    spans: list[Span] = []

    def line(self, names: dict[UUID, str]) -> str:
        """Return the charge as one line of text; `names` are those of the organizations."""
        return (
            f"{names.get(self.responsible, str(self.responsible))}: {self.text}{due_words(self.due_text, self.due_on)}"
        )

    def bodies(self) -> list[tuple[str, UUID]]:
        """Return every organization that the charge names, with the path of its field."""
        single = [("responsible", self.responsible), ("through", self.through), ("report_to", self.report_to)]
        with_bodies = [(f"with_bodies.{index}", body) for index, body in enumerate(self.with_bodies)]
        return [(field, body) for field, body in single if body] + with_bodies


class GivenPoint(Parameters):
    """One point: its outcome, to whom it is submitted where the outcome says so, its text, figures and charges.

    It rests on a `vote` that is closed, or was concluded by the chair without one, with a reason (`without_vote`).
    """

    key: UUID | None = None
    outcome: Outcome
    submit_to: UUID | None = None
    text: Text
    vote: UUID | None = None
    without_vote: Why = ""
    figures: list[GivenFigure] = []
    charges: list[GivenCharge] = []
    spans: list[Span] = []


Points = Annotated[list[GivenPoint], Field(min_length=1)]
# What of a given part is no column of its row: spans are noted beside it, and parts are rows of their own.
BESIDE = ("key", "spans", "figures", "charges")
# The columns that keep a charge, and the task that it becomes.
CHARGE_COLUMNS = tuple(column_names(GivenCharge, Charge, without=BESIDE).values())


def again(points: Iterable[Point]) -> list[GivenPoint]:
    """Return recorded points as they would be given again, with their keys; where they were read stays noted."""
    return [
        given_again(
            point,
            GivenPoint,
            figures=[given_again(figure, GivenFigure, spans=[]) for figure in point.figures.all()],
            charges=[given_again(charge, GivenCharge, spans=[]) for charge in point.charges.all()],
            spans=[],
        )
        for point in points
    ]


def text_of(points: list[GivenPoint]) -> str:
    """Return the given points as `Decision.as_read` returns the recorded ones, so that a reader can compare both."""
    charged = [charge.responsible for point in points for charge in point.charges]
    names = dict(Organization.objects.filter(pk__in=charged).values_list("pk", "name"))
    lines: list[str] = []
    for point in points:
        lines.append(point.text)
        lines += [figure.line() for figure in point.figures]
        lines += [charge.line(names) for charge in point.charges]
    return "\n".join(lines)
