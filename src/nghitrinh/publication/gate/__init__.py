"""The gate: an article cannot contradict the record.

| name | gives |
| --- | --- |
| `check` | the verdict on an article's newest version |
| `release` | the article released under the gate's verdict, or `Contradiction` with both texts |
| `confirm` | the article confirmed as still true under the gate's verdict, or `Contradiction` |
| `check_text` | findings and unlinked numbers of a text against facts, without a database |
| `Finding`, `Verdict` | what stops a release; the answer that `article.release` takes |
| `Text`, `Known` | a text as the gate reads it; what the record knows around it |
"""

from nghitrinh.publication.gate.article import check, confirm, release
from nghitrinh.publication.gate.checking import check_text
from nghitrinh.publication.gate.text import Known, Text
from nghitrinh.publication.gate.verdict import Finding, Verdict

__all__ = ["Finding", "Known", "Text", "Verdict", "check", "check_text", "confirm", "release"]
