"""Mutations: a phrase is changed into one that says something else, the way a hand or an old text does."""

import random
import re
from collections.abc import Callable

from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.vietnamese import find_dates, format_number, parse_number, roman

ORGANIZATIONS = (
    "Ban Thường vụ Tỉnh ủy", "Ban Chấp hành Đảng bộ tỉnh", "Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh",
    "Sở Y tế", "Sở Xây dựng", "Sở Tài chính", "Ban cán sự đảng Tòa án nhân dân tỉnh",
)  # fmt: skip
PLACES = ("Kim Thành", "Nam Sách", "Gia Lộc", "Ninh Giang", "Cẩm Giàng")
POSTS = ("Chủ tịch Ủy ban nhân dân tỉnh", "Phó Bí thư Tỉnh ủy", "Trưởng Ban Tổ chức Tỉnh ủy")
OUTCOMES = {
    "agreed": ("không thống nhất", "cơ bản thống nhất", "cho ý kiến", "để lại"),
    "agreed_in_principle": ("không nhất trí", "nhất trí", "trả lại"),
    "opinion_given": ("thống nhất", "để lại", "không đồng ý"),
    "complete_and_submit": ("thống nhất", "trả lại"),
    "deferred": ("thống nhất", "trả lại", "không đồng ý"),
    "returned": ("thống nhất", "để lại"),
    "refused": ("đồng ý", "cơ bản đồng ý"),
    "noted": ("thống nhất", "trả lại"),
}
HEDGES = {"gần": "hơn", "hơn": "gần", "trên": "dưới", "ít nhất": "gần"}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")

Mutate = Callable[[str, ArticleFact, random.Random], str]


def _digit(words: str, _: ArticleFact, chance: random.Random) -> str:
    """Change one digit of one number (a slip of the hand); a share written in words becomes another one."""
    if not _NUMBER.search(words):
        return chance.choice(("một phần tư", "gần một phần ba", "hơn hai phần ba"))
    found = chance.choice(list(_NUMBER.finditer(words)))
    places = [index for index in range(found.start(), found.end()) if words[index].isdigit()]
    place = chance.choice(places[:2])
    others = [each for each in "123456789" if each != words[place]]
    return words[:place] + chance.choice(others) + words[place + 1 :]


def _scaled(words: str, _: ArticleFact, chance: random.Random) -> str:
    """Multiply one number by a tenth to three (an old figure, a zero too many)."""
    if not _NUMBER.search(words):
        return _digit(words, _, chance)
    found = chance.choice(list(_NUMBER.finditer(words)))
    value = int(parse_number(found[0]))
    other = max(1, value * chance.choice((10, 11, 13, 15, 20, 30, 7, 8, 5)) // 10)
    return words[: found.start()] + format_number(other if other != value else value + 1) + words[found.end() :]


def _unit(words: str, fact: ArticleFact, chance: random.Random) -> str:
    """Take another unit of the same thing."""
    swaps = {"ha": "m2", "km²": "ha", "km2": "ha", "tỷ": "triệu", "triệu": "tỷ", "tấn": "tạ", "tạ": "tấn", "km": "m"}
    for unit, other in swaps.items():
        changed = re.sub(rf"(?<=\s){unit}\b", other, words, count=1)
        if changed != words:
            return changed
    return _digit(words, fact, chance)


def _hedge(words: str, fact: ArticleFact, chance: random.Random) -> str:
    """Turn "almost" into "more than"."""
    for hedge, other in HEDGES.items():
        if words.startswith(f"{hedge} "):
            return words.replace(hedge, other, 1)
    return _scaled(words, fact, chance)


def _ordinal(words: str, fact: ArticleFact, chance: random.Random) -> str:
    number = (fact.number or 1) + chance.choice((-5, -1, 1, 2, 10))
    return re.sub(r"thứ .+$", f"thứ {max(1, number) if number != fact.number else 99}", words)


def _term(words: str, _: ArticleFact, chance: random.Random) -> str:
    return re.sub(r"[IVXL]+$|\d+$", roman(chance.choice((14, 15, 18, 19, 20))), words)


def _date(words: str, _: ArticleFact, chance: random.Random) -> str:
    found = find_dates(words)
    if not found:  # a deadline written as its month, quarter or year
        year = re.search(r"20\d\d", words)
        return words.replace(year[0], str(int(year[0]) + chance.choice((-1, 1, 2)))) if year else f"{words} năm 2031"
    span = words[found[0].start : found[0].end]
    numbers = list(re.finditer(r"\d+", span))
    at = chance.choice(numbers)
    value = int(at[0])
    limit = 28 if at is numbers[0] else 12
    other = value + chance.choice((-1, 1)) if value > 31 else chance.choice([n for n in range(1, limit) if n != value])
    return words.replace(span, span[: at.start()] + str(other) + span[at.end() :])


def _organization(_: str, fact: ArticleFact, chance: random.Random) -> str:
    return chance.choice([each for each in ORGANIZATIONS if each not in fact.names])


def _place(words: str, fact: ArticleFact, chance: random.Random) -> str:
    return words.replace(fact.names[-1], chance.choice(PLACES))


def _post(_: str, fact: ArticleFact, chance: random.Random) -> str:
    return chance.choice([post for post in POSTS if post not in fact.names])


def _outcome(_: str, fact: ArticleFact, chance: random.Random) -> str:
    return chance.choice(OUTCOMES[fact.names[0]])


MUTATIONS: dict[str, tuple[Mutate, ...]] = {
    "figure": (_digit, _scaled, _unit, _hedge),
    "count": (_digit, _scaled),
    "number": (_ordinal,),
    "term": (_term,),
    "date": (_date,),
    "deadline": (_date,),
    "organization": (_organization,),
    "place": (_place,),
    "chair": (_post,),
    "outcome": (_outcome,),
}


def mutated(words: str, fact: ArticleFact, chance: random.Random) -> str:
    """Return the words changed into others."""
    while True:
        changed = chance.choice(MUTATIONS[fact.kind])(words, fact, chance)
        if changed != words:
            return changed


def _is_time(text: str, found: re.Match[str]) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", found[0]) is not None or text[: found.start()].endswith("tháng ")


def mutated_number(text: str, chance: random.Random) -> str | None:
    """Return a text without link marks' words touched and one unlinked number changed; None when it has none.

    Years and months are left alone: the gate takes them for times, which it does not list.
    """
    spans = [found.span() for found in re.finditer(r"\[[^\]]*\]\{\w+\}", text)]
    free = [
        found
        for found in _NUMBER.finditer(text)
        if not any(a <= found.start() < b for a, b in spans) and not _is_time(text, found)
    ]
    if not free:
        return None
    found = chance.choice(free)
    return f"{text[: found.start()]}{int(parse_number(found[0])) + chance.randint(1, 9)}{text[found.end() :]}"
