"""Pages of invitations: who is asked to a meeting, what they answered, one's own answer, and asking somebody more."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, organizations_as, roles_for
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_to
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import when_and_where
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.presence.forms import AnswerForm, InviteForm, NoteAnswerForm
from nghitrinh.desk.presence.wording import SIGNS, called, called_once, count_once
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.seats import seat_of, seats_on
from nghitrinh.record.bodies.unseated import without_account
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import ItemState, Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.presence.acts.invitations import due_to
from nghitrinh.record.presence.models import Answer, Heard, Invitation
from nghitrinh.record.presence.queries import invitations_of, invitations_to, invited_in_order, presented_unasked
from nghitrinh.record.procedure.provisions import Key, Substitute
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.vietnamese import unended


@access(SIGNED_IN)
def invitations(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """List who is invited to a meeting and what each answered.

    No Listing: they are the members of one body and the guests of one meeting, read as a whole.
    """
    found = whole(request, meeting)
    rows = invited_in_order(found, invitations_of(request.user, found))
    counts = Counter(each.answer for each in rows)
    own = set(invitations_to(request.user, clock.today()).filter(meeting=found).values_list("pk", flat=True))
    secretary = Role.SECRETARY in roles_for(request, found.owner_id)
    due = due_to(found) if secretary else []
    context = {
        "groups": [(words, part) for words, part in _grouped(rows) if part],
        "counts": [(each.label, counts[each]) for each in Answer if counts[each]],
        "own": own,
        "secretary": secretary,
        "signs": SIGNS,
        "heard_self": Heard.SELF,
        "due": called_once(due),
        "due_count": count_once(due),
        "unreached": without_account(rows, clock.today()),
        "unasked": presented_unasked(request.user, found) if secretary else [],
    }
    return render(request, "desk/presence/invitations.html", head_of(request, found, "invitations") | context)


def _grouped(rows: list[Invitation]) -> list[tuple[str, list[Invitation]]]:
    """Return the invitations in parts: to the whole meeting, and to one item each; who has not answered first."""
    rows = sorted(rows, key=lambda each: each.answer != Answer.OPEN)
    whole = [each for each in rows if each.item is None]
    items = sorted({each.item for each in rows if each.item}, key=lambda item: (item.position, item.pk))
    return [
        (_("Cả hội nghị"), whole),
        *((f"{item.position}. {item.title}", [each for each in rows if each.item == item]) for item in items),
    ]


@access(Role.SECRETARY)
@require_POST
def invite_all(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Invite the members and presenting bodies that are not yet invited."""
    found = opened(request, Meeting, meeting, "invitation.invite_all")
    before = set(found.invitations.values_list("pk", flat=True))

    def said(_result: Any) -> str:
        new = found.invitations.exclude(pk__in=before).order_by("recorded_at", "id")
        asked = invited_in_order(found, new.select_related("organization"))
        return _("Đã mời %(count)d: %(names)s.") % {"count": count_once(asked), "names": "; ".join(called_once(asked))}

    back = reverse("presence.invitations", args=[found.pk])
    return press(request, "invitation.invite_all", back=back, said=said, meeting=found.pk)


