"""The journal: one line for each act, sealed.

| name | what it is |
| --- | --- |
| `append`, `wait_for_turn` | writing a line, within the transaction of its act |
| `content_of`, `contents_of` | what a line, or several, say |
| `lines_about`, `rows_after` | the lines that wrote an object; the rows written since a line |
| `last_done` | when an act was last done to an object |
| `reason_of` | for which reason an act was last done to an object |
| `lines_on` | the lines of acts that were about some objects |
| `Change`, `changes_of` | what a line says was changed, whichever version it is of |
| `verify`, `JournalProblem`, `journalled_models` | the chain and every live row, recomputed |
| `verified_tables` | which tables `verify` goes over |

Every line commits to its content by SHA-256(salt ‖ canonical content), to the names of the rows that the act wrote, and
to the line before it. So the content can be erased when law demands it, the chain still verifies, and which lines are
about an object is known without reading any content.
"""

from nghitrinh.record.kernel.journal.changes import Change, changes_of
from nghitrinh.record.kernel.journal.lines import (
    VERSION,
    append,
    commitment,
    content_of,
    contents_of,
    last_done,
    line_digest,
    lines_about,
    lines_on,
    named_rows,
    reason_of,
    rows_after,
    rows_digest,
    wait_for_turn,
)
from nghitrinh.record.kernel.journal.verification import (
    JournalProblem,
    journalled_models,
    verified_tables,
    verify,
)

__all__ = [
    "VERSION",
    "Change",
    "JournalProblem",
    "append",
    "changes_of",
    "commitment",
    "content_of",
    "contents_of",
    "journalled_models",
    "last_done",
    "line_digest",
    "lines_about",
    "lines_on",
    "named_rows",
    "reason_of",
    "rows_after",
    "rows_digest",
    "verified_tables",
    "verify",
    "wait_for_turn",
]
