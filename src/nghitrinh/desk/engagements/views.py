"""Pages of an engagement: put into the week, shown, changed, called off."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.engagements.forms import EngagementForm
from nghitrinh.desk.kit.access import INSIDER, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import opened, show, step
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.precedence import ranked
from nghitrinh.record.engagements.models import Engagement
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import Role


def _posts(owner: UUID) -> QuerySet[Membership]:
    held = Membership.objects.filter(lasting(clock.today()), organization=owner)
    return ranked(held).select_related("person", "organization")


@access(Role.SECRETARY)
def plan(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Put an engagement into the week of one's body."""
    mine = Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY))
    owner = one(mine, organization)
    back = reverse("calendar.week")
    page = FormPage(
        act="engagement.plan",
        form=EngagementForm,
        title=_("Ghi lịch công tác"),
        note=_("Chuyến thăm, đi công tác, tiếp khách của lãnh đạo. Hội nghị thì hẹn ở trang Hội nghị."),
        button=_("Ghi vào lịch"),
        said=_("Đã ghi vào lịch tuần."),
        fixed={"organization": owner.pk},
        options={"memberships": _posts(owner.pk)},
        back=back,
        done=page_of,
        crumbs=[(_("Lịch công tác tuần"), back)],
    )
    return serve(request, page)


@access(INSIDER)
def engagement(request: DeskRequest, engagement: UUID) -> HttpResponse:
    """Show an engagement."""
    found = opened(request, Engagement, engagement)
    return show(request, found, "desk/engagements/engagement.html", going=list(found.going.all()))


@access(Role.SECRETARY)
def revise(request: DeskRequest, engagement: UUID) -> HttpResponseBase:
    """Change an engagement."""
    found = opened(request, Engagement, engagement, "engagement.revise")
    columns = ("title", "kind", "starts_at", "place", "level")
    initial: dict[str, Any] = {name: getattr(found, name) for name in columns}
    return step(
        request,
        found,
        "engagement.revise",
        EngagementForm,
        title=_("Sửa lịch công tác"),
        button=_("Lưu"),
        said=_("Đã sửa lịch."),
        initial=initial | {"members": [each.membership_id for each in found.going.all()]},
        options={"memberships": _posts(found.owner_id)},
    )


@access(Role.SECRETARY)
def cancel(request: DeskRequest, engagement: UUID) -> HttpResponseBase:
    """Call an engagement off."""
    found = opened(request, Engagement, engagement, "engagement.cancel")
    said, title = _("Đã hủy; không còn trong lịch tuần."), _("Hủy lịch công tác")
    return step(request, found, "engagement.cancel", ReasonForm, title=title, said=said)


urlpatterns = [
    path("lich/co-quan/<uuid:organization>/ghi/", plan, name="engagements.plan"),
    path("lich/viec/<uuid:engagement>/", engagement, name="engagements.engagement"),
    path("lich/viec/<uuid:engagement>/sua/", revise, name="engagements.revise"),
    path("lich/viec/<uuid:engagement>/huy/", cancel, name="engagements.cancel"),
]
