"""What an evidence computation says: one shape for every library of this floor, and its JSON.

The JSON has no time, no path and no name of a machine: the same inputs give the same bytes, wherever they are computed.
Figures are decimals, in JSON as text (`"5449"`). Sentences are not stored but made of codes and values
(`sentences.sentence`), so that a finding reads in Vietnamese and in English.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

FORMAT = 1  # of the JSON; raised when a reader must know


class Status(StrEnum):
    """What came of a check: it holds, it does not, or the inputs do not say enough to ask."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Proof(StrEnum):
    """How sure the answer is: computed exactly, proven optimal, within a gap of it, or proven that there is none."""

    EXACT = "exact"
    OPTIMAL = "optimal"
    GAP = "gap"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, kw_only=True)
class InputDigest:
    """One input: its name without folders, and the SHA-256 and length of its bytes."""

    name: str
    sha256: str
    length: int

    @classmethod
    def of(cls, name: str, data: bytes) -> "InputDigest":
        """Return the digest of an input's bytes.

        >>> InputDigest.of("a.txt", b"").sha256[:8]
        'e3b0c442'
        """
        return cls(name=name, sha256=hashlib.sha256(data).hexdigest(), length=len(data))


@dataclass(frozen=True, kw_only=True)
class EvidenceFigure:
    """A value that was computed: `code` names it in `sentences`, `values` fill its words, `unit` is as `vietnamese`."""

    code: str
    value: Decimal
    unit: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that does not hold: its sentence, the cells (`Sheet!B7`) it is about, and both sides where it has two.

    `difference` is left less right, and `tolerance` what rounding alone can explain of it; both None where nothing
    was added. `hints` are codes of likely causes.
    """

    code: str
    cells: tuple[str, ...]
    values: dict[str, str]
    left: Decimal | None = None
    right: Decimal | None = None
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """One question put to the inputs, with its numbers.

    `examined` relations were computed, `exact` of them hold to the last digit, `rounded` within what the digits shown
    allow; `widest` is the largest difference that was taken as rounding. What fails stands in `faults`. `missing` says,
    where nothing was asked or a part was not, which code tells why.
    """

    code: str
    status: Status
    examined: int
    exact: int
    rounded: int
    widest: Decimal
    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FindingTable:
    """A table of the answer: a code for its title, codes for its columns, and rows of text as they are shown."""

    code: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture of the answer as SVG, without scripts and without addresses."""

    code: str
    svg: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was asked, of which inputs, and what came of it.

    `question` is a code (`land.check`) and `options` what was chosen for it. `bound` and `value` are those of a solver,
    None where nothing was optimised; `gap` is their distance over `value`. `notes` are codes of what a reader must
    know, such as a list of classes that was not held against its source.
    """

    question: str
    options: dict[str, str]
    inputs: tuple[InputDigest, ...]
    proof: Proof
    figures: tuple[EvidenceFigure, ...] = ()
    checks: tuple[Check, ...] = ()
    tables: tuple[FindingTable, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    notes: tuple[str, ...] = ()
    value: Decimal | None = None
    bound: Decimal | None = None
    gap: Decimal | None = None
    format: int = FORMAT

    @property
    def faults(self) -> list[Fault]:
        """Everything that does not hold, in the order of the checks."""
        return [fault for check in self.checks for fault in check.faults]

    @property
    def holds(self) -> bool:
        """Whether no check failed. A check that could not be asked does not fail."""
        return all(check.status is not Status.FAILED for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as JSON has it (docs/evidence.md; `json_schema` describes it).

        >>> Finding(question="land.check", options={}, inputs=(), proof=Proof.EXACT).as_json()["proof"]
        'exact'
        """
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    def as_bytes(self) -> bytes:
        """Return the JSON as bytes that are the same wherever the finding is computed."""
        return (json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def from_json(data: bytes | str) -> Finding:
    """Read a finding back from its JSON. Raises ValueError, which names the field, what was found and what is expected.

    >>> finding = Finding(question="land.check", options={}, inputs=(), proof=Proof.EXACT, value=Decimal("1.50"))
    >>> from_json(finding.as_bytes()) == finding
    True
    """
    from pydantic import TypeAdapter  # noqa: PLC0415 - a fifth of a second that computing a finding does not need

    found: Finding = TypeAdapter(Finding).validate_json(data)
    return found


def json_schema() -> dict[str, Any]:
    """Return the schema of a finding's JSON (JSON Schema 2020-12); `finding.schema.json` is its published text."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    schema: dict[str, Any] = TypeAdapter(Finding).json_schema(mode="serialization")
    return schema


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
