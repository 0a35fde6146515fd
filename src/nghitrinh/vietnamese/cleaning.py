"""Text as it may be kept: composed, without characters that nobody sees and that some output cannot carry.

Also the encodings from before Unicode: TCVN3 and VNI put Vietnamese into fonts, and what was copied from such a page is
valid Unicode and no Vietnamese.
"""

import re
import unicodedata

# A line that a word processor broke, and a page; the ends of lines of other systems.
_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters but the tab, the end of a line, and the zero, which is no text at all and is refused; what turns
# the direction of writing; what has no width (but what joins letters of other scripts); what is no character.
_UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
# What XML 1.0 cannot carry: no DOCX, no feed, no sitemap.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cleaned(text: str, *, one_line: bool = False) -> str:
    """Return a text composed (NFC), with one kind of line end and without unseen characters; of one line, if asked.

    >>> cleaned("Ủy\\u200b ban\\x0bnhân\\x01 dân")
    'Ủy ban\\nnhân dân'
    >>> cleaned("Ủy ban\\r\\n nhân dân", one_line=True)
    'Ủy ban nhân dân'
    """
    text = _UNSEEN.sub("", _ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return " ".join(line.strip() for line in text.split("\n") if line.strip()) if one_line and "\n" in text else text


def writable(text: str) -> str:
    """Return a text without what XML cannot carry; the net of outputs, for what was kept before `cleaned` was asked.

    >>> writable("thu\\x0b44 tỷ")
    'thu44 tỷ'
    """
    return _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text


# Letters that Unicode's Vietnamese has and that no page in an old encoding shows.
_TRUE = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
# In TCVN3 a vowel or đ is a sign of Latin-1 within a word, or a capital letter of it after a small one: Rµ so¸t, nghÞ.
_TCVN3 = re.compile("(?<=[A-Za-z])[¡¢£¤¥¦µ¸¶·¨¼½¾¬\xad]|[®©§](?=[a-z])|(?<=[a-z])[À-ÖØ-Þ]")
# In VNI a vowel is followed by the letter that stands for its mark: caùc, nöôùc, uûy, nhaân. Other languages have words
# with some of these pairs (où, goût, maïs, leões), which are none of these.
_VNI = re.compile(
    "[aeiuyöôAEIUYÖÔ](?<!gi)(?<!qu)[ùøÙØ]|[oO](?<=\\w\\w)[ùøÙØ]|[aoyöôAOYÖÔ][õÕ]|[öÖ][ôûïÔ]|[aeoAEO][âÂ]|aê|[aeuAEU]û|uï"
)
_ENOUGH = 2


def old_encoding(text: str) -> str:
    """Return TCVN3 or VNI when a text is in that encoding of the time before Unicode; nothing otherwise.

    >>> old_encoding("Rµ so¸t c¸c kho¶n chi"), old_encoding("Uûy ban nhaân daân"), old_encoding("Ủy ban: 5 µg, José")
    ('TCVN3', 'VNI', '')
    """
    true = len(_TRUE.findall(text))
    for name, pattern in (("VNI", _VNI), ("TCVN3", _TCVN3)):
        found = len(pattern.findall(text))
        if found >= _ENOUGH and found > 4 * true:
            return name
    return ""
