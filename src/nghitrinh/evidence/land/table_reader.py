"""The figures of one layout: what is no figure, or no class of the list, is named by its cell."""

from decimal import Decimal

from nghitrinh.evidence.finding import Fault
from nghitrinh.evidence.land.cells import Holds, SheetCell
from nghitrinh.evidence.land.classes import AREA, codes_named
from nghitrinh.evidence.land.figures import PER_HECTARE, ReadFigure, figure_in, is_empty
from nghitrinh.evidence.land.heads import WHOLE, ColumnKind, Head, heads_all_classes, looks_like_code
from nghitrinh.evidence.land.layouts import CONVERSION, Layout, TableKind, TableRow
from nghitrinh.evidence.land.tables import Book, Entry, Key, Share, UseTable
from nghitrinh.evidence.land.units import UnitNames


class TableReader:
    """Reads the figures of one layout into a book."""

    def __init__(
        self, layout: Layout, book: Book, names: UnitNames, years: tuple[int, int], measure: str, *, english: bool
    ) -> None:
        self.layout, self.book, self.names, self.english = layout, book, names, english
        self.years, self.measure = years, measure
        self.sheet = layout.sheet
        self.decimals = self._decimals()

    def _decimals(self) -> dict[int, int]:
        """The most decimals that a column's cells show by themselves: where a format does not say, they share them."""
        found: dict[int, int] = {}
        for row in self.layout.rows:
            for column in self.layout.columns:
                figure = self.figure(row.index, column)
                if isinstance(figure, ReadFigure):
                    own = figure.decimals if figure.decimals is not None else _digits(figure.value)
                    found[column] = max(found.get(column, 0), own)
        return found

    def figure(self, row: int, column: int) -> ReadFigure | SheetCell | None:
        """Return the figure of a cell, None for an empty one, and the cell itself when it holds no figure."""
        cell = self.sheet.cells.get((row, column))
        if cell is None or is_empty(cell):
            return None
        if cell.holds is Holds.NUMBER:
            return ReadFigure(cell.number, cell.decimals)
        if cell.holds is Holds.TEXT:
            return figure_in(cell.text, english=self.english) or cell
        return cell

    def entry(self, row: int, column: int, head: Head, *, negative: bool = False) -> Entry | None:
        """Return a cell in hectares: None for a bad one, which is noted as a fault; an empty one is blank."""
        figure, cell = self.figure(row, column), self.sheet.address(row, column)
        share = head.kind is ColumnKind.SHARE
        per = Decimal(1) if share else PER_HECTARE[head.measure or self.measure or "ha"]
        step = per.scaleb(-self.decimals.get(column, 0))
        if figure is None:
            return Entry(Decimal(0), step, cell, blank=True)
        self.book.figures += 1
        if isinstance(figure, SheetCell):
            self._refuse(figure, cell)
            return None
        own = figure.decimals
        held = self.sheet.cells[row, column]
        if own is not None and held.holds is Holds.NUMBER:
            step = per.scaleb(-own)
        if figure.value < 0 and not negative and head.kind not in (ColumnKind.LOCAL, ColumnKind.ADDITIONAL):
            values = {"found": f"{figure.value:f}"}
            self.book.faults.append(Fault(code="negative_area", cells=(cell,), values=values))
            return None
        return Entry(figure.value * per, step, cell)

    def _refuse(self, held: SheetCell, cell: str) -> None:
        code = {Holds.UNCOMPUTED: "formula_not_computed", Holds.ERROR: "error_value"}.get(held.holds, "text_for_figure")
        self.book.faults.append(Fault(code=code, cells=(cell,), values={"found": held.text[:60]}))

    def code_of(self, row: TableRow) -> str | None:
        """Return the class of a row by the book's scheme; what contradicts it is noted as a fault."""
        known = self.book.tree.classes
        if self.layout.kind is TableKind.CONVERSION:
            found = CONVERSION.match(row.code)
            return f"{found[1]}/{found[2]}" if found else None
        if row.code not in known and looks_like_code(row.code) and row.code != AREA:
            self._unknown(row.code, row.index, row.code_column)
            return None
        if row.code in known:
            self._hold_name(row, row.code)
            return row.code
        fitting = [code for code in row.codes if code in known or code == AREA]
        if fitting:
            return sorted(fitting)[0]
        if heads_all_classes(row.label):
            return AREA
        if self.layout.kind is TableKind.USE:
            self._unknown(row.label, row.index, row.label_column)
        return None

    def _unknown(self, found: str, row: int, column: int) -> None:
        cell = self.sheet.address(row, column)
        values = {"found": found[:60], "scheme": self.book.tree.name}
        self.book.faults.append(Fault(code="unknown_class", cells=(cell,), values=values))

    def _hold_name(self, row: TableRow, code: str) -> None:
        """A name of one class beside the code of another: "Đất khu công nghiệp" is SKK, and KCN the high-tech zone."""
        named = codes_named(row.label) & set(self.book.tree.classes)
        if row.label != row.code and named and code not in named:
            values = {"name": row.label[:60], "code": code, "meant": sorted(named)[0]}
            cells = (self.sheet.address(row.index, row.code_column), self.sheet.address(row.index, row.label_column))
            self.book.faults.append(Fault(code="name_and_code", cells=cells, values=values))

    def read_areas(self) -> UseTable:
        """Read a table of land use or of conversions; shares go to the book."""
        table, before = UseTable(self.sheet.name), len(self.book.faults)
        across = {column: self._column_code(column, head) for column, head in self.layout.columns.items()}
        for row in self.layout.rows:
            own = self.code_of(row) if not any(across.values()) else None
            for column, head in self.layout.columns.items():
                code = across[column] or own
                if code is not None:
                    self._keep(table, row, column, head, code)
        table.strange = any(fault.code == "unknown_class" for fault in self.book.faults[before:])
        empty = {code for code in table.listed if all(e.blank for key, e in table.entries.items() if key.code == code)}
        table.listed = [code for code in table.listed if code not in empty]
        return table

    def _column_code(self, column: int, head: Head) -> str | None:
        known = self.book.tree.classes
        fitting = sorted(code for code in head.codes if code in known or code == AREA)
        if fitting:
            return fitting[0]
        across = any(each.codes for each in self.layout.columns.values())
        if across and head.unit == WHOLE:
            return AREA
        heading = self.layout.heading(column)
        if across and heading and (looks_like_code(heading[-1]) or head.codes):
            self.refuse_head(column)
        return None

    def refuse_head(self, column: int) -> None:
        """Note that the code over a column is in no list."""
        said = self.layout.heading(column)[-1]
        row = next(row for row in self.layout.heads if self.sheet.text(row, column) == said)
        self._unknown(said, row, column)

    def _keep(self, table: UseTable, row: TableRow, column: int, head: Head, code: str) -> None:
        across = bool(head.codes) or (head.unit == WHOLE and any(each.codes for each in self.layout.columns.values()))
        said = row.unit if across or row.unit is not None else head.unit
        unit = self.names.key(said) if said else WHOLE
        year = head.year or row.year or self.years[1]
        key = Key(unit, code, year, head.kind or ColumnKind.TOTAL)
        entry = self.entry(row.index, column, head)
        if entry is None:
            table.bad.add(key)
        elif key.kind is ColumnKind.SHARE:
            if not entry.blank:
                self.book.shares.append(Share(self.sheet.name, column, key, entry))
        elif key in table.entries and not (entry.blank or table.entries[key].blank):
            first = table.entries[key]
            values = {"code": code, "unit": self.names.shown.get(unit, unit)}
            self.book.faults.append(Fault(code="figure_twice", cells=(first.cell, entry.cell), values=values))
        else:
            table.add(key, entry)


def _digits(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(6, max(0, -exponent)) if isinstance(exponent, int) else 0
