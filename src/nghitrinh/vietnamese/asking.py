"""What somebody who searches has typed or pasted: the words that are asked for, without what only introduces them."""

import re
import unicodedata

from nghitrinh.vietnamese.folding import fold

# "Số: 119/TB-UBND", "Số hiệu 119", "số, ký hiệu: 119": what stands before a number is printed on the paper, and on
# no list.
_BEFORE_A_NUMBER = re.compile(
    r"(?<!\w)s[oôố]\s*(?:(?:[,/]|và)?\s*(?:k[yýỹ]\s*)?hi[eêệ]u\s*)?[:.]?\s*(?=\d)", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_NOUGHTS = re.compile(r"^0+(?=\d)")
_AT_ENDS = ".,;:!?\"'()[]{}“”‘’„«»…·"


def without_label(text: str) -> str:
    """Return a text without the "Số:" that stands before a number: who pastes it looks for the number.

    >>> without_label("Thông báo Số: 119/TB-UBND"), without_label("Sở 4T, số lượng 12")
    ('Thông báo 119/TB-UBND', 'Sở 4T, số lượng 12')
    """
    return _BEFORE_A_NUMBER.sub("", unicodedata.normalize("NFC", text))


def asked_words(text: str) -> list[str]:
    """Return the words that are asked for, folded: parted at blanks and dashes, without signs at their ends.

    Noughts before a number are left out, so that it is found however it is written: a word is looked for inside others.

    >>> asked_words("“Số: 05/TB-UBND”, Giải phóng mặt bằng, bản 02.")
    ['5/tb', 'ubnd', 'giai', 'phong', 'mat', 'bang', 'ban', '2']
    """
    words = (word.strip(_AT_ENDS) for word in _BETWEEN.split(fold(without_label(text))))
    return [_NOUGHTS.sub("", word) for word in words if word]
