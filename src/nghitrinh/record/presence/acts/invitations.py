"""Acts on invitations: asking members, bodies and guests, and what they answer until the meeting is opened."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.seats import require_seat, seat_of, seats_on
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, not_for_you
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.striking import strikable
from nghitrinh.record.kernel.texts import OneLine, ShortLine
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.substitutes import against_sending, called, substitute_of_substitute
from nghitrinh.record.meetings.written import against_room
from nghitrinh.record.presence.models import Answer, Heard, Invitation
from nghitrinh.record.presence.queries import side_of

Why = Annotated[str, StringConstraints(max_length=300), OneLine()]
Post = Why

# An invitation made by mistake goes, with the journal keeping whom it asked.
strikable(Invitation, side=lambda _user, invitation: _owner_of(invitation))


def invite_all(act: Act, meeting: Meeting) -> list[Invitation]:
    """Invite whoever is due and not yet invited."""
    return [act.create(each) for each in due_to(meeting)]


def due_to(meeting: Meeting) -> list[Invitation]:
    """Return, unsaved, the invitations that a meeting still owes: its members in office on the day, who presents.

    A written question is put to members without a room, and asks nobody to come. A body outside learns of a restricted
    item by no invitation of this record (`queries.presented_unasked`).
    """
    if meeting.is_written:
        return []
    return [*_members_due(meeting), *_presenters_due(meeting)]


def _members_due(meeting: Meeting) -> Iterator[Invitation]:
    invited = set(meeting.invitations.filter(item=None, membership__isnull=False).values_list("membership", flat=True))
    people = set(Membership.objects.filter(pk__in=invited, person__isnull=False).values_list("person", flat=True))
    for organization in dict.fromkeys([meeting.owner_id, *meeting.convenings.values_list("organization", flat=True)]):
        for seat in seats_on(organization, meeting.day):
            person = seat.membership.person
            if seat.keys & invited or (person and person.pk in people):
                continue
            people |= {person.pk} if person else set()
            held = seat.membership
            yield Invitation(meeting=meeting, membership=held, post=held.post, name=held.holder_name)


def _presenters_due(meeting: Meeting) -> Iterator[Invitation]:
    invited = set(meeting.invitations.filter(organization__isnull=False).values_list("item", "organization"))
    items = meeting.items.filter(state=ItemState.OPEN, presenter__isnull=False).exclude(level=Level.RESTRICTED)
    if meeting.level == Level.RESTRICTED:
        return
    for item in items.exclude(presenter=meeting.owner_id).select_related("presenter").order_by("position", "id"):
        if (item.pk, item.presenter_id) not in invited:
            yield Invitation(meeting=meeting, item=item, organization=item.presenter)


@act("invitation.invite_all")
def invite_everyone(act: Act, *, meeting: UUID, edit: int) -> Meeting:
    """Invite the members and presenting bodies that are not yet invited, as convening does: who came to office since.

    Raises:
        Contradiction: everybody is invited already (`all_invited`).
    """
    found = act.open(Meeting, meeting, edit)
    act.refuse(*against_room(found))
    act.settle()
    if not invite_all(act, found):
        raise Contradiction(
            _("Thành viên và cơ quan trình đều đã được mời"),
            code="all_invited",
            field="meeting",
            expected=_("mời thêm từng người, từng cơ quan"),
        )
    return act.save(found)


@act("invitation.invite")
def invite(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    item: UUID | None = None,
    membership: UUID | None = None,
    organization: UUID | None = None,
    post: Post = "",
    name: ShortLine = "",
) -> Invitation:
    """Invite a post of this record, a body, or a guest by post and name: to the meeting, or to one item of it."""
    found = act.open(Meeting, meeting, edit)
    act.refuse(*against_room(found))
    asked = Invitation(
        meeting=found,
        item=_item_of(act, found, item) if item else None,
        membership=act.get(Membership, membership, field="membership") if membership else None,
        organization=act.get(Organization, organization, field="organization") if organization else None,
        post=post,
        name=name,
    )
    if (asked.membership is not None) + (asked.organization is not None) + bool(post) != 1:
        act.refuse(
            BadInput(
                _("Mỗi giấy mời gửi một người hoặc một cơ quan"),
                code="invited_who",
                field="post",
                expected=_("một chức vụ trong hồ sơ, hoặc một cơ quan, hoặc chức vụ của khách"),
            )
        )
    elif asked.membership:
        asked.post, asked.name = asked.membership.post, asked.membership.holder_name
    act.refuse(*_against_inviting(asked))
    act.create(asked)
    act.save(found)
    act.about(asked, owner=found.owner_id)
    return asked


def _item_of(act: Act, meeting: Meeting, identifier: UUID) -> AgendaItem:
    item = act.get(AgendaItem, identifier, field="item")
    if item.meeting_id != meeting.pk:
        act.refuse(
            BadInput(
                _("Nội dung này không ở trong chương trình của hội nghị"),
                code="item_of_other_meeting",
                field="item",
                found=item.title if item.owner_id == meeting.owner_id else identifier,
                expected=_("một nội dung của hội nghị này"),
            )
        )
    return item


def _against_inviting(asked: Invitation) -> Iterator[ActError]:
    """Yield the refusal of inviting somebody twice to the same; one person's second post is the same person."""
    same = asked.meeting.invitations.filter(item=asked.item)
    if asked.membership:
        seats = seats_on(asked.membership.organization_id, asked.meeting.day)
        seat = seat_of(asked.membership.pk, seats)
        taken = same.filter(membership__in=seat.keys if seat else {asked.membership.pk}).first()
    elif asked.organization:
        taken = same.filter(organization=asked.organization).first()
    else:
        guests = same.filter(membership=None, organization=None)
        taken = next((each for each in guests if called(each.post, each.name) == called(asked.post, asked.name)), None)
    if taken:
        yield Contradiction(
            _("Đã mời rồi: %(found)s"),
            code="invited_already",
            field="membership" if asked.membership else "organization" if asked.organization else "post",
            found=taken.label(),
            expected=_("người hoặc cơ quan chưa được mời"),
        )


