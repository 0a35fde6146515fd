"""What the pages of the area share: whose papers one may order, and forms that lead back to the list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import Noun


def mine(request: DeskRequest) -> QuerySet[Organization]:
    """Return the organizations whose papers one may order: one's own, or for an administrator all that live."""
    if request.user.is_administrator:
        return Organization.objects.filter(ended_on__isnull=True)
    return Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY))


def step(
    request: DeskRequest, act: str, form: type[ActForm], noun: Noun | None = None, **given: Any
) -> HttpResponseBase:
    """Show the page of a form of this area, or run its act; it leads back to the list."""
    back = reverse("registers")
    standard: dict[str, Any] = {"back": back, "crumbs": [(_("Sổ và thể thức"), back)]}
    return serve(request, FormPage(act=act, form=form, noun=noun, **standard | given))
