"""The response matrix of a round: every separate thing that was said, with what became of it, and how many of each.

    made = matrix_of(round, opinions_visible_to(user, today))
    made.rows                 # the open ones first, then in the order of the text
    made.counts.adopted

It is made of the opinions that whoever asks may read, so that it says nothing that these do not.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from nghitrinh.record.opinions.models import Choice, Comment, Opinion, Outcome, Request, Response, Round
from nghitrinh.record.opinions.passages import heading_before
from nghitrinh.vietnamese import alphabetical


@dataclass(frozen=True)
class MatrixRow:
    """One separate thing that was said: about what, by whom, and what became of it (None while it is open)."""

    comment: Comment
    heading: str
    response: Response | None

    @property
    def who(self) -> str:
        """Return who said it."""
        return self.comment.opinion.request.label()

    @property
    def is_open(self) -> bool:
        """Tell whether nothing was answered to it."""
        return self.response is None


@dataclass(frozen=True)
class Counts:
    """The opening figures of a matrix: asked, answered, agreed outright, and what became of what was said."""

    asked: int
    answered: int
    late: int
    choices: Counter[str]
    outcomes: Counter[str]
    open: int

    @property
    def comments(self) -> int:
        """Return how many separate things were said."""
        return self.open + self.outcomes.total()

    @property
    def agreed(self) -> int:
        """Return how many agree."""
        return self.choices[Choice.AGREES]

    @property
    def adopted(self) -> int:
        """Return how many things were adopted."""
        return self.outcomes[Outcome.ADOPTED]

    @property
    def partly(self) -> int:
        """Return how many things were adopted in part."""
        return self.outcomes[Outcome.PARTLY]

    @property
    def explained(self) -> int:
        """Return how many things were explained."""
        return self.outcomes[Outcome.EXPLAINED]

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that was said is answered."""
        return self.open == 0


@dataclass(frozen=True)
class Matrix:
    """What was said in a round and what became of it, with the figures before it."""

    round: Round
    requests: list[Request]
    opinions: list[Opinion]
    rows: list[MatrixRow]
    counts: Counts

    @property
    def in_order(self) -> list[MatrixRow]:
        """Return the rows by their place in the text, answered or not: as a document has them."""
        return sorted(self.rows, key=lambda row: _place(row)[1:])

    @property
    def missing(self) -> list[Request]:
        """Return who has not answered."""
        return [each for each in self.requests if not _is_given(each)]

    @property
    def outright(self) -> list[Opinion]:
        """Return the opinions that agree and say nothing besides."""
        said = {row.comment.opinion_id for row in self.rows}
        return [each for each in self.opinions if each.choice == Choice.AGREES and each.pk not in said]


def _is_given(request: Request) -> bool:
    found = getattr(request, "opinion", None)
    return found is not None and found.is_given


def requests_of(noun: Round) -> list[Request]:
    """Return who is asked in a round: members in the order in which they were asked, then bodies by their names."""
    rows = noun.requests.select_related(
        "membership__person", "membership__organization", "organization", "opinion", "round"
    )
    return sorted(rows, key=lambda each: (each.organization is not None, _name(each.organization), each.recorded_at))


def _name(body: Any) -> Any:
    return alphabetical(body.name if body else "")


def matrix_of(noun: Round, readable: QuerySet[Opinion]) -> Matrix:
    """Return the matrix of a round, of those of its given opinions that are readable.

    How many were asked and have answered is known to whoever sees the round.
    """
    requests = requests_of(noun)
    opinions = list(readable.filter(request__round=noun, is_given=True).order_by("recorded_at", "id"))
    rows = _rows(noun, opinions)
    answers = [each.response for each in rows if each.response]
    given = [each for each in requests if _is_given(each)]
    counts = Counts(
        asked=len(requests),
        answered=len(given),
        late=sum(each.opinion.is_late for each in given),
        choices=Counter(each.choice for each in opinions),
        outcomes=Counter(each.outcome for each in answers),
        open=len(rows) - len(answers),
    )
    return Matrix(noun, requests, opinions, rows, counts)


def _rows(noun: Round, opinions: list[Opinion]) -> list[MatrixRow]:
    said = Comment.objects.filter(opinion__in=opinions, parts__isnull=True).select_related(
        "opinion__request__membership__person",
        "opinion__request__organization",
        "file",
        "response__version",
        "response__file",
    )
    body = noun.version.body
    rows = [
        MatrixRow(
            each,
            heading_before(body, each.start) if each.start is not None and each.file_id is None else "",
            getattr(each, "response", None),
        )
        for each in said
    ]
    return sorted(rows, key=_place)


def _place(row: MatrixRow) -> tuple[Any, ...]:
    """Return where a row stands: open ones first, then by the place in the text; what is of the whole comes last."""
    comment = row.comment
    place = (comment.file.name if comment.file else "", comment.start if comment.start is not None else 0)
    return not row.is_open, comment.start is None, *place, comment.recorded_at, comment.number, str(comment.pk)
