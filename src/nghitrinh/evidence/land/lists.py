"""Tables that are not areas by class: the matrix of transitions, lists of works and of boundary decisions, parts."""

from collections.abc import Iterator

from nghitrinh.evidence.land.classes import AREA
from nghitrinh.evidence.land.heads import ColumnKind, Head, is_total, looks_like_code, measure_in
from nghitrinh.evidence.land.layouts import TableRow
from nghitrinh.evidence.land.table_reader import TableReader
from nghitrinh.evidence.land.tables import BoundaryDecision, Entry, Matrix, Parts, Work
from nghitrinh.vietnamese import fold


def read_matrix(reader: TableReader) -> Matrix:
    """Read who gave to whom; a row or column that is no class is a start, an end, a loss or a gain."""
    first, last = reader.years
    matrix = Matrix(reader.sheet.name, first or None, last or None)
    columns = {column: _matrix_column(reader, column, head) for column, head in reader.layout.columns.items()}
    for row in reader.layout.rows:
        source = _matrix_row(reader, row, last)
        for column, target in columns.items():
            plain = Head(measure=reader.layout.columns[column].measure)
            entry = reader.entry(row.index, column, plain) if source and target else None
            if entry is not None and not (entry.blank and (source in _SIDES or target in _SIDES)):
                _keep(matrix, source, target, entry)
    return matrix


_SIDES = frozenset(("start", "end", "lost", "gained"))


def _keep(matrix: Matrix, source: str, target: str, entry: Entry) -> None:
    if source in _SIDES and target in _SIDES:
        return
    if target in _SIDES:
        matrix.sides[source, target] = entry
    elif source in _SIDES:
        matrix.sides[target, source] = entry
    else:
        matrix.given[source, target] = entry
    for code in (source, target):
        if code not in _SIDES and code not in matrix.classes:
            matrix.classes.append(code)


def _matrix_column(reader: TableReader, column: int, head: Head) -> str:
    fitting = sorted(code for code in head.codes if code in reader.book.tree.classes or code == AREA)
    if fitting:
        return fitting[0]
    if any(map(looks_like_code, reader.layout.heading(column)[-1:])):
        reader.refuse_head(column)
        return ""
    words = fold(" ".join(reader.layout.heading(column)))
    if "giam" in words and "tang" not in words:
        return "lost"
    if "dau ky" in words or (head.year and head.year == reader.years[0]):
        return "start"
    return "end" if "cuoi ky" in words or (head.year and head.year == reader.years[1]) else ""


def _matrix_row(reader: TableReader, row: TableRow, last: int) -> str:
    words = fold(row.label)
    if not row.code and not row.codes:
        if "tang" in words:
            return "gained"
        return "end" if "cuoi ky" in words or (last and str(last) in words) else ""
    return reader.code_of(row) or ""


def read_works(reader: TableReader) -> list[Work]:
    """Read a list of works: the first column of area is the size, columns with a class are what is taken of it."""
    columns = reader.layout.columns
    sizes = [column for column, head in columns.items() if not head.codes and head.kind is not ColumnKind.SHARE]
    found = []
    for row in reader.layout.rows:
        size = reader.entry(row.index, sizes[0], columns[sizes[0]]) if sizes else None
        taken = dict(_taken(reader, row))
        unit = reader.names.key(row.unit) if row.unit else row.unit
        code = (reader.code_of(row) if row.code else "") or ""
        found.append(Work(reader.sheet.name, row.label, code, unit, size, taken))
    return found


def _taken(reader: TableReader, row: TableRow) -> Iterator[tuple[str, Entry]]:
    for column, head in reader.layout.columns.items():
        fitting = sorted(code for code in head.codes if code in reader.book.tree.classes)
        entry = reader.entry(row.index, column, head) if fitting else None
        if entry is not None and not entry.blank:
            yield fitting[0], entry


def read_boundary(reader: TableReader) -> list[BoundaryDecision]:
    """Read a list of boundary decisions: unit, year, change of area; its other texts are the decision's words."""
    found = []
    for row in reader.layout.rows:
        for column, head in reader.layout.columns.items():
            entry = reader.entry(row.index, column, head, negative=True)
            if entry is not None and not entry.blank and row.year:
                texts = (reader.sheet.text(row.index, each) for each in range(1, column + 8))
                words = next((text for text in reversed(list(texts)) if text and text != row.label), "")
                unit = reader.names.key(row.unit) if row.unit else ""
                found.append(BoundaryDecision(unit, row.year, entry.value, words))
                break
    return found


def read_parts(reader: TableReader) -> list[Parts]:
    """Read each column as parts of a whole: the rows up to a total, or after one that stands first."""
    found = []
    rows = reader.layout.rows
    for column, head in reader.layout.columns.items():
        entries = [(row.label, reader.entry(row.index, column, head)) for row in rows]
        wholes = [index for index, (label, _) in enumerate(entries) if is_total(label)]
        if len(wholes) != 1:
            continue  # totals of groups: which rows they add is not said
        whole = entries[wholes[0]][1]
        parts = [(label, entry) for index, (label, entry) in enumerate(entries) if index != wholes[0]]
        known = tuple((label, entry) for label, entry in parts if entry is not None and not entry.blank)
        if whole is not None and not whole.blank and len(known) > 1:
            heading = " > ".join(reader.layout.heading(column))
            is_area = bool(head.measure or any(measure_in(text) for text in reader.layout.titles))
            found.append(Parts(reader.sheet.name, heading, known, whole, len(known) < len(parts), is_area))
    return found
