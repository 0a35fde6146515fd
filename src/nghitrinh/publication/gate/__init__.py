"""The gate: an article cannot contradict the record.

| name | gives |
| --- | --- |
| `check` | the verdict on an article's newest version |
| `release` | the article released under the gate's verdict, or `Contradiction` with both texts |
| `confirm` | the article confirmed as still true under the gate's verdict, or `Contradiction` |
| `check_text` | findings and unlinked numbers of a text against facts, without a database |
| `Finding`, `GateVerdict` | what stops a release; the answer that `article.release` takes |
| `Text`, `KnownFacts` | a text as the gate reads it; what the record knows around it |
"""

from nghitrinh.publication.gate.article import check, confirm, release
from nghitrinh.publication.gate.checking import check_text
from nghitrinh.publication.gate.text import KnownFacts, Text
from nghitrinh.publication.gate.verdict import Finding, GateVerdict

__all__ = ["Finding", "GateVerdict", "KnownFacts", "Text", "check", "check_text", "confirm", "release"]
