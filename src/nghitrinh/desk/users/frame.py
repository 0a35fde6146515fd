"""What the pages that change a user share: the form page, the way back, and the word about whom a change interrupts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.models import SignIn
from nghitrinh.record.bodies.queries import users_visible_to
from nghitrinh.record.kernel.models import User


@dataclass
class UserPage(FormPage):
    """A page with a form that changes a user: no noun of an organization, but with an edit all the same."""

    def parameters(self, form: Any) -> dict[str, Any]:
        """Return everything that the act takes."""
        typed: dict[str, Any] = form.parameters()
        return {"user": self.noun.pk if self.noun else None} | self.fixed | typed


def crumbs(found: User | None) -> list[tuple[str, str]]:
    """Return what a page of users hangs under: the list, and the user that it is about."""
    above = [(pgettext("list", "Người dùng"), reverse("users"))]
    return [*above, (found.username, reverse("users.user", [found.pk]))] if found else above


def changed(request: DeskRequest, user: UUID, act: str, form: Any, **given: Any) -> HttpResponseBase:
    """Serve a form that changes a user; it leads back to the user's page, and says whom it interrupts."""
    found: Any = one(users_visible_to(request.user), user)
    back = reverse("users.user", [found.pk])
    if SignIn.objects.filter(user=found, ended_at=None).exists() and act != "user.disable":
        interrupts = _("Người này đang đăng nhập và sẽ phải đăng nhập lại; điều đang gõ còn giữ.")
        given["note"] = f"{given['note']} {interrupts}"
    page = UserPage(act=act, form=form, **{"noun": found, "back": back, "crumbs": crumbs(found)} | given)
    return serve(request, page)
