"""Folding: the text as a reader without a Vietnamese keyboard would type it."""

import unicodedata


class _FoldTable(dict[int, str]):
    """What each code point folds to; filled as characters are met, so that folding runs at the speed of translate."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace():
            folded = " "
        else:
            spread = unicodedata.normalize("NFKD", char.casefold()).replace("đ", "d")
            folded = "".join(part for part in spread if not unicodedata.combining(part)).casefold()
        self[code] = folded
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Return the text casefolded, without marks, with đ as d and each run of white space as one space.

    >>> fold("  Ủy ban nhân dân tỉnh   Đồng Nai ")
    'uy ban nhan dan tinh dong nai'
    """
    return " ".join(text.translate(_TABLE).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index in `text` of the character it came from.

    The text may be composed (NFC) or decomposed (NFD): a combining mark folds to nothing, its base keeps its own index.

    >>> fold_with_offsets("Ở  Huế")
    ('o hue', [0, 1, 3, 4, 5])
    """
    folded: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for part in _TABLE[ord(char)]:
            if part.isspace() and (not folded or folded[-1] == " "):
                continue
            folded.append(part if not part.isspace() else " ")
            offsets.append(index)
    if folded and folded[-1] == " ":
        folded.pop()
        offsets.pop()
    return "".join(folded), offsets
