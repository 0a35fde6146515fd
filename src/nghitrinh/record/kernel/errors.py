"""What an act answers when it refuses: which field, what was found, what was expected, and a code that stays.

    raise BadInput(
        _("Khoảng bị ngược: %(found)s lớn hơn số đứng sau"),
        code="range_reversed",
        field="points.0.figures.0.low",
        found=low,
        expected=_("nhiều nhất %(most)s"),
        most=high,
    )

The words are lazy and go through gettext, so that each reader has them in their language; programs and tests hold on
to the code. One code is one meaning: it has one message everywhere, and a test holds that.

An act says at once everything that it finds wrong: the refusal that it raises carries the others (`ActError.each`).
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.messages import Message, Text, Write, label_in, written


class ActError(Exception):
    """An act refused; nothing was written. `field` is a path such as `points.0.figures.1.low`, or empty.

    Message and `expected` share the values that are given by further names, and the message has `found` and
    `expected` too. `beside` are the refusals that were found with this one.
    """

    beside: "tuple[ActError, ...]" = ()

    def __init__(
        self,
        text: Text | Message,
        *,
        code: str,
        field: str = "",
        found: object = "",
        expected: object = "",
        **values: object,
    ) -> None:
        wanted = Message(expected, **values) if isinstance(expected, Promise) else expected
        message = text if isinstance(text, Message) else Message(text, found=found, expected=wanted, **values)
        super().__init__(code)
        self.code, self.field, self.message = code, field, message
        self.wanted, self._found = wanted, found

    @property
    def found(self) -> str:
        """What was found, in the active language; empty for nothing."""
        return written(self._found)

    @property
    def expected(self) -> str:
        """What was expected, in the active language; empty where the message says it."""
        return written(self.wanted)

    def said(self, write: Write = str, **values: object) -> str:
        """Return the message in the active language; see `Message.read`."""
        return self.message.read(write, **values)

    def each(self) -> "Iterator[ActError]":
        """Yield this refusal and those beside it."""
        yield self
        yield from self.beside

    def under(self, path: str) -> "ActError":
        """Return this refusal with its fields, and those beside it, under a path: of one of several acts of a form."""
        for each in self.each():
            each.field = f"{path}.{each.field}"
        return self

    def as_json(self) -> dict[str, Any]:
        """Return the refusal as a program reads it, with those that were found beside it."""
        return self._own_json() | {"beside": [each._own_json() for each in self.beside]}

    def _own_json(self) -> dict[str, str]:
        parts = {"code": self.code, "field": self.field, "message": self.said()}
        return parts | {"found": self.found, "expected": self.expected}

    def __str__(self) -> str:
        parts = [f"{self.field}: {self.said()}" if self.field else self.said()]
        if self.found or self.expected:
            given = {"found": self.found or gettext("không có gì"), "expected": self.expected or gettext("điều khác")}
            parts.append(gettext("thấy %(found)s, cần %(expected)s") % given)
        return "; ".join(parts)


def as_one(found: "Sequence[ActError]") -> ActError:
    """Return refusals as one: the first, with the others beside it; what was found of a field twice is said once."""
    known: dict[tuple[str, str, str], ActError] = {}
    for each in (each for one in found for each in one.each()):
        known.setdefault((each.field, each.code, each.found), each)
    first, *others = known.values()
    first.beside = tuple(others)
    return first


class BadInput(ActError):
    """A parameter is missing, malformed or names nothing that exists."""


class NotAllowed(ActError):
    """This user may not do this, or may not know that the object exists. A page answers 404."""


class WrongState(ActError):
    """The object's state does not allow the verb."""


class Contradiction(ActError):
    """The act would make the record contradict itself."""


class Stale(ActError):
    """The object changed since the reader saw it. Carries both texts, so that nothing typed is lost."""

    def __init__(self, subject: str, *, seen: int, current: int, theirs: str, yours: str) -> None:
        super().__init__(
            _("Đã có người lưu sau khi anh chị mở trang: %(subject)s"),
            code="edited_meanwhile",
            field="edit",
            found=seen,
            expected=current,
            subject=subject,
        )
        self.theirs, self.yours = theirs, yours


def not_for_you(verb: str, *, found: object = "", roles: tuple[Text, ...] = ()) -> NotAllowed:
    """Return the refusal of an act that this user's roles do not allow."""
    return NotAllowed(
        _("%(verb)s: việc này không thuộc quyền của anh chị"),
        code="not_for_you",
        field="by",
        found=found,
        expected=roles,
        verb=verb,
    )


def not_now(verb: str, noun: Any, state: str, sources: tuple[str, ...] = ()) -> WrongState:
    """Return the refusal of a verb that the state of its noun does not allow; `form` is for whoever names the verb."""
    nothing_yet = _("chưa có")
    return WrongState(
        _("%(verb)s: lúc này chưa làm được, vì đang ở bước “%(found)s”"),
        code="not_now",
        field="state",
        found=label_in(noun, "state", state) or nothing_yet,
        expected=tuple(label_in(noun, "state", each) or nothing_yet for each in sources),
        verb=verb,
        form=getattr(noun, "form", ""),
    )


def nothing_corrected(*, field: str, found: object = "", expected: object = "") -> BadInput:
    """Return the refusal of a correction that leaves everything as it is: it would be a version that says nothing."""
    return BadInput(
        _("Chưa sửa gì so với bản đang có hiệu lực"),
        code="nothing_corrected",
        field=field,
        found=found,
        expected=expected or _("một chỗ khác với điều đã ghi"),
    )


def unknown(identifier: UUID | str | int, *, field: str) -> BadInput:
    """Return the refusal of an identifier that names nothing in the record."""
    return BadInput(
        _("Không có trong hồ sơ"),
        code="unknown",
        field=field,
        found=identifier,
        expected=_("mã định danh của một mục trong hồ sơ"),
    )
