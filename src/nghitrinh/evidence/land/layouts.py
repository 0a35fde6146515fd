"""From a sheet to rows and columns that say what they are of. Nothing is computed here, and no figure is read.

A sheet is one table under its titles. Which way it lies is seen from where the classes stand: down a column, across a
head, or both (a matrix of transitions). A sheet without classes is a list of works, of boundary decisions, or parts of
a whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from nghitrinh.evidence.land.cells import Holds, Sheet
from nghitrinh.evidence.land.classes import all_codes, codes_named
from nghitrinh.evidence.land.heads import Head, heads_all_classes, is_numbering, is_total, read_head, unit_in, years_in
from nghitrinh.vietnamese import fold

CONVERSION = re.compile(r"^([A-Z]{3})\s*/\s*([A-Z]{3})\s*(?:\([a-zđ]\))?$")
_UNIT_LABEL = re.compile(r"don vi hanh chinh|^don vi$|\bhuyen\b|\bxa\b|\bphuong\b|dia phuong|dia ban|dia diem|vi tri")
_YEAR_LABEL = re.compile(r"^(?:nam|thoi diem|nam ke hoach)$")


class TableKind(StrEnum):
    """What a sheet is."""

    USE = "use"
    CONVERSION = "conversion"
    MATRIX = "matrix"
    WORKS = "works"
    BOUNDARY = "boundary"
    PARTS = "parts"


@dataclass(frozen=True)
class TableRow:
    """One row of the body: which class by its code and by its name, which unit and year where the row says so."""

    index: int
    label: str
    label_column: int
    code: str = ""
    code_column: int = 0
    codes: frozenset[str] = frozenset()
    unit: str | None = None
    year: int | None = None


@dataclass
class Layout:
    """A sheet laid open: `columns` are those with figures, by what their heads say; `titles` stand above the head."""

    sheet: Sheet
    kind: TableKind
    titles: list[str]
    heads: list[int]
    columns: dict[int, Head] = field(default_factory=dict)
    rows: list[TableRow] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)

    def heading(self, column: int) -> list[str]:
        """Return the distinct texts over a column, the outer first."""
        texts = (self.sheet.text(row, column) for row in self.heads)
        return list(dict.fromkeys(text for text in texts if text and not is_numbering(text)))


@dataclass
class SeenTexts:
    """Where codes, names and figures of a sheet stand."""

    codes: dict[int, dict[int, str]] = field(default_factory=dict)  # column -> row -> code or conversion
    names: dict[int, dict[int, str]] = field(default_factory=dict)  # column -> row -> name of a class
    across: dict[int, dict[int, str]] = field(default_factory=dict)  # row -> column -> code or name
    numbers: dict[int, set[int]] = field(default_factory=dict)  # row -> columns with a figure
    last: int = 0


def look_at(sheet: Sheet) -> SeenTexts:
    """Return where codes, names of classes and figures stand on a sheet."""
    seen = SeenTexts()
    for (row, column), cell in sheet.cells.items():
        seen.last = max(seen.last, row)
        if cell.holds is not Holds.TEXT:
            seen.numbers.setdefault(row, set()).add(column)
            continue
        text = cell.text.strip()
        code = text.rstrip("*").strip()
        if code in all_codes() or CONVERSION.match(text):
            seen.codes.setdefault(column, {})[row] = text
            seen.across.setdefault(row, {})[column] = text
        elif codes_named(text):
            seen.names.setdefault(column, {})[row] = text
            seen.across.setdefault(row, {})[column] = text
        elif _figure_like(text):
            seen.numbers.setdefault(row, set()).add(column)
    return seen


def _figure_like(text: str) -> bool:
    return text in ("-", "–") or (text[-1:].isdigit() and bool(re.fullmatch(r"\(?[-+]?\d[\d.,\s]*\)?", text)))


def fullest(places: dict[int, dict[int, str]]) -> int | None:
    """Return the column or row that names the most classes, at least two; the first of equals."""
    counts = {place: len(set(texts.values())) for place, texts in sorted(places.items())}
    best = max(counts, key=lambda place: counts[place], default=None)
    return best if best is not None and counts[best] >= 2 else None


def is_matrix(seen: SeenTexts, down: int, across: int) -> bool:
    """Whether the classes down a column stand over columns too: a matrix of who gave to whom."""
    rows = set(seen.codes.get(down, {}).values()) | set(seen.names.get(down, {}).values())
    heads = set(seen.across[across].values())
    return len(rows & heads) >= 3 and across not in seen.codes.get(down, {})


def class_rows(seen: SeenTexts) -> set[int]:
    """Return the rows that name a class in the column of codes or of names."""
    columns = {column for places in (seen.codes, seen.names) if (column := fullest(places)) is not None}
    return {row for column in columns for places in (seen.codes, seen.names) for row in places.get(column, ())}


def distinct_texts(sheet: Sheet, row: int) -> list[str]:
    """Return the different texts of a row, from the left."""
    texts = (sheet.text(row, column) for column in columns_of(sheet))
    return list(dict.fromkeys(text for text in texts if text))


def heads_above(sheet: Sheet, body: int) -> list[int]:
    """Return the rows of the head: those right above the body in which at least two texts stand."""
    heads: list[int] = []
    row = body - 1
    while row > 0 and not distinct_texts(sheet, row) and body - row < 3:
        row -= 1
    while row > 0 and len(distinct_texts(sheet, row)) >= 2:
        heads.append(row)
        row -= 1
    return heads[::-1]


def titles_above(sheet: Sheet, head: int) -> list[str]:
    """Return the texts above a head."""
    return [text for row in range(1, head) for text in distinct_texts(sheet, row)]


def columns_of(sheet: Sheet) -> range:
    """Return the columns of a sheet."""
    return range(1, sheet.width + 1)


def label_columns(sheet: Sheet, heads: Iterable[int], body: int) -> Iterator[tuple[str, int]]:
    """Yield the columns whose head says that they hold a unit, a year or a measure of each row."""
    lowest = list(heads)
    for column in columns_of(sheet):
        text = fold(next((sheet.text(row, column) for row in reversed(lowest) if _worded(sheet, row, column)), ""))
        if text in ("stt", "tt", "so tt"):
            yield "numbering", column
        elif text in ("don vi tinh", "dvt"):
            yield "measure", column
        elif _YEAR_LABEL.match(text):
            yield "year", column
        elif _UNIT_LABEL.search(text) and _holds_texts(sheet, body, column):
            yield "unit", column


def _holds_texts(sheet: Sheet, body: int, column: int) -> bool:
    """Whether the first rows of a column are texts: "Huyện Gia Phú" is over figures, "Huyện" over names."""
    cells = [sheet.cells.get((row, column)) for row in range(body, body + 6)]
    texts = [cell for cell in cells if cell is not None and cell.holds is Holds.TEXT and not _figure_like(cell.text)]
    return 2 * len(texts) > len([cell for cell in cells if cell is not None])


def _worded(sheet: Sheet, row: int, column: int) -> bool:
    return bool(sheet.text(row, column)) and not is_numbering(sheet.text(row, column))


def figure_columns(sheet: Sheet, rows: set[int], after: int, labels: dict[str, int]) -> list[int]:
    """Return the columns right of the labels in which something stands beside a row of the body."""
    used = {column for row, column in sheet.cells if row in rows and column > after}
    return sorted(used - set(labels.values()))


def rows_table(sheet: Sheet, seen: SeenTexts, kind: TableKind, across: int | None = None) -> Layout:
    """Lay open a table whose classes, or conversions, stand down a column."""
    code_column, name_column = fullest(seen.codes), fullest(seen.names)
    body = min(class_rows(seen))
    while body > 1 and _begins(sheet, seen, body - 1, name_column or _left_of(code_column)):
        body -= 1
    heads = heads_above(sheet, body)
    if across is not None and across not in heads:
        heads = sorted({*heads, across})
    layout = Layout(sheet, kind, titles_above(sheet, min(heads, default=body)), heads)
    layout.labels = first_of(label_columns(sheet, heads, body))
    labelled = max(code_column or 0, name_column or 0)
    if layout.labels.get("unit", 0) in (code_column, name_column):
        del layout.labels["unit"]
    layout.rows = list(_body(sheet, seen, layout, body, code_column or 0, name_column or _left_of(code_column)))
    indices = {row.index for row in layout.rows}
    for column in figure_columns(sheet, indices, labelled, layout.labels):
        head = read_head(layout.heading(column))
        if has_figures(sheet, seen, indices, column):
            layout.columns[column] = head
    return layout


def _begins(sheet: Sheet, seen: SeenTexts, row: int, label: int) -> bool:
    """Whether a row above the classes is of the body: the natural area, or a unit or year of the rows that follow."""
    text = sheet.text(row, label)
    if seen.numbers.get(row):
        return heads_all_classes(text)
    return bool(text) and _group(text, None, None) != (None, None)


def first_of(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the first column of each name."""
    found: dict[str, int] = {}
    for name, column in pairs:
        found.setdefault(name, column)
    return found


