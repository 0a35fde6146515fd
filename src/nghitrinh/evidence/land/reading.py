"""From the layouts of a workbook to its figures: what is not said is asked, what is no figure is named by its cell."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from openpyxl.utils import get_column_letter

from nghitrinh.evidence.errors import EvidenceError, OpenQuestions, Question
from nghitrinh.evidence.land.cells import Holds, open_sheets
from nghitrinh.evidence.land.classes import AREA, ClassTree, schemes, tree
from nghitrinh.evidence.land.figures import PER_HECTARE, which_commas
from nghitrinh.evidence.land.heads import WHOLE, ColumnKind, Head, looks_like_code, measure_in, years_in
from nghitrinh.evidence.land.layouts import Layout, TableKind
from nghitrinh.evidence.land.lists import read_boundary, read_matrix, read_parts, read_works
from nghitrinh.evidence.land.remarks import asked_of, notes_of
from nghitrinh.evidence.land.sheets import layout_of, tables_on
from nghitrinh.evidence.land.table_reader import TableReader
from nghitrinh.evidence.land.tables import Book
from nghitrinh.evidence.land.units import UnitNames

SKIP = "skip"
MEASURES = tuple(PER_HECTARE)
_COLUMN_CHOICES = (*(kind.value for kind in ColumnKind), SKIP)
_LAWS = (("01/2021", "2021-"), ("28/2014", "2014"), ("27/2018", "2014"), ("08/2024", "2024"), ("29/2024", "2024"))


def form_of(layouts: list[Layout]) -> str:
    """Return what files of one form share: sheets, heads and titles without their figures, as a digest."""
    lines = []
    for layout in layouts:
        heads = [" > ".join(layout.heading(column)) for column in sorted(layout.columns)]
        texts = [layout.sheet.name, layout.kind.value, *heads, *layout.titles]
        lines.append("|".join(re.sub(r"\d+", "#", text.casefold()) for text in texts))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


class BookReader:
    """Reads one workbook with the answers that are known; open questions are gathered and asked together."""

    def __init__(self, name: str, data: bytes, answers: Mapping[str, str]) -> None:
        self.name, self.answers = name, answers
        self.sheets = open_sheets(data, name)
        sheets = [part for sheet in self.sheets if sheet.cells for part in tables_on(sheet)]
        found = [(sheet, layout_of(sheet)) for sheet in sheets]
        self.layouts = [layout for _, layout in found if layout is not None]
        self.unread = [sheet.name for sheet, layout in found if layout is None]
        if not self.layouts:
            names = ", ".join(self.unread)
            raise EvidenceError(name, f"no table in {names}", "classes of land with figures", code="no_table")
        self.form = form_of(self.layouts)
        self.questions: list[Question] = []

    def read(self) -> Book:
        """Return the book. Raises OpenQuestions when something must be asked first."""
        for key, code, values in (asked for sheet in self.sheets for asked in asked_of(sheet)):
            self.ask(key, code, values, ("yes",))
        scheme = self._scheme()
        english = self._english()
        for layout in self.layouts:
            self._settle_columns(layout)
        years = {id(layout): self._sheet_year(layout) for layout in self.layouts}
        measures = {id(layout): self._sheet_measure(layout) for layout in self.layouts}
        if self.questions:
            raise OpenQuestions(self.name, self.form, tuple(self.questions))
        book = Book(self.name, scheme, unread=self.unread, answers=dict(self.answers), form=self.form)
        book.notes = notes_of(self.sheets)
        names = UnitNames(self.layouts)
        for layout in self.layouts:
            reader = TableReader(layout, book, names, years[id(layout)], measures[id(layout)], english=english)
            if layout.kind is TableKind.MATRIX:
                book.matrices.append(read_matrix(reader))
            elif layout.kind is TableKind.WORKS:
                book.works += read_works(reader)
            elif layout.kind is TableKind.BOUNDARY:
                book.boundaries += read_boundary(reader)
            elif layout.kind is TableKind.PARTS:
                book.parts += read_parts(reader)
            else:
                tables = book.uses if layout.kind is TableKind.USE else book.conversions
                tables.append(reader.read_areas())
        book.units = names.shown
        return book

    def ask(self, key: str, code: str, values: dict[str, str], choices: tuple[str, ...], guess: str = "") -> str | None:
        """Return the answer to a question, or None after noting that it is open. Raises EvidenceError for no choice."""
        given = self.answers.get(key)
        if given is None:
            if key not in {question.key for question in self.questions}:
                self.questions.append(Question(key, code, values, choices, guess))
            return None
        if choices and given not in choices:
            raise EvidenceError(self.name, f"the answer {key}={given}", ", ".join(choices), code="unknown_answer")
        return given

    def _scheme(self) -> ClassTree:
        """The scheme answered, named by a title, or the only one that has the codes; others are asked for."""
        if "scheme" in self.answers:
            return tree(self.answers["scheme"])
        named = [key for layout in self.layouts for title in layout.titles for law, key in _LAWS if law in title]
        listed = self._codes()
        fitting = [each for each in schemes() if any(each.key.startswith(key) for key in named)] or list(schemes())
        best = max(len(listed & set(each.classes)) for each in fitting)
        fitting = [each for each in fitting if len(listed & set(each.classes)) == best]
        trees = {tuple((one.whole, one.parts, one.partial) for one in each.relations(listed)) for each in fitting}
        if len(fitting) > 1 and len(trees) > 1 and listed:
            self.ask("scheme", "ask_scheme", {}, tuple(each.key for each in fitting), fitting[0].key)
        return fitting[0]

    def _codes(self) -> set[str]:
        down = {code for layout in self.layouts for row in layout.rows for code in row.codes}
        across = {code for layout in self.layouts for head in layout.columns.values() for code in head.codes}
        return {code for code in down | across if code != AREA}

    def _english(self) -> bool:
        texts = (
            cell.text
            for layout in self.layouts
            for row in layout.rows
            for column in layout.columns
            if (cell := layout.sheet.cells.get((row.index, column))) is not None and cell.holds is Holds.TEXT
        )
        found = which_commas(texts)
        if found is not None:
            return found
        return self.ask("decimal", "ask_decimal", {}, ("comma", "point"), "comma") == "point"

    def _settle_columns(self, layout: Layout) -> None:
        """Ask what a column is when its heads say the same as another's, or nothing beside units."""
        if layout.kind not in (TableKind.USE, TableKind.CONVERSION):
            return
        layout.columns = {column: head for column, head in layout.columns.items() if not head.numbered}
        heads = Counter(replace(head, measure="") for head in layout.columns.values())
        by_unit = any(head.unit for head in layout.columns.values())
        across = any(head.codes for head in layout.columns.values())
        for column, head in list(layout.columns.items()):
            silent = by_unit and head.unit is None and head.kind is not ColumnKind.CHANGE
            twice = heads[replace(head, measure="")] > 1
            strange = across and not head.codes and head.unit != WHOLE
            if silent or twice or strange:
                layout.columns.update(self._settled(layout, column, head))
        skipped = [column for column, head in layout.columns.items() if head.kind is ColumnKind.CHANGE or head.numbered]
        for column in skipped:
            del layout.columns[column]

    def _settled(self, layout: Layout, column: int, head: Head) -> dict[int, Head]:
        heading = " > ".join(layout.heading(column))
        if any(map(looks_like_code, layout.heading(column)[-1:])) and not head.codes:
            return {column: head}  # an unknown code, which the reading names
        place = f"{layout.sheet.name}!{get_column_letter(column)}"
        said = self.ask(f"column:{place}", "ask_column", {"column": place, "heading": heading}, _COLUMN_CHOICES, SKIP)
        if said is None:
            return {}
        kind = ColumnKind.CHANGE if said == SKIP else ColumnKind(said)
        return {column: replace(head, kind=kind, unit=WHOLE if head.unit is None else head.unit)}

    def _sheet_year(self, layout: Layout) -> tuple[int, int]:
        """The first and last year that a sheet is about, 0 for none; a table of land use must have one."""
        singles: list[int] = []
        periods: list[tuple[int, int]] = []
        for text in layout.titles:
            found, spans = years_in(text)
            singles += found
            periods += spans
        if not singles and not periods:
            singles, periods = years_in(layout.sheet.name)
        if layout.kind is not TableKind.USE:
            return periods[0] if periods else (min(singles), max(singles)) if singles else (0, 0)
        if all(head.year for head in layout.columns.values()) or all(row.year for row in layout.rows):
            return 0, 0
        if len(set(singles)) == 1:
            return singles[0], singles[0]
        guess = str(max(singles, default=periods[-1][1] if periods else 0) or "")
        said = self.ask(f"year:{layout.sheet.name}", "ask_year", {"sheet": layout.sheet.name}, (), guess)
        if said is not None and not re.fullmatch(r"(19|20)\d\d", said):
            raise EvidenceError(self.name, f"the year {said}", "four digits", code="unknown_answer")
        return (int(said), int(said)) if said else (0, 0)

    def _sheet_measure(self, layout: Layout) -> str:
        """The unit of area of a sheet: its titles', one that all heads agree on, the other sheets', or asked for."""
        if layout.kind is TableKind.PARTS:
            return next((found for text in layout.titles if (found := measure_in(text))), "ha")
        here = [found for text in layout.titles if (found := measure_in(text))]
        if here:
            return here[0]
        if all(head.measure or head.kind is ColumnKind.SHARE for head in layout.columns.values()):
            return ""
        others = {
            found
            for each in self.layouts
            for text in (*each.titles, *(word for column in each.columns for word in each.heading(column)))
            if (found := measure_in(text))
        }
        if len(others) == 1:
            return others.pop()
        return self.ask("measure", "ask_measure", {"sheet": layout.sheet.name}, MEASURES, "ha") or "ha"


def read_book(data: bytes, name: str, answers: Mapping[str, str]) -> Book:
    """Read a workbook. Raises EvidenceError for a file that is no table, OpenQuestions for what must be asked first."""
    return BookReader(name, data, answers).read()
