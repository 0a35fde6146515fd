"""What waits about accounts: who sits in a body by an account that is tied to no post there is reached by nothing.

Who keeps the accounts is asked to tie them, in one press where the post is plain; whoever signs in with such an account
reads why nothing comes and who can mend it, instead of "nothing waits".
"""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, OnePress, Thing, Waiting
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.queries import administrators
from nghitrinh.record.bodies.unseated import SITTING, Unseated, free_posts, post_meant, unseated
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User


def _unseated(_user: User, _organizations: list[UUID]) -> Iterator[Need]:
    found = unseated(clock.today())
    free = list(free_posts(clock.today())) if found else []
    things = tuple(_thing(each, free) for each in found[:SHOWN])
    yield Need(len(found), _("Tài khoản thành viên chưa gắn với chức vụ nào"), things)


def _thing(account: Unseated, free: list[Membership]) -> Thing:
    """Return one account, with the button that ties it to the post that is called alike, where there is one such."""
    meant, user = post_meant(account, free), account.user
    words = f"{user.post} ({user.username}), {account.organization.name}"
    meta = _("Giấy mời, phiếu xin ý kiến, biểu quyết và chữ ký của chức vụ ấy chưa đến tài khoản này.")
    if meant is None:
        return Thing(words, reverse("users.name_holder", [user.pk]), meta, other=_("Chọn chức vụ"))
    name = f", {meant.holder_name}" if meant.holder_name else ""
    said = _("Gắn với %(post)s") % {"post": f"{meant.post}{name}"}
    press = OnePress(reverse("users.tie", [user.pk, meant.pk]), user.edit, said, "user.name_holder")
    return Thing(words, reverse("users.name_holder", [user.pk]), meta, presses=(press,), other=_("Chức vụ khác"))


def _own(user: User, _organizations: list[UUID]) -> Iterator[Need]:
    """Find the bodies in which this user sits by an account that is tied to no post there."""
    found = [] if user.is_administrator else unseated(clock.today(), user=user)
    whom = "; ".join(f"{each.post} ({each.username})" for each in administrators()) if found else ""
    meta = _("Giấy mời, phiếu xin ý kiến và biểu quyết của anh chị chưa hiện ở đây. Hãy nhờ: %(who)s.")
    things = tuple(Thing(each.organization.name, "", meta % {"who": whom}) for each in found)
    yield Need(len(found), _("Tài khoản của anh chị chưa gắn với chức vụ nào"), things)


UNSEATED = Waiting("user.unseated", "user", (), _unseated, of_administrators=True)
UNTIED = Waiting("user.untied", "user", SITTING, _own, of_account=True)