def _left_of(code_column: int | None) -> int:
    """Return the column with the names of the rows when no name of a class was recognised: left of the codes."""
    return (code_column or 1) - 1 or (code_column or 1)


def has_figures(sheet: Sheet, seen: SeenTexts, rows: set[int], column: int) -> bool:
    """Whether more figures than texts stand in a column beside the rows of the body."""
    figures = sum(column in seen.numbers.get(row, ()) for row in rows)
    texts = sum(bool(sheet.text(row, column)) for row in rows) - sum(
        _figure_like(sheet.text(row, column)) for row in rows if sheet.text(row, column)
    )
    return figures > texts


def _body(
    sheet: Sheet, seen: SeenTexts, layout: Layout, body: int, code_column: int, name_column: int
) -> Iterator[TableRow]:
    unit: str | None = None
    year: int | None = None
    for row in range(body, seen.last + 1):
        code, label = (
            sheet.text(row, code_column).rstrip("*").strip() if code_column else "",
            sheet.text(row, name_column),
        )
        if not seen.numbers.get(row, set()) - {layout.labels.get("numbering", 0)} and not code:
            unit, year = _group(label, unit, year)
            continue
        if not label and not code:
            continue
        if "unit" in layout.labels:
            here = sheet.text(row, layout.labels["unit"])
            unit = unit_in(here) if here else None
        if "year" in layout.labels:
            year = year_at(sheet, row, layout.labels["year"])
        yield TableRow(
            index=row,
            label=label or code,
            label_column=name_column if label else code_column,
            code=code,
            code_column=code_column if code else 0,
            codes=codes_named(code) or codes_named(label),
            unit=unit,
            year=year,
        )


