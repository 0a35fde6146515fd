"""In which order the people of a body stand wherever they are listed: who leads it, deputies, members.

Lists of a sitting go by post, never by the alphabet: a secretary reads down the list as the room is seated. Which post
leads is told by the body itself: beside a party secretary a director heads a part, in a department a director leads.
Among equals the order is that in which their posts were recorded, as the office entered its list.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import QuerySet

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.ordering import as_listed
from nghitrinh.vietnamese import alphabetical, name_key

# What leads a body: the first of these that has a deputy there, who is called so with "phó" before it.
_FAMILIES = tuple(
    name_key(each)
    for each in (
        *("tổng bí thư", "bí thư", "chủ tịch", "thủ tướng", "bộ trưởng", "tổng giám đốc", "giám đốc", "hiệu trưởng"),
        *("chủ nhiệm", "cục trưởng", "vụ trưởng", "viện trưởng", "chi cục trưởng", "thủ trưởng", "chánh", "trưởng"),
    )
)
_DEPUTY, _MEMBER = f"{name_key('phó')} ", name_key("ủy viên")
_PERMANENT = tuple(map(name_key, ("thường trực", "thường vụ")))
_ACTING = re.compile(rf"(?:{name_key('quyền')}|q\.) ?")
_LEADS, _FIRST_DEPUTY, _DEPUTIES, _HEADS_PART, _DEPUTY_OF_PART, _MEMBERS, _OTHERS = range(7)


@lru_cache(maxsize=20_000)
def _key(post: str) -> str:
    """Return a post in its spelling to compare, without a second post behind a comma and without "acting"."""
    return without_acting(name_key(post.partition(",")[0]))


def without_acting(key: str) -> str:
    """Return a post that somebody holds for the time being as the post itself."""
    return _ACTING.sub("", key, count=1) if _ACTING.match(key) else key


def _tail(key: str, begins: str) -> str | None:
    """Return what stands behind a word with which a post begins, such as its body; None for one that does not."""
    if not key.startswith(begins) or key[len(begins) : len(begins) + 1].isalnum():
        return None
    rest = key[len(begins) :]
    for word in _PERMANENT:
        rest = rest.replace(word, "")
    return " ".join(rest.split())


def ranks(posts: Sequence[str]) -> list[int]:
    """Return where each of the posts of one body stands, the lowest first.

    >>> posts = ["Giám đốc", "Phó Bí thư", "Bí thư Thành ủy", "Ủy viên", "Bí thư", "Phó Bí thư Thường trực"]
    >>> [post for _rank, post in sorted(zip(ranks(posts), posts, strict=True), key=lambda each: each[0])]
    ['Bí thư', 'Phó Bí thư Thường trực', 'Phó Bí thư', 'Giám đốc', 'Bí thư Thành ủy', 'Ủy viên']
    >>> ranks(["Phó Trưởng ban", "Trưởng ban", "Chuyên viên"])
    [2, 0, 6]
    """
    keys = [_key(each) for each in posts]
    named = [each for each in _FAMILIES if any(_tail(key, each) is not None for key in keys)]
    deputised = [each for each in _FAMILIES if any(_tail(key, _DEPUTY + each) is not None for key in keys)]
    leads = next((each for each in named if each in deputised), next(iter(deputised or named), ""))
    if not leads:
        return [_of_part(key) for key in keys]
    heads = {index: tail for index, key in enumerate(keys) if (tail := _tail(key, leads)) is not None}
    deputies = {index: tail for index, key in enumerate(keys) if (tail := _tail(key, _DEPUTY + leads)) is not None}
    # One leads: of two that are called so, the one without a body's name, or of the body that the deputies name.
    head = max(heads, key=lambda index: not heads[index] or heads[index] in deputies.values(), default=None)
    of = heads[head] if head is not None else ""
    found = []
    for index, key in enumerate(keys):
        if index in heads:
            found.append(_LEADS if index == head else _HEADS_PART)
        elif index in deputies and (not of or deputies[index] in ("", of)):
            found.append(_FIRST_DEPUTY if _is_permanent(key) else _DEPUTIES)
        else:
            found.append(_of_part(key))
    return found


def _is_permanent(key: str) -> bool:
    return any(each in key for each in _PERMANENT)


def _of_part(key: str) -> int:
    """Return where a post stands that neither leads the body nor is the leader's deputy."""
    if key.startswith(_MEMBER):
        return _HEADS_PART if _is_permanent(key) else _MEMBERS
    if key.startswith(_DEPUTY):
        return _DEPUTY_OF_PART
    return _HEADS_PART if any(_tail(key, each) is not None for each in _FAMILIES) else _OTHERS


def in_rank(posts: Iterable[Membership]) -> list[Membership]:
    """Return posts of one body in the order in which it is listed."""
    recorded = sorted(posts, key=_as_recorded)
    places = dict(zip((each.pk for each in recorded), ranks([each.post for each in recorded]), strict=True))
    return sorted(recorded, key=lambda each: places[each.pk])


def ranked(posts: QuerySet[Membership]) -> QuerySet[Membership]:
    """Return a query for posts of one body in the order in which it is listed."""
    return as_listed(posts, in_rank(posts.select_related("person")))


def _as_recorded(post: Membership) -> tuple[object, ...]:
    """Return the order of entry; of a list that was entered in one moment, that of the alphabet, the same each time."""
    return post.recorded_at, alphabetical(post.post), alphabetical(post.holder_name), post.pk