@act("invitation.answer")
def answer(
    act: Act,
    *,
    invitation: UUID,
    edit: int,
    answer: Answer,
    reason: Why = "",
    substitute: UUID | None = None,
    sent_post: Post = "",
    sent_name: ShortLine = "",
) -> Invitation:
    """Answer one's own invitation, or that of one's body: comes, asks to be excused, or sends somebody.

    It can be changed until the meeting is opened. `sent_post` and `sent_name` say who comes for the member, or for the
    body.
    """
    found = act.open(Invitation, invitation, edit, side=side_of, judged=lambda each: each.meeting)
    if found.membership:
        require_seat(act, found.membership.organization_id, found.membership.pk)
    elif "officer" not in act.roles_for(side_of(found)):
        raise not_for_you(act.name, found=act.by or "")
    return _answer(act, found, Heard.SELF, answer, reason, substitute, sent_post, sent_name)


@act("invitation.note_answer")
def note_answer(
    act: Act,
    *,
    invitation: UUID,
    edit: int,
    heard: Heard,
    answer: Answer,
    reason: Why = "",
    substitute: UUID | None = None,
    sent_post: Post = "",
    sent_name: ShortLine = "",
) -> Invitation:
    """Note what somebody answered by telephone, on paper or in person; it stands until they answer otherwise."""
    found = act.open(Invitation, invitation, edit, side=_owner_of, judged=lambda each: each.meeting)
    if heard == Heard.SELF:
        act.refuse(
            BadInput(
                _("Thư ký ghi hộ thì nói rõ nghe bằng cách nào"),
                code="heard_how",
                field="heard",
                found=Heard.SELF.label,
                expected=_("qua điện thoại, bằng văn bản hoặc nói trực tiếp"),
            )
        )
    return _answer(act, found, heard, answer, reason, substitute, sent_post, sent_name)


