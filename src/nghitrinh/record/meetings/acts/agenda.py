"""Acts on the agenda."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState, unknown
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.texts import Heading, Line, Text
from nghitrinh.record.meetings import dependents
from nghitrinh.record.meetings.acts.series import Positive
from nghitrinh.record.meetings.dependents import against_stopping
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.meetings.written import against_asking_further
from nghitrinh.record.publications.queries import is_live, raise_public_revision, require_level_kept

Minutes = Annotated[int, Field(ge=1, le=600)]


@act("item.add")
def add_item(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    title: Heading,
    level: Level = Level.INTERNAL,
    presenter: UUID | None = None,
    minutes: Minutes | None = None,
    public_title: Line = "",
    continues: UUID | None = None,
    source: UUID | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. Its level is at least the meeting's.

    `continues` is the item of an earlier meeting that was put off to this one; its level stays, too, and its papers
    come along.
    """
    found = act.open(Meeting, meeting, edit)
    act.refuse(*against_asking_further(found))
    earlier = _put_off(act, continues, found) if continues else None
    item = AgendaItem(
        meeting=found,
        owner=found.owner,
        continues=earlier,
        level=stricter(level, found.level, *([earlier.level] if earlier else [])),
        position=found.items.count() + 1,
        title=title,
        public_title=public_title,
        presenter=act.get(Organization, presenter, field="presenter") if presenter else None,
        minutes=minutes,
        source=source_of(act, source, found),
    )
    act.create(item)
    if earlier:
        for bring in dependents.CONTINUED:
            bring(act, item, earlier)
    act.save(found)
    act.about(item)
    return item


def _put_off(act: Act, identifier: UUID, meeting: Meeting) -> AgendaItem:
    """Return the item that goes on at a later meeting: of the same body, of a meeting that is over, and only once."""
    earlier = act.get(AgendaItem, identifier, field="continues")
    if earlier.owner_id != meeting.owner_id:
        raise unknown(identifier, field="continues")  # another body's items are hidden
    if earlier.meeting.state != MeetingState.CLOSED or earlier.meeting.starts_at >= meeting.starts_at:
        raise Contradiction(
            _("Chỉ nội dung của một hội nghị đã họp mới để lại kỳ sau"),
            code="continues_no_earlier",
            field="continues",
            found=label_of(earlier.meeting),
            expected=_("một hội nghị đã kết thúc, họp trước hội nghị này"),
        )
    going_on = earlier.continued_by.exclude(state=ItemState.WITHDRAWN).exclude(meeting__state=MeetingState.CANCELLED)
    if (other := going_on.select_related("meeting").first()) is not None:
        raise Contradiction(
            _("Nội dung này đã đưa vào %(found)s"),
            code="continued_already",
            field="continues",
            found=title_of(other.meeting),
            expected=_("một nội dung chưa được đưa vào hội nghị nào sau đó"),
        )
    return earlier


def _require_running(item: AgendaItem) -> None:
    """Closed means closed: the agenda of a meeting that is over stays as it was."""
    if item.meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        raise WrongState(
            _("Hội nghị đã kết thúc hoặc đã hủy, chương trình không đổi được nữa"),
            code="meeting_over",
            field="meeting",
            found=label_of(item.meeting),
            expected=_("một hội nghị chưa kết thúc"),
        )


@act("item.revise")
def revise_item(
    act: Act,
    *,
    item: UUID,
    edit: int,
    title: Heading,
    level: Level | None = None,
    presenter: UUID | None = None,
    minutes: Minutes | None = None,
    public_title: Line | None = None,
    reason: Line = "",
) -> AgendaItem:
    """Change an item before the meeting is closed. Its level is fixed once papers, votes or decisions inherit it.

    Another title of an announced one needs a reason, which the portal tells.
    """
    found = act.open(AgendaItem, item, edit, yours=title)
    act.reason = reason
    _require_running(found)
    wanted = stricter(level or found.level, found.meeting.level)
    if wanted != found.level:
        if found.consultations.exists() or found.decisions.exists() or found.votes.exists():
            raise Contradiction(
                _("Tài liệu, biểu quyết hoặc kết luận đã theo mức phổ biến này, không đổi được nữa"),
                code="level_inherited",
                field="level",
                found=Level(wanted).label,
                expected=label_of(found, "level"),
            )
        require_level_kept(found, wanted)
        act.change(found, "level", found.level, wanted)
        found.level = wanted
    if title != found.title and found.level == Level.PUBLIC:
        _count_for_readers(act, found)
    act.change(found, "title", found.title, title)
    found.title, found.minutes = title, minutes
    found.presenter = act.get(Organization, presenter, field="presenter") if presenter else None
    if public_title is not None and public_title != found.public_title:
        _require_title_kept(act, found, public_title)
        found.public_title, found.public_title_approved = public_title, False
    return act.save(found)


