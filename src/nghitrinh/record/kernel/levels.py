"""Levels and roles: who may do what with what belongs to an organization."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.messages import Text


class Level(models.TextChoices):
    """The ceiling of an object. A level is no publication: only a release act publishes."""

    PUBLIC = "public", _("Công khai")
    INTERNAL = "internal", _("Nội bộ")
    RESTRICTED = "restricted", _("Hạn chế")


# What readers inside see, and what a body outside may see of its part.
BELOW_RESTRICTED = (Level.PUBLIC, Level.INTERNAL)
RANK = {Level.PUBLIC: 0, Level.INTERNAL: 1, Level.RESTRICTED: 2}


def stricter(*levels: str) -> str:
    """Return the strictest of several levels: what is below inherits at least what is above."""
    return max((Level(level) for level in levels), key=RANK.__getitem__).value


class Role(models.TextChoices):
    """What a user is for one organization."""

    SECRETARY = "secretary", _("Thư ký")
    CHAIR = "chair", _("Chủ trì")
    MEMBER = "member", _("Ủy viên")
    READER = "reader", _("Người đọc nội bộ")
    OFFICER = "officer", _("Cán bộ cơ quan được giao")


# Who else acts, where no organization's roles decide.
ADMINISTRATOR = "administrator"
ACCOUNT_HOLDER = "the holder of the account"
PROGRAM = "the program itself"

_OTHERS = {
    ADMINISTRATOR: _("quản trị"),
    ACCOUNT_HOLDER: _("chủ tài khoản"),
    PROGRAM: _("chính chương trình"),
}


def role_words(who: Iterable[str]) -> tuple[Text, ...]:
    """Return the labels of those who may: roles, and who else acts."""
    return tuple(_OTHERS.get(each) or Role(each).label for each in who)


CLEARED = (Role.SECRETARY, Role.CHAIR, Role.MEMBER)
INSIDE = (*CLEARED, Role.READER)
