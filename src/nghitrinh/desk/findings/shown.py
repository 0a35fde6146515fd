"""A finding as a page shows it: each fault with its sentences and its cells, each cell with the faults that name it."""

import shlex
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from nghitrinh import evidence
from nghitrinh.desk.findings.sheets import sheets_of
from nghitrinh.desk.findings.words import CHOICES, WHY_NOT
from nghitrinh.evidence.land import ShownSheet, schemes
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import computed, is_of_other_bytes, newest_number
from nghitrinh.vietnamese import format_number

MOST_CELLS = 12  # that one fault names in its line; the table marks all of them
_SIGNS = {
    evidence.Status.PASSED: ("ok", "done"),
    evidence.Status.FAILED: ("late", "late"),
    evidence.Status.NOT_CHECKED: ("", "info"),
}


def language() -> str:
    """Return in which of the library's languages a page speaks."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@dataclass(frozen=True)
class NamedCell:
    """A cell as a fault names it, B7, and the anchor of its place in the table; none where the table is not shown."""

    name: str
    anchor: str


@dataclass(frozen=True)
class NamedSheet:
    """The cells of one sheet that a fault names."""

    name: str
    cells: list[NamedCell]


@dataclass(frozen=True)
class ShownFault:
    """One fault: its number on the page, what does not hold, both sides and likely causes, the cells it is about."""

    number: int
    said: str
    more: list[str]
    sheets: list[NamedSheet]
    left_out: int


@dataclass(frozen=True)
class ShownCheck:
    """One check: what it asks, how it came out as words, badge and icon, its numbers or why it was not made."""

    asks: str
    words: str
    kind: str
    icon: str
    numbers: str


@dataclass
class ShownFinding:
    """A finding on its page, or on its paper's."""

    finding: Finding
    newest: int

    @property
    def why(self) -> str:
        """Why it could not be checked; empty where it was."""
        if self.finding.state != FindingState.UNREAD:
            return ""
        return str(WHY_NOT.get(self.finding.why, WHY_NOT["damaged"]))

    @property
    def is_older(self) -> bool:
        """Whether the paper has a newer version than the one that was checked."""
        return self.finding.version.number < self.newest

    @cached_property
    def is_changed(self) -> bool:
        """Whether what was computed is of other bytes than the file has."""
        return is_of_other_bytes(self.finding)

    @cached_property
    def said(self) -> evidence.Finding | None:
        """What was computed."""
        return computed(self.finding)

    @cached_property
    def sheets(self) -> list[ShownSheet]:
        """The sheets of the workbook as they are shown."""
        return sheets_of(self.finding)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The anchors of the cells that the sheets show and faults name, by the name of the cell."""
        named = {name for fault in self.said.faults for name in fault.cells} if self.said else set()
        cells = [cell.name for sheet in self.sheets for row in sheet.rows for cell in row.cells]
        place = str(self.finding.pk)[:8]
        return {name: f"o-{place}-{at}" for at, name in enumerate(cells) if name in named}

    @cached_property
    def faults(self) -> list[ShownFault]:
        """What does not agree, in the order of the checks."""
        return [self._fault(number, each) for number, each in enumerate(self.said.faults if self.said else (), start=1)]

    @cached_property
    def marked(self) -> dict[str, list[int]]:
        """The numbers of the faults that name a cell, by its name."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, fault in enumerate(self.said.faults if self.said else (), start=1):
            for name in dict.fromkeys(fault.cells):
                found[name].append(number)
        return dict(found)

    @cached_property
    def checks(self) -> list[ShownCheck]:
        """Every check with its numbers, in their order."""
        return [_check(each) for each in self.said.checks] if self.said else []

    @property
    def notes(self) -> list[str]:
        """What a reader must know, as sentences."""
        return [evidence.sentence(each, {}, language()) for each in self.said.notes] if self.said else []

    @property
    def figures(self) -> list[tuple[str, str]]:
        """What a decision may quote: what it is, and the figure with its unit."""
        found = self.said.figures if self.said else ()
        return [(evidence.sentence(each.code, each.values, language()), figure_words(each)) for each in found]

    @property
    def answered(self) -> list[tuple[str, str]]:
        """What was answered: each question with its answer in words."""
        asked = {each["key"]: each for each in self.finding.questions}
        return [
            (question_words(asked[key]) if key in asked else key, choice_words(said))
            for key, said in self.finding.answers.items()
        ]

    @property
    def command(self) -> str:
        """The command that makes the finding again, from the file and what was answered."""
        answers = [f"--answer {shlex.quote(f'{key}={said}')}" for key, said in self.finding.answers.items()]
        return " ".join(("nghitrinh land check --json", shlex.quote(self.finding.file.name), *answers))

    def _fault(self, number: int, fault: evidence.Fault) -> ShownFault:
        first, *more = evidence.fault_sentences(fault, language())
        named = list(dict.fromkeys(fault.cells))
        sheets: dict[str, list[NamedCell]] = {}
        for name in named[:MOST_CELLS]:
            sheet, cell = parted(name)
            sheets.setdefault(sheet, []).append(NamedCell(cell, self.anchors.get(name, "")))
        left_out = len(named[MOST_CELLS:])
        return ShownFault(number, first, more, [NamedSheet(*each) for each in sheets.items()], left_out)


