"""The texts that acts take, each with its longest length: a text without one could hold a worker for minutes.

A column may be shorter than the type of its parameter; then the row is refused before it is written (`fitting`).
"""

from typing import Annotated

from pydantic import StringConstraints

LONGEST = 200_000
LONGEST_DOCUMENT = 1_000_000

# Words without which the act says nothing, and words that may be missing.
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Body = Annotated[str, StringConstraints(max_length=LONGEST)]

# One line.
Title = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Headline = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Line = Annotated[str, StringConstraints(max_length=500)]
ShortLine = Annotated[str, StringConstraints(max_length=200)]
# A name or a mark in a structure: of a field, of a link, of a kind.
Word = Annotated[str, StringConstraints(max_length=120)]

# Why something is done, and by whose leave.
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Authority = Annotated[str, StringConstraints(min_length=1, max_length=300)]

# A whole document as it is submitted (100,000 words and more), and a whole page or list as it came in.
Document = Annotated[str, StringConstraints(max_length=LONGEST_DOCUMENT)]
Page = Annotated[str, StringConstraints(max_length=5_000_000)]
