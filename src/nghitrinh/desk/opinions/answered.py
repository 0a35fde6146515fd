"""Whose opinion a changed passage answers: comments beside the places where two versions of a paper differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.contents.differences import Word
from nghitrinh.desk.papers.compared_files import ComparedPart, Part
from nghitrinh.record.opinions.models import Comment
from nghitrinh.record.papers.models import PaperRevision

Span = tuple[int | None, int | None] | None  # from where to where in a text; None for nowhere in it


@dataclass(frozen=True)
class Answered:
    """A comment that a change answers, by its number on the page."""

    number: int
    comment: Comment


@dataclass(frozen=True)
class Run:
    """A run of words that stayed, was struck or added, and the comments whose answer ends with it."""

    word: Word
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class AnsweredPart:
    """A compared part whose changes answer comments: its runs, and the comments in the order of the text."""

    runs: list[Run]
    answers: list[Answered]


def answered_parts(
    parts: Iterable[ComparedPart], old: PaperRevision, new: PaperRevision, comments: Iterable[Comment]
) -> list[AnsweredPart | None]:
    """Return for each part what its changes answer; None where they answer nothing.

    A change answers a comment where the response names a passage of the new version that it lies in, or else where the
    comment is about a passage of the old one that it lies in.
    """
    known, found, number = list(comments), list[AnsweredPart | None](), 0
    for part in parts:
        at = dict(_places(part, old, new, known))
        if not at or part.comparison is None:
            found.append(None)
            continue
        by_run: defaultdict[int, list[Answered]] = defaultdict(list)
        for comment, index in sorted(at.items(), key=lambda each: (each[1], each[0].recorded_at, str(each[0].pk))):
            number += 1
            by_run[index].append(Answered(number, comment))
        runs = [Run(word, tuple(by_run.get(index, ()))) for index, word in enumerate(part.comparison.words)]
        found.append(AnsweredPart(runs, [each for run in runs for each in run.answers]))
    return found


def _places(
    part: ComparedPart, old: PaperRevision, new: PaperRevision, comments: list[Comment]
) -> Iterator[tuple[Comment, int]]:
    """Yield the comments that changes of a part answer, each with the run behind which it stands."""
    if part.comparison is None or part.is_same:
        return
    for comment in comments:
        answer = comment.response
        span: Span
        if answer.version_id == new.pk and answer.start is not None:
            span = (answer.start, answer.end) if _is_of(part.new, answer.file_id) else None
            index = _last_changed(part.comparison.words, None, span)
        else:
            of_old = comment.opinion.request.round.version_id == old.pk and comment.start is not None
            span = (comment.start, comment.end) if of_old and _is_of(part.old, comment.file_id) else None
            index = _last_changed(part.comparison.words, span, None)
        if index is not None:
            yield comment, index


def _is_of(part: Part | None, file: object) -> bool:
    return part is not None and (part.file.pk if part.file else None) == file


def _last_changed(words: list[Word], old: Span, new: Span) -> int | None:
    """Return the last run that was struck or added within a span of the old text, or of the new one; None for none."""
    at = there = 0
    found = None
    for index, word in enumerate(words):
        before = (at, at + (len(word.text) if word.kind != "new" else 0))
        after = (there, there + (len(word.text) if word.kind != "old" else 0))
        if word.kind != "same" and (_meets(before, old) or _meets(after, new)):
            found = index
        at, there = before[1], after[1]
    return found


def _meets(run: tuple[int, int], span: Span) -> bool:
    """Tell whether a run lies in a span, or one of no length (words struck from the new text) within it."""
    if span is None or span[0] is None or span[1] is None:
        return False
    return span[0] < run[1] and run[0] < span[1] if run[0] < run[1] else span[0] <= run[0] <= span[1]
