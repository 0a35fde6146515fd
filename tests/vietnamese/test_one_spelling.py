"""A day is written in one way: by `format_date`, as 5/1/2026. A date line of a document has its own, by rule."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "nghitrinh"
# A day or a month that is put together by hand: its directives, or its numbers beside a slash.
BY_HAND = re.compile(r"%d/%m|\.day(?::0?2d?)?\}/|\.month(?::0?2d?)?\}/")
OWN = {"vietnamese/dates.py"}  # it is what everything else asks


def test_no_module_writes_a_day_of_its_own() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in OWN
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if BY_HAND.search(line)
    ]
    assert not found, found