def _group(label: str, unit: str | None, year: int | None) -> tuple[str | None, int | None]:
    """Return unit and year of the rows that follow a row with a text and no figure: "Huyện Gia Phú", "Năm 2025"."""
    bare = re.sub(r"^(?:[IVX]+|\d+)\s*[.)]\s*", "", label)
    years, _ = years_in(bare)
    if years and len(bare) < 40:
        return unit, years[-1]
    if re.match(r"^(?:huyen|thi xa|thanh pho|tp|tx|quan|xa|phuong|thi tran|toan)[\s.]", fold(bare)) and len(bare) < 40:
        return unit_in(bare), year
    return unit, year


def year_at(sheet: Sheet, row: int, column: int) -> int | None:
    """Return the year that a cell says, or None."""
    cell = sheet.cells.get((row, column))
    if cell is None:
        return None
    years, periods = years_in(cell.text if cell.holds is Holds.TEXT else f"{cell.number:f}")
    return years[-1] if years else periods[-1][1] if periods else None


def columns_table(sheet: Sheet, seen: SeenTexts, across: int) -> Layout:
    """Lay open a table whose classes stand across its head and whose units stand down a column."""
    class_columns = set(seen.across[across])
    body = across + 1
    while body <= seen.last and not _is_unit_row(sheet, seen, body, class_columns):
        body += 1
    heads = sorted({*heads_above(sheet, across + 1), *range(across, body)})
    layout = Layout(sheet, TableKind.USE, titles_above(sheet, min(heads)), heads)
    layout.labels = first_of(label_columns(sheet, heads, body))
    unit_column = layout.labels.get("unit") or text_column(sheet, body, seen.last, min(class_columns))
    layout.labels["unit"] = unit_column
    for row in range(body, seen.last + 1):
        unit = unit_in(sheet.text(row, unit_column))
        if unit is None and _is_unit_row(sheet, seen, row, class_columns):
            unit = _anything_total(sheet, row, min(class_columns))
        if unit is not None and _is_unit_row(sheet, seen, row, class_columns):
            year = year_at(sheet, row, layout.labels["year"]) if "year" in layout.labels else None
            layout.rows.append(TableRow(row, sheet.text(row, unit_column), unit_column, unit=unit, year=year))
    indices = {row.index for row in layout.rows}
    for column in figure_columns(sheet, indices, min(class_columns) - 1, layout.labels):
        layout.columns[column] = read_head(layout.heading(column))
    return layout


def _is_unit_row(sheet: Sheet, seen: SeenTexts, row: int, class_columns: set[int]) -> bool:
    """Whether figures of classes stand in a row; a row that numbers its columns is none."""
    figures = seen.numbers.get(row, set()) & class_columns
    texts = [sheet.text(row, column) for column in class_columns if sheet.text(row, column)]
    return bool(figures) and not (texts and all(map(is_numbering, texts)) and not _label(sheet, row, class_columns))


def _label(sheet: Sheet, row: int, class_columns: set[int]) -> str:
    texts = (sheet.text(row, column) for column in range(1, min(class_columns)))
    return next((text for text in texts if text and not is_numbering(text)), "")


def _anything_total(sheet: Sheet, row: int, before: int) -> str | None:
    texts = (sheet.text(row, column) for column in range(1, before))
    return next((unit_in(text) for text in texts if text and is_total(text)), None)


def text_column(sheet: Sheet, body: int, last: int, before: int) -> int:
    """Return the column before another in which the most rows have a text."""
    counts = {
        column: sum(bool(sheet.text(row, column)) for row in range(body, last + 1)) for column in range(1, before)
    }
    return max(counts, key=lambda column: counts[column], default=1)