def _owner_of(invitation: Invitation) -> UUID:
    return invitation.meeting.owner_id


def _answer(
    act: Act,
    invitation: Invitation,
    heard: Heard,
    answer: Answer,
    reason: str,
    substitute: UUID | None,
    sent_post: str,
    sent_name: str,
) -> Invitation:
    act.about(invitation, owner=invitation.meeting.owner_id)
    sent = act.get(Membership, substitute, field="substitute") if substitute else None
    post = sent_post or (sent.post if sent else "")
    name = sent_name or (sent.holder_name if sent else "")
    act.refuse(*_against(invitation, answer, reason, sent, post, name))
    for column, value in (
        ("answer", answer),
        ("reason", reason),
        ("sent_post", post),
        ("sent_name", name),
        ("heard", heard),
        ("answered_for", invitation.meeting.starts_at),
    ):
        act.change(invitation, column, getattr(invitation, column), value)
        setattr(invitation, column, value)
    invitation.substitute, invitation.answered_at = sent, act.at
    return act.save(invitation)


def _against(
    invitation: Invitation, answer: Answer, reason: str, substitute: Membership | None, post: str, name: str
) -> Iterator[ActError]:
    """Yield what speaks against an answer."""
    if answer == Answer.OPEN:
        yield BadInput(
            _("Chưa chọn câu trả lời"),
            code="no_answer",
            field="answer",
            expected=_("sẽ dự, xin vắng hoặc cử người dự thay"),
        )
    if answer == Answer.EXCUSED and not reason:
        yield BadInput(_("Xin vắng thì ghi lý do"), code="excuse_without_reason", field="reason", expected=_("lý do"))
    if invitation.membership is None:
        yield from _against_of_body(answer, post)
        return
    if answer != Answer.SENDS and (post or name):
        yield BadInput(
            _("Chỉ ai cử người dự thay mới ghi tên người ấy"),
            code="sent_by_who_comes",
            field="sent_post",
            found=post or name,
            expected=_("để trống, hoặc chọn “Cử người dự thay”"),
        )
    if answer == Answer.SENDS:
        yield from _against_substitute(invitation, invitation.membership, substitute, post, name)


def _against_of_body(answer: Answer, post: str) -> Iterator[ActError]:
    if answer == Answer.SENDS:
        yield BadInput(
            _("Cơ quan, khách mời thì trả lời sẽ dự và ghi ai đến"),
            code="body_sends_nobody",
            field="answer",
            found=post or Answer.SENDS.label,
            expected=_("“Sẽ dự”, kèm chức vụ và họ tên người đến"),
        )


def _against_substitute(
    invitation: Invitation, member: Membership, substitute: Membership | None, post: str, name: str
) -> Iterator[ActError]:
    meeting, key = invitation.meeting, substitute.pk if substitute else None
    yield from against_sending(meeting, member, post, name, key, field="sent_post")
    others = meeting.invitations.filter(answer=Answer.SENDS).exclude(pk=invitation.pk)
    who = called(post, name)
    for other in others.select_related("substitute__person", "membership__person"):
        if _is(member, called(invitation.post, invitation.name), other.substitute, other.sent_post, other.sent_name):
            yield substitute_of_substitute(invitation.label(), field="sent_post")
        if _is(substitute, who, other.membership, other.post, other.name):
            yield substitute_of_substitute(other.label(), field="sent_post")
        if _is(substitute, who, other.substitute, other.sent_post, other.sent_name):
            yield Contradiction(
                _("Người này đã dự thay cho người khác: %(found)s"),
                code="sent_already",
                field="sent_post",
                found=other.label(),
                expected=_("mỗi người dự thay cho một người"),
            )


def _is(one: Membership | None, called_so: tuple[str, str], other: Membership | None, post: str, name: str) -> bool:
    """Tell whether two are the same: by the post or person of this record, or as they are called where one has none."""
    if one and other:
        return one.pk == other.pk or (one.person_id is not None and one.person_id == other.person_id)
    return bool(name) and called_so == called(post, name)
