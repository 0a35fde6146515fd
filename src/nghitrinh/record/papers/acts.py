"""Acts on papers."""

import base64
import binascii
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.contents.kinds import Misfit, media_type, misfit
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState, unknown
from nghitrinh.record.kernel.levels import Level, Role, stricter
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Document, Heading, Line, ShortLine, Text
from nghitrinh.record.meetings.models import AgendaItem, ItemState, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.kind_words import kind_words
from nghitrinh.record.papers.models import Consultation, File, Paper, PaperKind, PaperRevision, PaperState
from nghitrinh.record.papers.numbers import require_new_number
from nghitrinh.record.papers.rules import PAPER
from nghitrinh.record.publications.queries import raise_public_revision, require_level_kept, require_not_live

LARGEST_FILE = 50_000_000
Encoded = Annotated[str, StringConstraints(max_length=LARGEST_FILE // 3 * 4 + 8)]

# What is asked before a paper is taken as complete, or is laid where it is heard already, and what follows when one
# becomes stricter: `record.acts` names it.
BEFORE_ACCEPTING: tuple[Callable[[Act, Paper], None], ...] = ()
BEFORE_LAYING: tuple[Callable[[Act, Paper], None], ...] = ()
STRICTER: tuple[Callable[[Act, Paper], None], ...] = ()
# What follows when a version came in with its files.
SUBMITTED: tuple[Callable[[Act, PaperRevision], None], ...] = ()


class GivenFile(Parameters):
    """A file as it comes in: its name, media type and bytes in base64."""

    name: Heading
    media_type: Heading
    content_base64: Encoded


@act("paper.register")
def register(
    act: Act,
    *,
    organization: UUID,
    submitted_by: UUID,
    title: Heading,
    kind: PaperKind,
    number: ShortLine = "",
    level: Level = Level.INTERNAL,
    item: UUID | None = None,
    source: UUID | None = None,
) -> Paper:
    """Register a paper for a body that meets, and lay it under an item when one is named.

    An officer lays it only under an item that they may see and that the submitting body presents.
    """
    under = act.get(AgendaItem, item, field="item") if item else None
    paper = Paper(
        owner=act.get(Organization, organization, field="organization"),
        submitted_by=act.get(Organization, submitted_by, field="submitted_by"),
        title=title,
        kind=kind,
        number=number,
        level=stricter(level, under.level) if under else level,
        state="",
        source=source_of(act, source, under),
    )
    act.step(PAPER, paper)
    if under and Role.SECRETARY not in act.roles_for(paper.owner_id):
        _require_own(act, paper, under)
    require_new_number(act, paper, under)
    act.create(paper)
    act.about(paper)
    if under:
        _lay(act, paper, under)
    return paper


def _require_own(act: Act, paper: Paper, item: AgendaItem) -> None:
    if item.presenter_id != paper.submitted_by_id or not items_visible_to(act.by).filter(pk=item.pk).exists():
        raise unknown(item.pk, field="item")
    if item.meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED) or item.state == ItemState.WITHDRAWN:
        raise WrongState(
            _("Nội dung này không còn chờ tài liệu"),
            code="item_wants_no_paper",
            field="item",
            found=item.title,
            expected=_("một nội dung của hội nghị chưa kết thúc"),
        )


def _lay(act: Act, paper: Paper, item: AgendaItem) -> None:
    if item.owner_id != paper.owner_id:
        act.refuse(
            BadInput(
                _("Nội dung này là của cơ quan khác"),
                code="item_of_another",
                field="item",
                found=item.title,
                expected=_("một nội dung của chính cơ quan này"),
            )
        )
    if item.meeting.state == MeetingState.CANCELLED:
        act.refuse(
            Contradiction(
                _("Hội nghị đã hủy"),
                code="meeting_cancelled",
                field="item",
                found=item.title,
                expected=_("một nội dung của hội nghị không bị hủy"),
            )
        )
    act.create(Consultation(paper=paper, item=item))


def bring_along(act: Act, item: AgendaItem, earlier: AgendaItem) -> None:
    """Lay the papers of an item that was put off under the one that goes on from it, as they are.

    One that is looser than its new item becomes as strict; a withdrawn one stays behind.
    """
    brought = Paper.objects.select_for_update(no_key=True).filter(consultations__item=earlier)
    for paper in brought.exclude(state=PaperState.WITHDRAWN).order_by("consultations__recorded_at", "pk"):
        act.create(Consultation(paper=paper, item=item))
        if (level := stricter(paper.level, item.level)) != paper.level:
            _restrict(act, paper, level)
            act.save(paper)


def _restrict(act: Act, paper: Paper, level: str) -> None:
    require_level_kept(paper, level)
    act.change(paper, "level", paper.level, level)
    paper.level = level
    for follow in STRICTER:
        follow(act, paper)


@act("paper.submit")
def submit(
    act: Act,
    *,
    paper: UUID,
    edit: int,
    body: Document = "",
    reason: Line = "",
    files: list[GivenFile] = [],  # noqa: B006 - copied by the parameter model
    submitted_on: date | None = None,
) -> PaperRevision:
    """Hand in a version: text, files or both. Versions never change; a newer one stands beside them."""
    found = act.open(Paper, paper, edit, yours=body)
    if not body and not files:
        act.refuse(
            BadInput(
                _("Một bản phải có lời hoặc có tệp"),
                code="version_empty",
                field="body",
                expected=_("lời, hoặc ít nhất một tệp"),
            )
        )
    contents = contents_of(act, files)
    version = PaperRevision(
        paper=found,
        number=found.versions.count() + 1,
        body=body,
        reason=reason,
        submitted_on=submitted_on or act.at.date(),
    )
    act.create(version)
    for given, content in zip(files, contents, strict=True):
        act.create(File(version=version, **kept_file(given, content)))
    for follow in SUBMITTED:
        follow(act, version)
    act.reason = reason
    act.save(found)
    return version


def contents_of(act: Act, files: list[GivenFile]) -> list[bytes]:
    """Return the bytes of files that came in; what is broken, empty, too large or a fake is refused by its place."""
    contents = [_decoded(act, given, f"files.{index}.content_base64") for index, given in enumerate(files)]
    for index, (given, content) in enumerate(zip(files, contents, strict=True)):
        wrong = misfit(given.name, content) if content else None
        if wrong is not None:
            act.refuse(refusal_of(wrong, given.name, f"files.{index}.content_base64"))
    return contents


def refusal_of(wrong: Misfit, name: str, field: str) -> BadInput:
    """Return why a file of a name is not taken, by what its bytes are."""
    if wrong.code == "file_of_another_kind":
        return BadInput(
            _("Tệp %(name)s mang tên của tệp %(expected)s, nhưng nội dung là %(found)s"),
            code="file_of_another_kind",
            field=field,
            found=kind_words(wrong.found),
            expected=kind_words(wrong.expected),
            name=name,
        )
    if wrong.code == "file_with_macros":
        return BadInput(
            _("Tệp %(name)s có macro; hãy lưu lại không có macro"), code="file_with_macros", field=field, name=name
        )
    if wrong.code == "file_with_password":
        return BadInput(
            _("Tệp %(name)s có mật khẩu; hãy bỏ mật khẩu rồi nộp"), code="file_with_password", field=field, name=name
        )
    return BadInput(
        _("Tệp %(name)s chạy được trên máy (%(found)s); chỉ nhận văn bản, bảng tính, hình ảnh"),
        code="file_runs",
        field=field,
        found=kind_words(wrong.found),
        name=name,
    )


def kept_file(given: GivenFile, content: bytes) -> dict[str, Any]:
    """Keep the bytes of a file in the home; return what a row that names them says of it."""
    name = PurePath(given.name).name
    named = {"name": name, "media_type": media_type(content, given.media_type)}
    return named | {"size": len(content), "digest": storage.put(content)}


def _decoded(act: Act, given: GivenFile, field: str) -> bytes:
    try:
        content = base64.b64decode(given.content_base64, validate=True)
    except (binascii.Error, ValueError):
        found, expected = given.content_base64[:20], _("dữ liệu mã base64")
        act.refuse(BadInput(_("Tệp bị hỏng khi gửi"), code="file_broken", field=field, found=found, expected=expected))
        return b""
    if not content:
        act.refuse(BadInput(_("Tệp rỗng"), code="file_empty", field=field, found="0", expected=_("ít nhất một byte")))
    if len(content) > LARGEST_FILE:
        act.refuse(
            BadInput(
                _("Tệp lớn quá (%(found)s); nhiều nhất là 50 MB"),
                code="file_too_large",
                field=field,
                found=f"{len(content)} bytes",
                expected=_("nhiều nhất %(most)s byte"),
                most=LARGEST_FILE,
            )
        )
    return content


@act("paper.accept")
def accept(act: Act, *, paper: UUID, edit: int) -> Paper:
    """Take a submitted paper as complete."""
    found = act.open(Paper, paper, edit)
    for asks in BEFORE_ACCEPTING:
        asks(act, found)
    return act.save(found)


@act("paper.return")
def return_paper(act: Act, *, paper: UUID, edit: int, reason: Text) -> Paper:
    """Send a paper back to the body that submitted it."""
    found = act.open(Paper, paper, edit)
    require_not_live(found)
    act.reason = reason
    return act.save(found)


@act("paper.withdraw")
def withdraw(act: Act, *, paper: UUID, edit: int, reason: Text) -> Paper:
    """Withdraw a paper; its versions stay in the record."""
    found = act.open(Paper, paper, edit)
    require_not_live(found)
    act.reason = reason
    return act.save(found)


@act("paper.lay")
def lay(act: Act, *, paper: UUID, edit: int, item: UUID) -> Paper:
    """Lay a paper under an item. It takes on the item's level when that is stricter."""
    found = act.open(Paper, paper, edit)
    under = act.get(AgendaItem, item, field="item")
    if under.meeting.state == MeetingState.OPEN:  # there it is before the body at once, whoever takes it in later
        for asks in BEFORE_LAYING:
            asks(act, found)
    _lay(act, found, under)
    _restrict(act, found, stricter(found.level, under.level))
    if found.source is None and (source := source_of(act, None, under)):
        found.source = source
        raise_public_revision(act, found, adds=True)
    return act.save(found)
