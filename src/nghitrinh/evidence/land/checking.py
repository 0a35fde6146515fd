"""`land check`: a workbook in, a Finding out."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from nghitrinh.evidence.errors import OpenQuestions, Question
from nghitrinh.evidence.finding import EvidenceFigure, Finding, FindingTable, InputDigest, Proof
from nghitrinh.evidence.land.balances import ALL
from nghitrinh.evidence.land.balances.comparing import shown
from nghitrinh.evidence.land.balances.sums import open_lists
from nghitrinh.evidence.land.classes import AREA, GROUPS
from nghitrinh.evidence.land.drawing import areas_drawing
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.reading import read_book
from nghitrinh.evidence.land.tables import Book, Parts

_KEY_CLASSES = (AREA, *GROUPS, "LUA", "LUC", "SKK", "SKN")


def check_workbook(data: bytes, name: str, answers: Mapping[str, str] | None = None) -> Finding:
    """Return whether the tables of a workbook add up.

    `data` are the bytes of an .xlsx file, `name` its name without folders. `answers` are by a question's key. Raises
    EvidenceError for a file that cannot be read, OpenQuestions when something must be asked first.
    """
    book = read_book(data, Path(name).name, answers or {})
    lists = open_lists(book)
    if lists:
        raise OpenQuestions(book.name, book.form, tuple(_listed_questions(lists)))
    drawing = areas_drawing(book)
    return Finding(
        question="land.check",
        options={
            "scheme": book.tree.key,
            "form": book.form,
            **dict(sorted((answers or {}).items())),
        },
        inputs=(InputDigest.of(book.name, data),),
        proof=Proof.EXACT,
        figures=tuple(_figures(book)),
        checks=tuple(check(book) for check in ALL),
        tables=(_areas(book),),
        drawings=(drawing,) if drawing is not None else (),
        notes=tuple(note for note in (book.tree.note, "sheets_not_read" if book.unread else "", *book.notes) if note),
    )


def _listed_questions(lists: list[tuple[str, str, str]]) -> list[Question]:
    """One question a sheet, which names the first class whose list is short."""
    first: dict[str, Question] = {}
    for sheet, code, missing in lists:
        values = {"sheet": sheet, "code": code, "missing": missing}
        first.setdefault(sheet, Question(f"listed:{sheet}", "ask_listed", values, ("yes", "no"), "no"))
    return list(first.values())


def _figures(book: Book) -> list[EvidenceFigure]:
    """What a decision may want to quote: wholes and what their parts make, the main classes in first and last year."""
    years = book.years()
    found = [figure for each in book.parts if each.is_area for figure in _of_parts(each)]
    for code in _KEY_CLASSES:
        for year in dict.fromkeys((*years[:1], *years[-1:])):
            entry = book.first(WHOLE, code, year)
            if entry is not None:
                values = {"code": code, "year": str(year)}
                found.append(EvidenceFigure(code="land.area", value=_plain(entry.value), unit="ha", values=values))
    return found


def _of_parts(parts: Parts) -> list[EvidenceFigure]:
    """The whole as it is written and what its parts make; one figure where these are the same."""
    values = {"sheet": parts.sheet, "heading": parts.heading}
    whole, made = parts.whole.value, sum((entry.value for _, entry in parts.parts), Decimal(0))
    found = [EvidenceFigure(code="land.whole", value=_plain(whole), unit="ha", values=values)]
    if made != whole:
        found.append(EvidenceFigure(code="land.parts_made", value=_plain(made), unit="ha", values=values))
    return found


def _areas(book: Book) -> FindingTable:
    """The whole by class and year, as it was read."""
    years = book.years()
    listed = list(dict.fromkeys(code for table in book.uses for code in table.listed))
    rows = []
    for code in listed:
        entries = [book.first(WHOLE, code, year) for year in years]
        if any(entry is not None for entry in entries):
            rows.append((code, *(shown(entry.value) if entry is not None else "" for entry in entries)))
    return FindingTable(code="land.areas", columns=("class", *map(str, years)), rows=tuple(rows))


def _plain(value: Decimal) -> Decimal:
    return Decimal(shown(value))
