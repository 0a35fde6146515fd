"""What differs between two texts of a document, paragraph by paragraph: what a correction changes."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from nghitrinh.documents.content import Notice, paragraphs


def differences(before: Notice, after: Notice) -> Iterator[tuple[str, str]]:
    """Yield old and new of each paragraph that is not alike, in order; "" where one text has none."""
    olds, news = ([each.text for each in paragraphs(notice)] for notice in (before, after))
    for what, first, last, begin, end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if what != "equal":
            yield from zip_longest(olds[first:last], news[begin:end], fillvalue="")
