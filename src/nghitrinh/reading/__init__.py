"""From a published page to its facts: what was decided, by whom, when, who is charged with what, and what does not agree.

| function | gives |
| --- | --- |
| `read_text` | the Reading of a text |
| `read_bytes` | the Reading of a file's bytes, text or HTML |
| `read_file` | the Reading of a file |

A `Reading` holds facts with their place in the source; `Reading.as_json()` is described in docs/reading.md. What cannot be
read at all (not UTF-8, too long, too deep) raises `ReadingError`, which names the file, what was found and what is expected.

>>> reading = read_text("Ngày 10/9/2021, HĐND tỉnh khóa XVI tổ chức kỳ họp thứ 3.")
>>> reading.organization.value, reading.number.value, reading.term.value, reading.date.value
('HĐND tỉnh', 3, 'XVI', '2021-09-10')
"""

from nghitrinh.reading.errors import ReadingError
from nghitrinh.reading.facts import Chair, Charge, Fact, Item, Origin, PageContradiction, Quantity, Reading
from nghitrinh.reading.files import read_bytes, read_file, read_text

__all__ = [
    "Chair",
    "Charge",
    "Fact",
    "Item",
    "Origin",
    "PageContradiction",
    "Quantity",
    "Reading",
    "ReadingError",
    "read_bytes",
    "read_file",
    "read_text",
]
