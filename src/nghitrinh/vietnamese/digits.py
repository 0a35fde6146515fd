"""Whole numbers as addresses and forms send them: plain digits, and never more of them than a number needs."""

MOST = 999_999_999


def plain_number(text: object, most: int = MOST) -> int | None:
    """Return the number that a text of plain digits writes; None for any other text, and for a number above `most`.

    Every number of an address or of a hidden field is read here: `int` refuses 4,301 digits with an exception, and
    `isdigit` lets signs such as ² through, which `int` does not know.

    >>> plain_number("36"), plain_number("²"), plain_number("9" * 5000), plain_number("7", most=5)
    (36, None, None, None)
    """
    digits = str(text or "")
    if not digits.isascii() or not digits.isdecimal() or len(digits.lstrip("0")) > len(str(most)):
        return None
    found = int(digits.lstrip("0") or "0")
    return found if found <= most else None
