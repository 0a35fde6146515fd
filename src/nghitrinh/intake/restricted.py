"""Items that are proposed as restricted: honours before the award and personnel, by a table of words."""

from dataclasses import dataclass

from nghitrinh.intake.matching import plain_name

_PERSONNEL = ("cán bộ", "nhân sự", "bổ nhiệm", "miễn nhiệm", "luân chuyển", "kỷ luật", "giới thiệu ứng cử")
_HONOURS = ("nghệ sĩ", "danh hiệu", "khen thưởng", "thi đua", "huân chương", "huy chương", "kỷ niệm chương")
# The words of an item, and the public title that is proposed for it; the chair approves public titles.
TABLE: tuple[tuple[tuple[str, ...], str], ...] = (
    (_PERSONNEL, "Nội dung về công tác cán bộ"),
    (_HONOURS, "Nội dung về thi đua, khen thưởng"),
)


@dataclass(frozen=True)
class Hint:
    """Why an item is proposed as restricted: the word found, and the public title proposed."""

    word: str
    public_title: str


def restricted_hint(title: str) -> Hint | None:
    """Return why an item of this title should be restricted, or None.

    >>> restricted_hint("Một số nội dung về công tác cán bộ").public_title
    'Nội dung về công tác cán bộ'
    """
    padded = f" {plain_name(title)} "
    for words, public_title in TABLE:
        for word in words:
            if f" {plain_name(word)} " in padded:
                return Hint(word, public_title)
    return None
