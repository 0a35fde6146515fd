"""What a sheet is, and the layouts that are no table of classes: works, boundary decisions, parts of a whole."""

import re
from itertools import pairwise

from nghitrinh.evidence.land.cells import Sheet
from nghitrinh.evidence.land.classes import codes_named
from nghitrinh.evidence.land.heads import is_numbering, is_total, read_head, unit_in
from nghitrinh.evidence.land.layouts import (
    CONVERSION,
    Layout,
    SeenTexts,
    TableKind,
    TableRow,
    class_rows,
    columns_of,
    columns_table,
    distinct_texts,
    figure_columns,
    first_of,
    fullest,
    has_figures,
    heads_above,
    is_matrix,
    label_columns,
    look_at,
    rows_table,
    text_column,
    titles_above,
    year_at,
)
from nghitrinh.vietnamese import fold

_WORK_LABEL = re.compile(r"^(?:ten )?(?:cong trinh|du an|hang muc)")


_HEAD_LABELS = frozenset(("loai dat", "chi tieu", "chi tieu su dung dat", "muc dich su dung dat", "ten loai dat"))


def tables_on(sheet: Sheet) -> list[Sheet]:
    """Return the tables that stand below each other on a sheet, each with its titles; cells keep their addresses."""
    numbers = look_at(sheet).numbers
    heads = sorted({row for row, column in sheet.cells if fold(sheet.text(row, column)) in _HEAD_LABELS})
    starts = [1]
    for before, row in pairwise(heads):
        figures = [each for each in range(before + 1, row) if numbers.get(each)]
        if figures and not numbers.get(row):
            starts.append(max(figures) + 1)
    ends = [*(start - 1 for start in starts[1:]), max(row for row, _ in sheet.cells)]
    return [_rows_of(sheet, first, last) for first, last in zip(starts, ends, strict=True)]


def _rows_of(sheet: Sheet, first: int, last: int) -> Sheet:
    cells = {place: cell for place, cell in sheet.cells.items() if first <= place[0] <= last}
    return Sheet(sheet.name, cells, sheet.merged)


def layout_of(sheet: Sheet) -> Layout | None:
    """Return what a sheet is, or None when it is no table."""
    seen = look_at(sheet)
    works = _works_head(sheet)
    if works is not None:
        return _listed(sheet, seen, works, TableKind.WORKS)
    return _of_classes(sheet, seen) or _boundary(sheet, seen) or _parts(sheet, seen)


def _of_classes(sheet: Sheet, seen: SeenTexts) -> Layout | None:
    """A table of classes: down, across or both, as most of them stand."""
    down = fullest(seen.codes) or fullest(seen.names)
    across = fullest(seen.across)
    if down and any(CONVERSION.match(text) for text in seen.codes.get(down, {}).values()):
        return rows_table(sheet, seen, TableKind.CONVERSION)
    if down and across and across < min(class_rows(seen)) and is_matrix(seen, down, across):
        return rows_table(sheet, seen, TableKind.MATRIX, across)
    if down and len(class_rows(seen)) >= (len(seen.across[across]) if across else 0):
        return rows_table(sheet, seen, TableKind.USE)
    return columns_table(sheet, seen, across) if across else None


def _works_head(sheet: Sheet) -> int | None:
    """Return the row of the head of a list of works."""
    rows = sorted({row for row, _ in sheet.cells})
    for row in rows[:30]:
        texts = [fold(text) for text in distinct_texts(sheet, row)]
        if any(_WORK_LABEL.match(text) for text in texts) and any("dien tich" in text for text in texts):
            return row
    return None


def _listed(sheet: Sheet, seen: SeenTexts, head: int, kind: TableKind) -> Layout:
    heads = [head]
    following = head + 1
    while following <= seen.last and not seen.numbers.get(following):
        heads.append(following)
        following += 1
    layout = Layout(sheet, kind, titles_above(sheet, head), heads)
    layout.labels = first_of(label_columns(sheet, heads, following))
    for column in columns_of(sheet):
        texts = [fold(text) for text in layout.heading(column)]
        if any(_WORK_LABEL.match(text) for text in texts):
            layout.labels.setdefault("name", column)
        if column in seen.codes and min(seen.codes[column]) >= min(following, seen.last):
            layout.labels.setdefault("code", column)
    taken = set(layout.labels.values())
    for row in range(following, seen.last + 1):
        if seen.numbers.get(row, set()) - taken:
            layout.rows.append(_listed_row(sheet, layout, row))
    for column in figure_columns(sheet, {row.index for row in layout.rows}, 0, layout.labels):
        if any(column in seen.numbers.get(row.index, ()) for row in layout.rows):
            layout.columns[column] = read_head(layout.heading(column))
    return layout


def _listed_row(sheet: Sheet, layout: Layout, row: int) -> TableRow:
    code_column, name_column = layout.labels.get("code", 0), layout.labels.get("name", 0)
    code = sheet.text(row, code_column) if code_column else ""
    unit = unit_in(sheet.text(row, layout.labels["unit"])) if "unit" in layout.labels else None
    year = year_at(sheet, row, layout.labels["year"]) if "year" in layout.labels else None
    name = sheet.text(row, name_column) if name_column else ""
    return TableRow(row, name, name_column, code, code_column if code else 0, codes_named(code), unit, year)


def _boundary(sheet: Sheet, seen: SeenTexts) -> Layout | None:
    """A list of boundary decisions: unit, year, change of area, and the decision's words."""
    if "dia gioi" not in fold(f"{sheet.name} {' '.join(titles_above(sheet, seen.last))}"):
        return None
    heads = [row for row in sorted({row for row, _ in sheet.cells}) if len(distinct_texts(sheet, row)) >= 3][:1]
    return _listed(sheet, seen, heads[0], TableKind.BOUNDARY) if heads else None


def _parts(sheet: Sheet, seen: SeenTexts) -> Layout | None:
    """Parts of a whole: rows with a name and figures, one of them the total of the others."""
    rows = sorted(row for row, columns in seen.numbers.items() if columns)
    named = [row for row in rows if any(not is_numbering(text) for text in distinct_texts(sheet, row))]
    if len(named) < 3:
        return None
    label = text_column(sheet, named[0], seen.last, max(columns_of(sheet)))
    heads = heads_above(sheet, named[0])
    layout = Layout(sheet, TableKind.PARTS, titles_above(sheet, min(heads, default=named[0])), heads)
    layout.labels = first_of(label_columns(sheet, heads, named[0]))
    layout.rows = [TableRow(row, text, label) for row in _span(named) if (text := sheet.text(row, label))]
    if not any(is_total(row.label) for row in layout.rows):
        return None
    indices = {row.index for row in layout.rows}
    labels = {name: column for name, column in layout.labels.items() if name in ("numbering", "year")}
    for column in figure_columns(sheet, indices, 0, labels):
        if column != label and has_figures(sheet, seen, indices, column):
            layout.columns[column] = read_head(layout.heading(column))
    return layout if layout.columns else None


def _span(rows: list[int]) -> range:
    return range(rows[0], rows[-1] + 1)
