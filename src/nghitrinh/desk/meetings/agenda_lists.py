"""Several items at once: a list that was pasted, the agenda of an earlier meeting, and what was put off to this one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.acting import press
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.meetings.agenda_forms import AgendaListForm
from nghitrinh.desk.meetings.reads import titled
from nghitrinh.intake.task_list.bodies import Bodies
from nghitrinh.record.decisions.queries import put_off_before
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS, one_transaction
from nghitrinh.record.kernel.errors import ActError, NotAllowed, Stale, as_one
from nghitrinh.record.kernel.levels import Role, stricter
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to

EARLIER = 6


@access(Role.SECRETARY)
def add_several(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Put several items on the agenda, all or none: lines that were pasted, or items of an earlier meeting."""
    found = opened(request, Meeting, meeting, "item.add")
    earlier = _earlier(request, found)
    return step(
        request,
        found,
        "item.add",
        AgendaListForm,
        title=_("Thêm nhiều nội dung"),
        note=_("Dán danh sách, hoặc lấy từ một hội nghị trước. Xem lại rồi mới ghi: ghi tất cả, hoặc không ghi gì."),
        button=_("Ghi vào chương trình"),
        said=_("Đã thêm các nội dung vào cuối chương trình."),
        initial={"items": _items_of(request, found, request.GET.get("tu", ""))},
        options={"bodies": Bodies(found.owner, clock.today()), "level": found.level},
        run=_add_all(found),
        template="desk/meetings/agenda_list.html",
        context={"earlier": earlier},
    )


def _earlier(request: DeskRequest, meeting: Meeting) -> list[dict[str, str]]:
    before = titled(meetings_visible_to(request.user)).filter(owner=meeting.owner_id, items__isnull=False)
    rows = before.exclude(pk=meeting.pk).distinct().order_by("-starts_at", "id")[:EARLIER]
    return [{"words": f"{title_of(each)}, {day(each.starts_at)}", "address": f"?tu={each.pk}"} for each in rows]


def _items_of(request: DeskRequest, meeting: Meeting, identifier: str) -> list[dict[str, Any]]:
    """Return the items of an earlier meeting as they are offered; nothing for what names none that the user may see."""
    try:
        earlier = UUID(identifier)
    except ValueError:
        return []
    items = items_visible_to(request.user).filter(meeting=earlier, owner=meeting.owner_id)
    put_off = set(put_off_before(request.user, meeting).values_list("pk", flat=True))
    return [
        {name: getattr(item, name) for name in ("title", "minutes", "public_title")}
        | {
            "level": stricter(item.level, meeting.level),
            "take": True,
            "presenter": item.presenter_id,
            "continues": item.pk if item.pk in put_off else None,
        }
        for item in items.exclude(state=ItemState.WITHDRAWN).order_by("position", "id")
    ]


def _add_all(meeting: Meeting) -> Any:
    def run(request: DeskRequest, form: AgendaListForm) -> None:
        edit, refused = form.cleaned_data["edit"], []
        with one_transaction():
            for path_of_part, given in form.chosen():
                try:
                    ACTS["item.add"](by=request.user, meeting=meeting.pk, edit=edit, **given)
                    edit += 1
                except (NotAllowed, Stale):
                    raise
                except ActError as error:
                    refused.append(error.under(path_of_part))
            if refused:
                raise as_one(refused)

    return run


@access(Role.SECRETARY)
@require_POST
def carry(request: DeskRequest, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Put an item that was put off at an earlier meeting on this one's agenda."""
    found, earlier = opened(request, Meeting, meeting, "item.add"), opened(request, AgendaItem, item)
    given: dict[str, Any] = {name: getattr(earlier, name) for name in ("title", "minutes", "level", "public_title")}
    given |= {"presenter": earlier.presenter_id, "continues": earlier.pk}
    said = _("%(title)s: đã đưa vào cuối chương trình") % {"title": earlier.title}
    return press(request, "item.add", back=page_of(found), said=said, meeting=found.pk, **given)


def proposals(request: DeskRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """Return the items that were put off at earlier meetings, each with the address that puts it on this agenda."""
    items = put_off_before(request.user, meeting).prefetch_related("meeting__convenings")
    return [{"item": each, "address": reverse("agenda.carry", args=[meeting.pk, each.pk])} for each in items]


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/nhieu-noi-dung/", add_several, name="agenda.add_several"),
    path("hoi-nghi/<uuid:meeting>/tu-ky-truoc/<uuid:item>/", carry, name="agenda.carry"),
]