@access(Role.SECRETARY)
def invite(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Invite somebody more."""
    found = opened(request, Meeting, meeting, "invitation.invite")
    held = Membership.objects.filter(lasting(found.day), organization__body=found.owner.body_id)
    items = items_visible_to(request.user).filter(meeting=found).exclude(state=ItemState.WITHDRAWN)
    return step(
        request,
        found,
        "invitation.invite",
        InviteForm,
        title=_("Mời dự họp"),
        note=_("Chọn một chức vụ, hoặc một cơ quan, hoặc ghi chức vụ của khách."),
        button=_("Mời"),
        said=lambda asked: _("Đã mời %(who)s.") % {"who": called(asked)},
        back=reverse("presence.invitations", args=[found.pk]),
        options={
            "memberships": held.select_related("person", "organization").order_by(
                in_order("organization__name"), in_order("post"), "id"
            ),
            "organizations": Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name")),
            "items": items.order_by("position"),
        },
    )


def _mine(request: DeskRequest, invitation: UUID) -> tuple[Invitation, bool]:
    """Return an invitation, and whether this user answers it themselves rather than notes what was heard.

    Raises:
        Http404: it is neither theirs to answer nor of a meeting whose secretary they are.
    """
    own = invitations_to(request.user, clock.today()).filter(pk=invitation).first()
    if own is not None:
        return own, True
    kept = Invitation.objects.filter(meeting__owner__in=organizations_as(request, Role.SECRETARY))
    return one(kept.select_related("meeting__owner", "item", "organization", "membership"), invitation), False


def _may_send(invitation: Invitation) -> bool:
    """Tell whether whoever is invited may send somebody: a member by the rule, who has no seat as they like."""
    if invitation.membership_id is None:
        return False
    meeting = invitation.meeting
    if seat_of(invitation.membership_id, seats_on(meeting.owner_id, meeting.day)) is None:
        return True
    rule = rule_text_on(meeting.owner_id, meeting.day)
    return rule is not None and rule.get(Key.SUBSTITUTE) != Substitute.NONE


@access(SIGNED_IN)
def answer(request: DeskRequest, invitation: UUID) -> HttpResponseBase:
    """Answer one's own invitation, or note what somebody answered."""
    found, is_own = _mine(request, invitation)
    meeting, title = found.meeting, title_of(found.meeting)
    asked = {"who": called(found)}
    note = f"{title}, {when_and_where(meeting)}."
    if found.item:
        note += " " + _("Nội dung: %(title)s.") % {"title": unended(found.item.title)}
    page = FormPage(
        act="invitation.answer" if is_own else "invitation.note_answer",
        form=AnswerForm if is_own else NoteAnswerForm,
        title=_("Trả lời giấy mời") if is_own else _("Ghi trả lời của %(who)s") % asked,
        note=note,
        button=_("Gửi trả lời") if is_own else _("Ghi trả lời"),
        back=reverse("today") if is_own else reverse("presence.invitations", args=[meeting.pk]),
        said=_("Đã ghi. Đổi được đến khi hội nghị khai mạc."),
        noun=found,
        initial=_answered(found, request.GET.get(MEANT, "")),
        options={"sends": _may_send(found), "of_body": found.membership_id is None},
        crumbs=crumbs_to(meeting) if not is_own else [],
    )
    return serve(request, page)


# What a link to the form says of the answer that whoever follows it means to give.
MEANT = "tra-loi"


def _answered(invitation: Invitation, meant: str = "") -> dict[str, Any]:
    """Return what was answered so far, or the answer that the link to the form already meant."""
    columns = ("reason", "sent_post", "sent_name")
    said = {name: getattr(invitation, name) for name in columns}
    chosen = invitation.answer if invitation.answer != Answer.OPEN else ""
    return said | {"answer": meant if meant in Answer.values else chosen}


@access(SIGNED_IN)
@require_POST
def come(request: DeskRequest, invitation: UUID) -> HttpResponseBase:
    """Answer one's own invitation in one press: that one comes."""
    found, is_own = _mine(request, invitation)
    if not is_own:
        raise Http404
    said = _("Đã trả lời: sẽ dự. Đổi được đến khi hội nghị khai mạc.")
    return press(
        request, "invitation.answer", back=reverse("today"), said=said, invitation=found.pk, answer=Answer.COMES
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/giay-moi/", invitations, name="presence.invitations"),
    path("hoi-nghi/<uuid:meeting>/giay-moi/moi/", invite, name="presence.invite"),
    path("hoi-nghi/<uuid:meeting>/giay-moi/thanh-vien/", invite_all, name="presence.invite_all"),
    path("giay-moi/<uuid:invitation>/", answer, name="presence.answer"),
    path("giay-moi/<uuid:invitation>/du/", come, name="presence.come"),
]