def parted(name: str) -> tuple[str, str]:
    """Return the sheet and the cell of a name as faults have it.

    >>> parted("'Phân khu'!B4"), parted("CH01!B7")
    (('Phân khu', 'B4'), ('CH01', 'B7'))
    """
    sheet, _mark, cell = name.rpartition("!")
    return (sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet), cell


def question_words(question: dict[str, Any]) -> str:
    """Return a question as the page asks it."""
    return evidence.sentence(question["code"], question["values"], language())


def choice_words(choice: str) -> str:
    """Return a choice in words: of the library's own codes, of a list of classes its name."""
    named = {each.key: each.name for each in schemes()}
    return str(CHOICES.get(choice, named.get(choice, choice)))


def figure_words(figure: evidence.EvidenceFigure) -> str:
    """Return a figure with its unit as the language writes it: 5.300 ha."""
    number = format_number(figure.value) if language() == "vi" else f"{figure.value:,f}"
    return f"{number}\N{NO-BREAK SPACE}{figure.unit}"


def _check(check: evidence.Check) -> ShownCheck:
    speaks = language()
    kind, icon = _SIGNS[check.status]
    missing = [evidence.sentence(code, {}, speaks) for code in check.missing]
    values = {name: str(getattr(check, name)) for name in ("examined", "exact", "rounded")}
    values |= {"widest": f"{check.widest:f}", "faults": str(len(check.faults))}
    counts = [evidence.sentence("counts", values, speaks)] if check.examined else []
    words = evidence.sentence(check.status, {}, speaks)
    return ShownCheck(evidence.sentence(check.code, {}, speaks), words, kind, icon, "; ".join((*counts, *missing)))


def shown(finding: Finding) -> ShownFinding:
    """Return a finding as its page shows it."""
    return ShownFinding(finding, newest_number(finding))


def faults_as_text(finding: Finding) -> str:
    """Return what does not agree as the reason for sending a paper back: a numbered line a fault, with its cells.

    It is a word of the record: Vietnamese, whatever language the page speaks.
    """
    said = computed(finding)
    lines = []
    for number, fault in enumerate(said.faults if said else (), start=1):
        sheets: dict[str, list[str]] = {}
        for sheet, cell in map(parted, fault.cells[:MOST_CELLS]):
            sheets.setdefault(sheet, []).append(cell)
        where = "; ".join(f"trang {sheet}, ô {', '.join(cells)}" for sheet, cells in sheets.items())
        where += " …" if len(fault.cells) > MOST_CELLS else ""
        where = f" ({where})" if where else ""
        lines.append(f"{number}. {' '.join(evidence.fault_sentences(fault))}{where}")
    return "\n".join([f"Số liệu trong tệp {finding.file.name} không khớp:", *lines])
