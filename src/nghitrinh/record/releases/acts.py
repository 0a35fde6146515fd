"""Acts on publication: meetings and papers are released, what was published is withdrawn, a bundle is sealed.

What the portal is (its address, its licence) is said here too: it is signed with every release.
"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.decisions.resting import against_releasing
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, nothing_corrected
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import ADMINISTRATOR, PROGRAM, Level, Role, role_words
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Reason, ShortLine, Word
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import publish_meeting
from nghitrinh.record.papers.models import Consultation, Paper
from nghitrinh.record.papers.publishing import publish_paper
from nghitrinh.record.publications import publishing
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.releases import contents, resuming, withdrawing
from nghitrinh.record.releases.models import Portal, Release
from nghitrinh.record.releases.portals import portal_address, web_address
from nghitrinh.record.releases.queries import last_release, the_portal
from nghitrinh.record.releases.resuming import Ahead

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


@act("release.seal", Role.SECRETARY, ADMINISTRATOR, PROGRAM)
def seal(act: Act, *, sequence: Annotated[int, Field(ge=1)], as_of: date, digest: Digest) -> Release:
    """Record that a bundle was signed, the next in order. It publishes nothing: acts released what is in it."""
    require_publisher(act.by)
    last = last_release()
    expected = (last.sequence if last else 0) + 1
    if sequence != expected:
        raise Contradiction(
            _("Các bản phát hành phải nối tiếp nhau"),
            code="release_out_of_order",
            field="sequence",
            found=sequence,
            expected=expected,
        )
    release = act.create(Release(sequence=sequence, released_at=act.at, as_of=as_of, digest=digest))
    act.about(release)
    return release


@act("release.resume", ADMINISTRATOR)
def resume(
    act: Act, *, sequence: Annotated[int, Field(ge=1)], as_of: date, digest: Digest, ahead: list[Ahead], reason: Reason
) -> Release:
    """Go on from a release that a later state of this record published, after the record was brought back older.

    What only that release had becomes withdrawn, what was taken back since is taken back again, and what the public
    read in a later version gets the next one: no address speaks again by chance, no version's number comes twice.
    """
    last = last_release()
    known = last.sequence if last else 0
    if sequence <= known:
        raise Contradiction(
            _("Hồ sơ đã biết bản phát hành này"),
            code="release_not_ahead",
            field="sequence",
            found=sequence,
            expected=_("một bản sau số %(known)s"),
            known=known,
        )
    for each in ahead:
        resuming.follow(act, each, reason)
    release = Release(sequence=sequence, released_at=act.at, as_of=as_of, digest=digest, resumes=known, reason=reason)
    act.create(release)
    act.about(release)
    act.reason = reason
    return release


def require_publisher(by: User | None) -> None:
    """The program itself may seal (a timer does), an administrator, and any secretary."""
    if by is None:
        return
    secretary = Grant.objects.filter(in_force(clock.today()), user=by, role=Role.SECRETARY).exists()
    if not by.is_active or not (secretary or by.is_administrator):
        raise NotAllowed(
            _("Việc phát hành không thuộc quyền của anh chị"),
            code="publishing_not_for_you",
            field="by",
            found=by,
            expected=role_words((Role.SECRETARY, ADMINISTRATOR)),
        )


@act("portal.describe", ADMINISTRATOR, PROGRAM)
def describe_portal(
    act: Act,
    *,
    address: ShortLine | None = None,
    licence: ShortLine | None = None,
    licence_link: ShortLine | None = None,
) -> Portal:
    """Say for the first time where the public reaches the portal, and under which licence the data may be used.

    The next release says it on every page. What is said already is changed by `portal.change`; the program itself gives
    an address to a portal that has none.
    """
    if act.by is not None:
        act.require_administrator()
    found = the_portal()
    is_said = Portal.objects.filter(pk=found.pk).exists()
    if is_said and (act.by is not None or found.address):
        act.refuse(
            Contradiction(
                _("Cổng đã có lời giới thiệu; hãy đổi ở trang Cổng công khai"),
                code="portal_described",
                field="address",
                found=found.label(),
                expected=_("đổi điều đang ghi (portal.change)"),
            )
        )
    _say(act, found, address, licence, licence_link)
    act.save(found) if is_said else act.create(found)
    act.about(found)
    return found


@act("portal.change", ADMINISTRATOR)
def change_portal(
    act: Act,
    *,
    portal: UUID,
    edit: int,
    address: ShortLine | None = None,
    licence: ShortLine | None = None,
    licence_link: ShortLine | None = None,
) -> Portal:
    """Change where the public reaches the portal, or the licence (its name, a link to it) of its data.

    What is not given stays; an empty text takes it back. The next release says it on every page.
    """
    found = act.open(Portal, portal, edit, yours=address or "")
    _say(act, found, address, licence, licence_link)
    return act.save(found)


def _say(act: Act, portal: Portal, address: str | None, licence: str | None, licence_link: str | None) -> None:
    given = {
        "address": None if address is None else portal_address(address, field="address"),
        "licence": licence,
        "licence_link": None if licence_link is None else web_address(licence_link, field="licence_link"),
    }
    for column, value in given.items():
        if value is not None:
            act.change(portal, column, getattr(portal, column), value)
            setattr(portal, column, value)
    if not act.changes:
        raise nothing_corrected(field="address")
    if portal.licence_link and not portal.licence:
        act.refuse(
            BadInput(
                _("Liên kết đến giấy phép mà không nói là giấy phép nào"),
                code="licence_without_name",
                field="licence",
                found=portal.licence_link,
                expected=_("tên giấy phép"),
            )
        )


@act("meeting.release")
def release_meeting(act: Act, *, meeting: UUID, edit: int) -> Meeting:
    """Let a meeting be published with its agenda and its issued public decisions.

    A convened one is announced so, by its day, its place and the titles that may be public; released again later it
    shows what was put on its agenda since. What was announced and is changed stays with its old words.
    """
    found = act.open(Meeting, meeting, edit)
    decisions = contents.decisions_to_publish(found)
    act.refuse(*against_releasing(decisions))
    publish_meeting(act, found)
    for decision in decisions:
        publishing.publish(act, decision)
        for task in contents.tasks_to_publish(decision):
            publishing.publish(act, task)
    return act.save(found)


@act("paper.release")
def release_paper(act: Act, *, paper: UUID, edit: int) -> Paper:
    """Let a paper's title and number be published under a released item; its versions and files never do."""
    found = act.open(Paper, paper, edit)
    consultations = Consultation.objects.filter(paper=found).select_related("item")
    if not any(each.item.level == Level.PUBLIC and is_live(each.item) for each in consultations):
        raise Contradiction(
            _("Tài liệu không thuộc nội dung nào đã công bố"),
            code="paper_without_released_item",
            field="paper",
            found=found.title,
            expected=_("một nội dung đã công bố"),
        )
    publish_paper(act, found)
    return act.save(found)


@act("release.withdraw", Role.SECRETARY)
def withdraw(act: Act, *, kind: Word, id: UUID, reason: Reason) -> Any:  # noqa: A002 - the word of addresses
    """Take an object back from the public with what hangs under it; articles and documents have their own verbs."""
    noun = act.open(withdrawing.model_of(kind), id, None, field="id")
    act.reason = reason
    if not is_live(noun):
        raise BadInput(
            _("“%(found)s” không ở trên trang công khai"),
            code="not_public",
            field="id",
            found=noun.label(),
            expected=_("một mục đã công bố"),
        )
    withdrawing.require_unused(noun)
    for each in withdrawing.with_parts(noun):
        publishing.withdraw(act, each, reason)
    return noun