def _require_title_kept(act: Act, item: AgendaItem, public_title: str) -> None:
    """Refuse to propose other words for a restricted item that is announced: unapproved, it would leave the agenda."""
    if item.public_title_approved and item.level == Level.RESTRICTED and is_live(item):
        act.refuse(
            Contradiction(
                _("Nội dung này đang ở trên cổng với tên công khai đã duyệt"),
                code="public_title_announced",
                field="public_title",
                found=public_title,
                expected=_("giữ “%(title)s”; tên khác do người chủ trì duyệt ở “Duyệt tên công khai”"),
                title=item.public_title,
            )
        )


def _count_for_readers(act: Act, item: AgendaItem) -> None:
    """Count that readers of an announced agenda read another one from now on."""
    if is_live(item):
        raise_public_revision(act, item.meeting)


@act("item.move")
def move_item(act: Act, *, item: UUID, edit: int, position: Positive) -> AgendaItem:
    """Move an item to another place on the agenda; the others close up."""
    moved = act.open(AgendaItem, item, edit, judged=lambda item: item.meeting)
    others = list(moved.meeting.items.select_for_update(no_key=True).exclude(pk=moved.pk))
    if position > len(others) + 1:
        raise BadInput(
            _("Chương trình không có vị trí %(found)s"),
            code="position_outside_agenda",
            field="position",
            found=position,
            expected=_("từ 1 đến %(last)d"),
            last=len(others) + 1,
        )
    others.insert(position - 1, moved)
    for number, each in enumerate(others, start=1):
        if each.position != number:
            act.change(each, "position", each.position, number)
            each.position = number
            act.save(each)
    return moved


@act("item.withdraw")
def withdraw_item(act: Act, *, item: UUID, edit: int, reason: Text) -> AgendaItem:
    """Take an item off the agenda; it stays visible as withdrawn."""
    found = act.open(AgendaItem, item, edit)
    _require_running(found)
    act.refuse(*against_stopping(found.meeting, found))
    act.reason = reason
    _count_for_readers(act, found)
    return act.save(found)


@act("item.approve_public_title")
def approve_public_title(act: Act, *, item: UUID, edit: int, public_title: Heading, reason: Line = "") -> AgendaItem:
    """Approve the words under which a restricted item is named to the public.

    Other words than the announced ones need a reason, which the portal tells.
    """
    found = act.open(AgendaItem, item, edit, yours=public_title)
    act.reason = reason
    if found.level != Level.RESTRICTED:
        raise WrongState(
            _("Chỉ nội dung hạn chế mới cần tên công khai"),
            code="public_title_unneeded",
            field="level",
            found=label_of(found, "level"),
            expected=Level.RESTRICTED.label,
        )
    if public_title != found.public_title:
        _count_for_readers(act, found)
    act.change(found, "public_title", found.public_title, public_title)
    found.public_title, found.public_title_approved = public_title, True
    return act.save(found)


def conclude_item(act: Act, item: AgendaItem) -> None:
    """Mark an item as concluded; called by the act that records the decision."""
    locked = act.get(AgendaItem, item.pk)
    if locked.state == ItemState.WITHDRAWN:
        raise WrongState(
            _("Nội dung này đã rút khỏi chương trình"),
            code="item_withdrawn",
            field="item",
            found=locked.title,
            expected=_("một nội dung trong chương trình"),
        )
    if locked.state != ItemState.CONCLUDED:
        act.change(locked, "state", locked.state, ItemState.CONCLUDED)
        locked.state = ItemState.CONCLUDED
        act.save(locked)
