"""The texts that acts take, each with its longest length: a text without one could hold a worker for minutes.

Every text is cleaned before it is measured (`vietnamese.cleaned`), whatever its type; one of a single line becomes one.
Only what is evidence as it came in is kept to the letter: spans are offsets into it.

A column may be shorter than the type of its parameter; then the row is refused before it is written (`fitting`).
"""

from typing import Annotated

from pydantic import StringConstraints


class OneLine:
    """Marks a text of a single line: the ends of lines in it become spaces."""


class AsItCameIn:
    """Marks a text that is evidence: it is not cleaned."""


LONGEST = 200_000
LONGEST_DOCUMENT = 1_000_000

# Words without which the act says nothing, and words that may be missing.
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Body = Annotated[str, StringConstraints(max_length=LONGEST)]

# One line; the first as long as its column takes, which says so itself.
Heading = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), OneLine()]
Title = Annotated[str, StringConstraints(min_length=1, max_length=500), OneLine()]
Headline = Annotated[str, StringConstraints(min_length=1, max_length=300), OneLine()]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), OneLine()]
Line = Annotated[str, StringConstraints(max_length=500), OneLine()]
ShortLine = Annotated[str, StringConstraints(max_length=200), OneLine()]
# A name or a mark in a structure: of a field, of a link, of a kind.
Word = Annotated[str, StringConstraints(max_length=120), OneLine()]

# Why something is done, and by whose leave.
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Authority = Annotated[str, StringConstraints(min_length=1, max_length=300)]

# A whole document as it is submitted (100,000 words and more), and a whole page or list as it came in.
Document = Annotated[str, StringConstraints(max_length=LONGEST_DOCUMENT)]
Page = Annotated[str, StringConstraints(max_length=5_000_000), AsItCameIn()]
