"""The order of names in Vietnamese: a ă â b c d đ e ê …, then the tones, then small before capital.

As Unicode's CLDR has it for `vi`: letters decide over the whole text before any tone does, and the tones follow each
other as level, falling (huyền), dipping (hỏi), broken (ngã), rising (sắc), heavy (nặng).
"""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_PLACE = {letter: chr(0x400 + index) for index, letter in enumerate(_LETTERS)}
_TONE = {mark: chr(0x21 + index) for index, mark in enumerate(_TONES)}
_LEVEL = " "


def alphabetical(text: str) -> str:
    """Return what a text is sorted by: compare these as they are, by code point.

    >>> sorted(["Thôn Đông", "Thôn Hạ", "Thôn Đoài", "Âu Lâu", "An Phú"], key=alphabetical)
    ['An Phú', 'Âu Lâu', 'Thôn Đoài', 'Thôn Đông', 'Thôn Hạ']
    """
    letters, tones, cases = [], [], []
    for char in unicodedata.normalize("NFC", text):
        spread = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in spread if mark in _TONE), "")
        letter = unicodedata.normalize("NFC", spread.replace(tone, "") if tone else spread)
        letters.append(_PLACE.get(letter.lower(), letter.lower()))
        tones.append(_TONE.get(tone, _LEVEL))
        cases.append("1" if letter != letter.lower() else "0")
    return "\x00".join("".join(part) for part in (letters, tones, cases))
