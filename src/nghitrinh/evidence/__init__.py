"""Evidence: what planning papers claim, computed and checked. Pure functions from data to a Finding, without Django.

| library | asks |
| --- | --- |
| `land` | does the table of land use add up? |

| here | is |
| --- | --- |
| `Finding`, `Check`, `Fault`, … | what every library returns: figures, checks with their numbers, proof, digests |
| `from_json`, `json_schema` | a finding read back; the schema of its JSON |
| `sentence`, `fault_sentences`, `as_text` | what it says, in Vietnamese or in English |
| `EvidenceError`, `OpenQuestions`, `Question` | an input that cannot be read; what must be answered first |

>>> fault = Fault(code="negative_area", cells=("CH01!B7",), values={"found": "-3"})
>>> fault_sentences(fault), fault_sentences(fault, "en")
(['Diện tích âm: -3.'], ['A negative area: -3.'])
"""

from nghitrinh.evidence.as_text import as_text, questions_text
from nghitrinh.evidence.errors import EvidenceError, OpenQuestions, Question
from nghitrinh.evidence.finding import (
    Check,
    Drawing,
    EvidenceFigure,
    Fault,
    Finding,
    FindingTable,
    InputDigest,
    Proof,
    Status,
    from_json,
    json_schema,
)
from nghitrinh.evidence.sentences import fault_sentences, sentence

__all__ = [
    "Check",
    "Drawing",
    "EvidenceError",
    "EvidenceFigure",
    "Fault",
    "Finding",
    "FindingTable",
    "InputDigest",
    "OpenQuestions",
    "Proof",
    "Question",
    "Status",
    "as_text",
    "fault_sentences",
    "from_json",
    "json_schema",
    "questions_text",
    "sentence",
]
