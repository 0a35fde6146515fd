"""The page on which a workbook is handed in: its form, every cell that is bad, and the workbooks that it gives.

Each area has its form, its words and what it does with the rows; what a workbook goes through is the same for all.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.links import Crumbs
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.refusals import each_in_words, in_desk_words
from nghitrinh.intake.task_list.tables import BadCell, BadCells, SheetTable, table_from
from nghitrinh.intake.task_list.writing import MEDIA_TYPE
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.messages import written
from nghitrinh.workbooks import Remark, RemarkKind


@dataclass(frozen=True)
class WorkbookPage:
    """Where a workbook of one kind is handed in: its address, template, the form that takes it, the crumbs above."""

    name: str
    template: str
    form: Callable[..., ActForm]
    crumbs: Callable[[], Crumbs]

    def opened(self, request: HttpRequest) -> HttpResponse:
        """Show the form, empty or with what was typed before and could not be sent."""
        typed = typed_for(request)
        if typed is None:
            return self.ask(request, self.form(request))
        typed.shown = True
        return self.ask(
            request, self.form(request, typed.data), notice=typed.why, files_again=typed.files, status=typed.status
        )

    def refused(self, request: HttpRequest, form: ActForm, error: ActError) -> HttpResponse:
        """Show the form with what was refused: cell by cell where cells are bad."""
        if isinstance(error, BadCells):
            return self.ask(request, form, bad=error.bad)
        return self.ask(request, form, said=each_in_words(error))

    def came_otherwise(self, request: HttpRequest, seen: ActForm) -> HttpResponse:
        """Show an empty form: what was seen did not come back as it was."""
        said = [str(text) for texts in seen.errors.values() for text in texts]
        return self.ask(request, self.form(request), said=said)

    def ask(
        self,
        request: HttpRequest,
        form: ActForm,
        *,
        said: Iterable[str] = (),
        bad: Iterable[BadCell] = (),
        status: int = 0,
        **more: Any,
    ) -> HttpResponse:
        """Show a form, and what was wrong with what it was sent with."""
        context = {
            "form": form,
            "address": reverse(self.name),
            "said": list(said),
            "bad": [(cell, written(cell.expected, in_desk_words)) for cell in bad],
            "crumbs": self.crumbs(),
            "notice": "",
            "files_again": form.files_again(),
            **more,
        }
        wrong = 422 if context["said"] or context["bad"] or form.errors else 200
        return render(request, self.template, context, status=status or wrong)


def workbook(data: bytes, name: str) -> HttpResponse:
    """Hand out a workbook under its name."""
    return attached(data, MEDIA_TYPE, name)


def sealed(tables: Iterable[SheetTable], *, salt: str) -> str:
    """Return tables for a hidden field: what comes back is what was seen, and cannot be blown up on the way."""
    kept = [
        {"file": each.file, "sheet": each.sheet, "text": each.text, "remarks": [astuple(one) for one in each.remarks]}
        for each in tables
    ]
    return signing.dumps(kept, salt=salt, compress=True)


def opened(sealed_tables: str, *, salt: str) -> list[SheetTable]:
    """Return the tables of a hidden field. Raises `signing.BadSignature` for what did not come back whole."""
    return [
        table_from(
            kept["text"],
            file=kept["file"],
            sheet=kept["sheet"],
            remarks=tuple(Remark(RemarkKind(kind), *place) for kind, *place in kept["remarks"]),
        )
        for kept in signing.loads(sealed_tables, salt=salt)
    ]
