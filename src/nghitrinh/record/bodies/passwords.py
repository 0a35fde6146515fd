"""What a password must be: long, not one that many have, not made of its owner's name, post or body.

There are no rules of composition: a short sentence is better than one word with a digit. The validators are Django's
kind (setting AUTH_PASSWORD_VALIDATORS); acts ask them by `faults_of`, and say what is wrong in words of ours. No
password is ever quoted.
"""

import re
from itertools import pairwise
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import User
from nghitrinh.vietnamese import fold

LEAST = 12
# Letters and digits that say nothing more must differ in so many.
_FEWEST = 5
# What is left of a password without its owner's words must have so many letters.
_OWN_LETTERS = 5
# What many begin a password with here, beside Django's list of 20,000.
_HERE = frozenset(
    {
        *("matkhau", "matkhaumoi", "matkhaucuatoi", "quantri", "quantrivien", "nguoidung"),
        *("thuky", "vanphong", "uybannhandan", "hoidongnhandan", "tinhuy", "huyenuy"),
        *("danguy", "nghitrinh", "vietnam", "hanoi", "saigon", "xinchao"),
        *("anhyeuem", "emyeuanh", "toiyeuvietnam"),
    }
)
WORDS: dict[str, Promise] = {
    "password_short": _("Mật khẩu ngắn quá: có %(found)s chữ"),
    "password_common": _("Mật khẩu này nhiều người dùng, dễ đoán"),
    "password_personal": _("Mật khẩu giống tên đăng nhập, chức vụ hoặc tên cơ quan, dễ đoán"),
}


def faults_of(password: str, user: User, *, field: str = "password") -> list[BadInput]:
    """Return the refusals of a password that a user is to have; the user need not be in the record yet."""
    found = []
    for validator in password_validation.get_default_password_validators():
        try:
            validator.validate(password, user)
        except ValidationError as error:
            found.append(_refusal(error, field))
    return found


def _refusal(error: ValidationError, field: str) -> BadInput:
    code = str(error.code)
    text = WORDS[code]
    expected = _("ít nhất %(least)s chữ; một câu ngắn mà anh chị dễ nhớ")
    return BadInput(text, code=code, field=field, expected=expected, least=LEAST, **(error.params or {}))


class _Rule:
    """One thing that a password must not be, by its code; `is_broken` says whether one is."""

    code = ""

    def is_broken(self, password: str, user: User | None) -> bool:
        """Tell whether a password breaks the rule."""
        raise NotImplementedError

    def params(self, password: str) -> dict[str, Any]:  # noqa: ARG002 - for those that measure it
        """Return what the words name of it: never the password."""
        return {}

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that breaks the rule."""
        if self.is_broken(password, user):
            raise ValidationError(str(WORDS[self.code]), code=self.code, params=self.params(password))

    def get_help_text(self) -> str:
        """Return nothing: what is wanted stands at the field."""
        return ""


class Length(_Rule):
    """At least twelve characters."""

    code = "password_short"

    def is_broken(self, password: str, user: User | None) -> bool:  # noqa: ARG002 - the rule's signature
        """Tell whether it is shorter."""
        return len(password) < LEAST

    def params(self, password: str) -> dict[str, Any]:
        """Return how long it is."""
        return {"found": len(password)}


class Common(_Rule):
    """Not one that many have, with whatever digits and marks around it, and not a run or a repetition."""

    code = "password_common"
    # Read once: the list is unpacked when it is first asked.
    _known: frozenset[str] | None = None

    def is_broken(self, password: str, user: User | None) -> bool:  # noqa: ARG002 - the rule's signature
        """Tell whether it is one of these."""
        plain = fold(password)
        core = re.sub(r"\W|_", "", plain)
        letters = core.strip("0123456789")
        known = self._list()
        return bool(
            plain in known
            or core in known
            or (len(letters) >= 4 and letters in known)
            or len(set(core)) < _FEWEST
            or _is_run(core)
        )

    @classmethod
    def _list(cls) -> frozenset[str]:
        if cls._known is None:
            cls._known = _HERE | frozenset(password_validation.CommonPasswordValidator().passwords)
        return cls._known


def _is_run(text: str) -> bool:
    """Tell whether most characters follow the one before by one step: 123456789012, abcdefghijkl."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return len(steps) > 0 and sum(step in (1, -1, 9, -9) for step in steps) > 0.8 * len(steps)


class Personal(_Rule):
    """Not made of the user's name, post or body with a few letters more."""

    code = "password_personal"

    def is_broken(self, password: str, user: User | None) -> bool:
        """Tell whether little is left of it without these words."""
        if user is None:
            return False
        left = _letters(password)
        if len(left) < 4:  # nothing to compare: the other rules speak
            return False
        known = (user.username, user.post, *Body.objects.values_list("name", flat=True))
        names = {_letters(name) for name in known} | {_letters(word) for name in known for word in name.split()}
        begun = left
        for name in sorted((name for name in names if len(name) >= 4), key=len, reverse=True):
            left = left.replace(name, "")
        return left != begun and len(left) < _OWN_LETTERS


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", fold(text))
