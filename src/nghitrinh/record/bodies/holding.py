"""Who holds a post beside whom: a post of one person's is not given to a second one without a word.

Which posts are one person's is told by how they are called: one chairs, directs or heads, while several are members or
deputies. An unknown word is taken as a post that several may hold, since to ask at every clerk teaches to answer
without reading. One person holds one post of a body once, whatever it is called.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.precedence import without_acting
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.vietnamese import format_date, name_key

# How posts begin that one person holds; "quyền" (acting) stands in for the same post.
_HEADS = (
    *("chủ tịch", "bí thư", "tổng bí thư", "giám đốc", "tổng giám đốc", "hiệu trưởng", "chủ nhiệm", "thủ tướng"),
    *("bộ trưởng", "cục trưởng", "vụ trưởng", "viện trưởng", "chi cục trưởng", "thủ trưởng", "người đứng đầu"),
    *("đội trưởng", "chánh", "trưởng", "tổng biên tập", "tổng thư ký", "thư ký hội đồng", "kế toán trưởng"),
    *("chỉ huy trưởng", "chính trị viên", "tư lệnh", "chính ủy", "tổ trưởng", "kiểm toán trưởng"),
    # Of several deputies one is standing.
    *("phó bí thư thường trực", "phó chủ tịch thường trực", "phó giám đốc thường trực", "ủy viên thường trực"),
)


def _begins(posts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"{re.escape(name_key(each))}\b" for each in posts))


_ONE = _begins(_HEADS)


def is_for_one(post: str) -> bool:
    """Tell whether a post is one person's by how it is called.

    >>> [is_for_one(post) for post in ("Chủ tịch", "Q. Giám đốc Sở", "Phó Chủ tịch", "Uỷ viên", "Chuyên viên")]
    [True, True, False, False, False]
    """
    return _ONE.match(without_acting(name_key(post))) is not None


def post_key(post: str, of: Organization) -> str:
    """Return what all spellings of one post of a body share: with the body's name or without, acting or not."""
    key = without_acting(name_key(post))
    for name in filter(None, (of.name, of.short_name)):
        key = key.removesuffix(f" {name_key(name)}")
    return key


def over_before(one: Membership, other: Membership) -> bool:
    """Tell whether a post was over before the other began; of a post that is over, one without a day began after."""
    return one.ends_on is not None and (other.starts_on is None or one.ends_on < other.starts_on)


def held_beside(post: Membership) -> list[Membership]:
    """Return who else holds a post of a body on its days: where it is one person's, or the same person does."""
    key, alone = post_key(post.post, post.organization), is_for_one(post.post)
    others = post.organization.memberships.exclude(pk=post.pk).select_related("person", "organization")
    return [
        each
        for each in others.order_by("recorded_at", "pk")
        if post_key(each.post, post.organization) == key
        and (alone or (post.person_id is not None and post.person_id == each.person_id))
        and not over_before(each, post)
        and not over_before(post, each)
    ]


def refuse_second_holder(act: Act, post: Membership, *, before: list[Membership] | None = None) -> None:
    """Ask about a second holder of a post; `before` are those beside whom it was held until now."""
    known = {each.pk for each in before or ()}
    act.refuse(*_second(post, [each for each in held_beside(post) if each.pk not in known]))


def _second(post: Membership, others: list[Membership]) -> Iterator[Contradiction]:
    same = [each for each in others if post.person_id is not None and each.person_id == post.person_id]
    for each in same:
        yield Contradiction(
            _("Người này đã giữ chức ấy trong thời gian này: %(found)s"),
            code="post_held_already",
            field="person",
            found=holder_in_words(each),
            expected=_("người khác, hoặc những ngày khác"),
        )
    if others and not same and not post.beside:
        yield Contradiction(
            _("Chức vụ của một người, mà đang có người giữ: %(found)s"),
            code="post_held",
            field="beside",
            found="; ".join(map(holder_in_words, others)),
            expected=_("ngày người ấy thôi giữ chức ghi trước, hoặc lý do hai người cùng giữ"),
        )


def holder_in_words(post: Membership) -> str:
    """Return who holds a post, and since when: "Trần Thị Bình, từ 1/3/2025"."""
    days = [
        f"{word} {format_date(day)}" for word, day in (("từ", post.starts_on), ("đến", post.ends_on)) if day is not None
    ]
    return ", ".join([post.person.name if post.person else post.post, *days])
