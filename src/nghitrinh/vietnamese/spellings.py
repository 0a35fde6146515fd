"""The two places where a tone mark may stand (hòa, hoà; Ủy, Uỷ) and the two forms of Unicode, as one spelling."""

import re
import unicodedata

from nghitrinh.vietnamese.wordlists import words_pattern

_FIRST = "oOuU"
_SECOND = "aAeEyY"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _pairs() -> dict[str, str]:
    """Each toned second vowel after each first one, with the tone moved: 'oà' -> 'òa'."""
    return {
        first + unicodedata.normalize("NFC", second + tone): unicodedata.normalize("NFC", first + tone) + second
        for first in _FIRST
        for second in _SECOND
        for tone in _TONES
        if (first.lower(), second.lower()) in {("o", "a"), ("o", "e"), ("u", "y")}
    }


_MOVED = _pairs()
# Only at the end of a syllable is there a choice: hoàn and khuỷu have one spelling, and in quý the u belongs to the q.
_CHOICE = re.compile(rf"(?=[{_FIRST}])(?<![qQ]){words_pattern(_MOVED, cased=True)}(?!\w)")


def modern(text: str) -> str:
    """Return the text composed (NFC), the tone on the first vowel of a final oa, oe, uy, as offices write today.

    Beyond composing, no length changes: offsets into `modern(text)` are offsets into the NFC form of `text`.

    >>> modern("Uỷ ban, hoà, quý, hoàn")
    'Ủy ban, hòa, quý, hoàn'
    """
    return _CHOICE.sub(lambda found: _MOVED[found[0]], unicodedata.normalize("NFC", text))


def same_spelling(a: str, b: str) -> bool:
    """Say whether two texts differ at most in tone placement (Ủy, Uỷ; hòa, hoà) or in Unicode form.

    >>> same_spelling("Uỷ ban", "Ủy ban"), same_spelling("Ủy ban", "ủy ban")
    (True, False)
    """
    return modern(a) == modern(b)


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BETWEEN = re.compile(r"\s*([-/])\s*")
_BEFORE_NUMBER = re.compile(r"^(?:số:?)?0*(?=\d)")


def name_key(name: str) -> str:
    """Return what all spellings of one name have in common: not its case, blanks, kind of dash or placing of tones.

    Blanks beside a dash or a stroke are nobody's difference: "TTr - UBND" is the symbol TTr-UBND.

    >>> name_key("Uỷ ban  nhân dân – Tỉnh") == name_key("ủy ban nhân dân - tỉnh"), name_key("Sở A") == name_key("So A")
    (True, False)
    """
    return _BETWEEN.sub(r"\1", " ".join(_DASHES.sub("-", modern(name)).casefold().split()))


def number_key(number: str) -> str:
    """Return what all spellings of a document's number have in common: no "Số" and no nought before it either.

    >>> number_key("Số: 05/TTr – UBND") == number_key("5/ttr-ubnd"), number_key("15/TTr") == number_key("150/TTr")
    (True, False)
    """
    return _BEFORE_NUMBER.sub("", name_key(number).replace(" ", ""))
