"""One checker per kind of fact: do the linked words, where they stand, render it?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nghitrinh.publication.gate import names, outcomes, shares
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.vietnamese import (
    DateFound,
    NumberFound,
    VoteCountFound,
    find_amounts,
    find_dates,
    find_ordinals,
    fold,
    measure,
    modern,
    numbers_of_votes,
    parse_roman,
    renders,
)


@dataclass(frozen=True)
class Phrase:
    """Linked words at their place in a plain text (`start`, `end`), with the jurisdiction's name."""

    text: str
    start: int
    end: int
    jurisdiction: str = ""

    @property
    def words(self) -> str:
        """The linked words."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The text ahead of the words."""
        return self.text[: self.start]


def is_rendered(phrase: Phrase, fact: ArticleFact) -> bool:
    """Tell whether linked words render their fact."""
    return CHECKERS[fact.kind](phrase, fact)


def _figure(phrase: Phrase, fact: ArticleFact) -> bool:
    """Every number in the words must render the figure; a hedge or unit beside the link counts as well."""
    around = [each for each in find_amounts(phrase.text) if each.start < phrase.end and each.end > phrase.start]
    within = [each for each in around if phrase.start <= each.start]
    if share := shares.share_in(phrase.words):
        return shares.renders(share, fact)
    if not all(_counts_the_same(each, phrase, fact) for each in within):
        return False
    if within and all(_says(each, fact, phrase.text[: each.start]) for each in within):
        return True
    return _one_side(phrase, around, fact)


def _says(number: NumberFound, fact: ArticleFact, before: str = "") -> bool:
    return fact.amount is not None and renders(number, fact.amount, before)


def _counts_the_same(number: NumberFound, phrase: Phrase, fact: ArticleFact) -> bool:
    """A word in the link behind a number without a known unit must be the figure's own: "300.000 m9" is no volume."""
    rest = modern(phrase.text[number.end : phrase.end]).lower().split()
    if not rest or not rest[0][0].isalnum():
        return True
    if number.unit is None:
        return modern(fact.unit).lower().startswith(rest[0].strip(".,;"))
    return measure(number.unit)[0] != "" or measure(f"{number.unit} {rest[0]}")[0] == measure(fact.unit)[0]


def _one_side(phrase: Phrase, around: list[NumberFound], fact: ArticleFact) -> bool:
    """A link may hold one side of a range, as in "từ [20%] lên đến [30%]": then it is read by itself."""
    if not any(
        each.low != each.high and not (phrase.start <= each.start and each.end <= phrase.end) for each in around
    ):
        return False
    alone = find_amounts(phrase.words)
    return len(alone) == 1 and _says(alone[0], fact)


def _whole_number(words: str) -> set[int]:
    ordinals = {each.value for each in find_ordinals(words)}
    return ordinals or {int(each) for each in re.findall(r"(?<![\d.,])\d+(?![\d.,]\d)", words)} | _romans(words)


def _romans(words: str) -> set[int]:
    found = set()
    for numeral in re.findall(r"\b[IVXLCDM]+\b", words):
        try:
            found.add(parse_roman(numeral))
        except ValueError:
            continue
    return found


def _number(phrase: Phrase, fact: ArticleFact) -> bool:
    return _whole_number(phrase.words) == {fact.number}


def _term(phrase: Phrase, fact: ArticleFact) -> bool:
    return same_term(phrase.words, fact)


def same_term(words: str, fact: ArticleFact) -> bool:
    """Tell whether words name a term, in Roman or Arabic figures."""
    wanted = _whole_number(fact.names[0])
    return _whole_number(words) == wanted if wanted else modern(fact.names[0]).lower() in modern(words).lower()


def _date(phrase: Phrase, fact: ArticleFact) -> bool:
    dates = [each for each in find_dates(phrase.text) if each.start < phrase.end and each.end > phrase.start]
    return bool(dates) and all(same_day(each, fact) for each in dates)


def same_day(found: DateFound, fact: ArticleFact) -> bool:
    """Tell whether a written date is a fact's day; the year may be left out, a weekday must be true."""
    if fact.on is None:
        return False
    right = (found.day, found.month) == (fact.on.day, fact.on.month) and found.year in (None, fact.on.year)
    return right and found.weekday in (None, fact.on.weekday())


_PERIOD = re.compile(
    r"(?:tháng\s+(?P<month>\d{1,2})|quý\s+(?P<quarter>[IV]+|\d))(?:\s*[/-]\s*|\s+năm\s+)(?P<year>\d{4})", re.I
)
_YEAR = re.compile(r"năm\s+(?P<year>\d{4})", re.I)


def _deadline(phrase: Phrase, fact: ArticleFact) -> bool:
    if any(modern(name).lower() in modern(phrase.words).lower() for name in fact.names):
        return True
    if find_dates(phrase.words):
        return _date(phrase, fact)
    return fact.on is not None and _in_period(phrase.words, fact)


def _in_period(words: str, fact: ArticleFact) -> bool:
    """A deadline may be written as its month, quarter or year."""
    if fact.on is None:
        return False
    found = _PERIOD.search(words)
    if found is None:
        year = _YEAR.search(words)
        return year is not None and int(year["year"]) == fact.on.year
    if int(found["year"]) != fact.on.year:
        return False
    if found["month"]:
        return int(found["month"]) == fact.on.month
    quarter = int(found["quarter"]) if found["quarter"].isdigit() else _romans(found["quarter"].upper()).pop()
    return quarter == (fact.on.month + 2) // 3


def _organization(phrase: Phrase, fact: ArticleFact) -> bool:
    return names.is_organization(phrase.words, fact.names, phrase.jurisdiction)


def _place(phrase: Phrase, fact: ArticleFact) -> bool:
    return names.is_place(phrase.words, fact.names)


def _chair(phrase: Phrase, fact: ArticleFact) -> bool:
    return names.is_post(phrase.words, fact.names)


def _outcome(phrase: Phrase, fact: ArticleFact) -> bool:
    return outcomes.says(phrase.words, fact.names[0])


def _charge(phrase: Phrase, fact: ArticleFact) -> bool:
    """A charge is said in other words: at least half of them are its own, and each number and date is."""
    said = [word for word in fold(phrase.words).split() if len(word) > 2]
    own = set(fold(fact.value).split())
    numbers = {(each.low, each.high) for each in find_amounts(fact.value)}
    right = all((each.low, each.high) in numbers for each in find_amounts(phrase.words))
    return bool(said) and right and sum(word in own for word in said) * 2 >= len(said)


def _vote(phrase: Phrase, fact: ArticleFact) -> bool:
    """Every number in the words is one of the vote's: of who agreed, or of the side that stands beside it."""
    found = numbers_of_votes(phrase.text, phrase.start, phrase.end)
    return bool(found) and all(tells_vote(each, fact) for each in found)


def tells_vote(found: VoteCountFound, fact: ArticleFact) -> bool:
    """Tell whether a written count is what a fact's vote came to."""
    return fact.counts is not None and found.tells(fact.counts)


CHECKERS: dict[str, Callable[[Phrase, ArticleFact], bool]] = {
    "figure": _figure,
    "count": _figure,
    "number": _number,
    "term": _term,
    "date": _date,
    "deadline": _deadline,
    "organization": _organization,
    "place": _place,
    "chair": _chair,
    "outcome": _outcome,
    "vote": _vote,
    "charge": _charge,
}
