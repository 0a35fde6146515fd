"""A number of an address is plain digits, and no more of them than it needs."""

import re
from pathlib import Path

import pytest

import nghitrinh
from nghitrinh.vietnamese import plain_number

SOURCE = Path(nghitrinh.__file__).parent


@pytest.mark.parametrize(("text", "found"), [("0", 0), ("36", 36), ("0036", 36), ("999999999", 999_999_999)])
def test_plain_digits_are_read(text: str, found: int) -> None:
    assert plain_number(text) == found


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.5", "²", "٣", "1_000", "x", "9" * 5000, "1000000000", None])
def test_anything_else_is_no_number(text: str | None) -> None:
    assert plain_number(text) is None


def test_what_is_above_the_most_is_no_number() -> None:
    assert (plain_number("50", 50), plain_number("51", 50)) == (50, None)


def test_no_module_that_reads_addresses_asks_digits_in_its_own_way() -> None:
    """`isdigit` lets ² through, and `int` refuses 4,301 digits: who asks either answers a reader with a traceback."""
    asked = re.compile(r"\.is(digit|decimal|numeric)\(|\bint\((request|given|environ|self\.data)\b")
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for folder in ("desk", "portal")
        for path in (SOURCE / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if asked.search(line)
    ]
    assert found == []
