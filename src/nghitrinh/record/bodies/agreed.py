"""Who stands behind a correction of what somebody signed or approved: that person, or whoever records their word."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.kernel.messages import Text
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class Agreement:
    """On which day it was agreed to, and who recorded that; nobody where the person agreed with their own account."""

    agreed_on: date | None = None
    recorded_by: User | None = None


# Of what nobody here signed or approved: a draft's version, or what was entered from a source.
NOT_ASKED = Agreement()


def agreement(act: Act, agreed_on: date | None, *, own: bool, whose: Text | str, since: date | None) -> Agreement:
    """Return whose agreement a correction has: `own` of the person, or of the day on which they are said to agree.

    Refuses a correction that somebody else makes without it, and a day that is yet to come or before `since`.
    """
    if own:
        return Agreement(act.at.date())
    if agreed_on is None:
        act.refuse(
            Contradiction(
                _("Đính chính này cần %(found)s đồng ý; chưa ghi đồng ý ngày nào"),
                code="correction_not_agreed",
                field="agreed_on",
                found=whose,
                expected=_("ngày người ấy đồng ý, hoặc chính tài khoản của người ấy"),
            )
        )
        return Agreement()
    require_come(act, agreed_on, field="agreed_on")
    if since is not None and agreed_on < since:
        act.refuse(
            Contradiction(
                _("Ngày đồng ý %(found)s trước ngày quyết điều được đính chính"),
                code="agreed_before",
                field="agreed_on",
                found=agreed_on,
                expected=_("%(first)s hoặc muộn hơn"),
                first=since,
            )
        )
    return Agreement(agreed_on, act.by)
