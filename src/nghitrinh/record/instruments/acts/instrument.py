"""Acts on instruments: the signing chain, the number, correction, release and withdrawal."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.agreed import agreement
from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.bodies.seats import has_holder, is_holders_own
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.decisions.resting import against_releasing
from nghitrinh.record.decisions.rules import DECISION
from nghitrinh.record.instruments import drafting, signatures
from nghitrinh.record.instruments.counting import next_number, require_open
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import Instrument, Register, Signing
from nghitrinh.record.instruments.queries import leaving_with, left_without, pinned, released_with, template_of
from nghitrinh.record.instruments.rules import INSTRUMENT, LEADS
from nghitrinh.record.instruments.signatures import Signer
from nghitrinh.record.instruments.symbols import other_kind
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Authority, Body, Reason, ShortLine, Title
from nghitrinh.record.meetings.days import require_held_by
from nghitrinh.record.meetings.dependents import mark_dependents
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import publish_meeting
from nghitrinh.record.publications import publishing
from nghitrinh.record.publications.queries import is_live, raise_public_revision
from nghitrinh.record.tasks.assigning import assign_charges

Chosen = Annotated[list[UUID], Field(min_length=1)]


@act("instrument.draft")
def draft(
    act: Act,
    *,
    meeting: UUID,
    register: UUID,
    title: Title,
    decisions: Chosen,
    signing: Signing | None = None,
    signer: ShortLine = "",
    signer_name: ShortLine = "",
    membership: UUID | None = None,
    recipients: Body = "",
    level: Level = Level.PUBLIC,
    source: UUID | None = None,
) -> Instrument:
    """Draw up a document that issues decisions of a meeting. Its level is at least theirs.

    `membership` is the post of who signs; without one, `signer` is the post and `signer_name` the name as they are
    typed. `signing` says by which right; unless it is said, it follows from the post.
    """
    of = act.get(Meeting, meeting, field="meeting")
    chosen = drafting.decisions_of(act, of, decisions)
    instrument = Instrument(
        owner=of.owner,
        meeting=of,
        register=_register(act, of, register),
        title=title,
        recipients=recipients,
        level=stricter(level, of.level, *(decision.level for decision in chosen)),
        state="",
        source=source_of(act, source, of, *chosen),
    )
    act.step(INSTRUMENT, instrument)
    signatures.let_sign(act, instrument, Signer(signing, signer, signer_name, membership))
    act.create(instrument)
    drafting.write_version(act, instrument, chosen, number=1)
    act.about(instrument)
    return instrument


def _register(act: Act, meeting: Meeting, register: UUID) -> Register:
    found = act.get(Register, register, field="register")
    require_open(act, found)
    if found.organization_id != meeting.owner_id:
        act.refuse(
            BadInput(
                _("Sổ này là của cơ quan khác"),
                code="register_of_another",
                field="register",
                found=found.symbol,
                expected=_("một sổ của %(owner)s"),
                owner=meeting.owner.name,
            )
        )
    act.refuse(*_of_another_kind(found))
    return found


def _of_another_kind(register: Register) -> Iterator[BadInput]:
    """A number of a register says which kind of document bears it: a notice takes none of the resolutions'."""
    if kind := other_kind(register.symbol):
        yield BadInput(
            _("Sổ %(found)s là sổ của %(kind)s, thông báo kết luận không lấy số ở đó"),
            code="register_of_another_kind",
            field="register",
            found=register.symbol,
            expected=_("một sổ của thông báo, như TB"),
            kind=kind,
        )


@act("instrument.revise")
def revise(
    act: Act,
    *,
    instrument: UUID,
    edit: int,
    title: Title,
    decisions: Chosen,
    register: UUID | None = None,
    signing: Signing | None = None,
    signer: ShortLine = "",
    signer_name: ShortLine = "",
    membership: UUID | None = None,
    recipients: Body = "",
) -> Instrument:
    """Change a draft: title, register, signer, recipients, and which decisions it issues, as they are in force now.

    Without a register it keeps its own.
    """
    found = act.open(Instrument, instrument, edit, yours=title)
    if register is not None and register != found.register_id:
        act.change(found, "register", found.register_id, register)
        found.register = _register(act, found.meeting, register)
    chosen = drafting.decisions_of(act, found.meeting, decisions)
    for field, value in (("title", title), ("recipients", recipients)):
        act.change(found, field, getattr(found, field), value)
        setattr(found, field, value)
    signatures.let_sign(act, found, Signer(signing, signer, signer_name, membership))
    found.level = stricter(found.level, *(decision.level for decision in chosen))
    drafting.renew(act, found, chosen)
    return act.save(found)


@act("instrument.check")
def check(act: Act, *, instrument: UUID, edit: int) -> Instrument:
    """Pass a draft as right in form. It then issues its decisions as they are in force, and they must be approved."""
    found = act.open(Instrument, instrument, edit)
    act.refuse(*_of_another_kind(found.register))
    if found.stale_reason or drafting.would_read_otherwise(found):
        drafting.renew(act, found, [row.decision for row in pinned(found)])
    drafting.require_settled(act, found)
    return act.save(found)


@act("instrument.send_back")
def send_back(act: Act, *, instrument: UUID, edit: int, reason: Reason) -> Instrument:
    """Send a checked or signed document back to drafting; it has no number yet, so none is lost."""
    found = act.open(Instrument, instrument, edit)
    act.reason = reason
    signatures.keep(act, found, None, recorded_by=None)
    return act.save(found)


@act("instrument.drop")
def drop(act: Act, *, instrument: UUID, edit: int, reason: Reason) -> Instrument:
    """Drop a draft: it has no number yet, so none is lost, and its decisions wait for a document again."""
    found = act.open(Instrument, instrument, edit)
    act.reason = reason
    return act.save(found)


@act("instrument.sign")
def sign(act: Act, *, instrument: UUID, edit: int) -> Instrument:
    """Sign a checked document, with the own account of its signer, who must hold the post on this day."""
    found = act.open(Instrument, instrument, edit)
    drafting.require_settled(act, found)
    signatures.require_own_account(act, found)
    signatures.keep(act, found, act.at.date(), recorded_by=None)
    return act.save(found)


@act("instrument.record_signature")
def record_signature(act: Act, *, instrument: UUID, edit: int, signed_on: date | None = None) -> Instrument:
    """Record that the signer signed a checked document on paper, today unless a day is said; who records it is kept."""
    found = act.open(Instrument, instrument, edit)
    day = signed_on or act.at.date()
    drafting.require_settled(act, found)
    require_come(act, day, field="signed_on")
    require_held_by(found.meeting, day, field="signed_on")
    signatures.keep(act, found, day, recorded_by=act.by)
    return act.save(found)


@act("instrument.issue")
def issue(act: Act, *, instrument: UUID, edit: int) -> Instrument:
    """Issue a signed document under its register's next number; its decisions take effect, charges become tasks.

    The heading of this day, and how the number is written, are kept with it.
    """
    found = act.open(Instrument, instrument, edit)
    require_held_by(found.meeting, act.at.date(), field="meeting")
    decisions = drafting.require_settled(act, found)
    heading = heading_of(found.owner)
    given = next_number(act, found.register, heading)
    found.number, found.period, found.written_number = given.number, given.period, given.written
    found.heading, found.template = heading.as_kept(), template_of(found.owner, found.kind)
    found.issued_on = act.at.date()
    act.change(found, "number", None, found.number)
    act.save(found)
    for decision in decisions:
        if decision.state != DecisionState.ISSUED:
            act.step(DECISION, decision)
            act.save(decision)
        assign_charges(act, decision)
    return found


@act("instrument.correct")
def correct(
    act: Act, *, instrument: UUID, edit: int, reason: Reason, authority: Authority, agreed_on: date | None = None
) -> Instrument:
    """Issue a corrected text under the same number: the decisions as they are in force now. The old text stays.

    It is the signer's as the first text was: corrected with their own account, or signed on paper on a day
    (`agreed_on`), which those record who record a first signature; who did is kept. What was asked of the signer is
    answered by it.
    """
    found = act.open(Instrument, instrument, edit)
    own = is_holders_own(act.by, found.membership)
    if not own:
        act.require(found.owner_id, *LEADS)
    _require_corrected(found)
    act.reason = reason
    decisions = [row.decision for row in pinned(found)]
    signer = signatures.signer_words(found)
    agreed = agreement(act, agreed_on, own=own, whose=signer, since=found.issued_on)
    drafting.renew(act, found, decisions, authority=authority, agreed=agreed)
    drafting.require_settled(act, found)
    _ask(act, found, "", "", by=None)
    raise_public_revision(act, found)
    return act.save(found)


def _require_corrected(instrument: Instrument) -> None:
    """Refuse to correct a document whose text would stay as it is."""
    if not instrument.stale_reason and not drafting.is_outdated(instrument):
        raise Contradiction(
            _("Không có kết luận nào của văn bản này được đính chính"),
            code="no_issued_correction",
            field="instrument",
            found=instrument.symbol_number,
            expected=_("một kết luận đã đính chính"),
        )


@act("instrument.ask_correction")
def ask_correction(act: Act, *, instrument: UUID, edit: int, reason: Reason, authority: Authority) -> Instrument:
    """Ask the signer for a corrected text: it stays as it was, for the public too, until they sign the correction.

    Of a signer whom no account belongs to, the signature on paper is recorded by the correction itself.
    """
    found = act.open(Instrument, instrument, edit)
    _require_corrected(found)
    act.refuse(*_nobody_to_ask(found))
    act.reason = reason
    _ask(act, found, reason, authority, by=act.by)
    return act.save(found)


def _nobody_to_ask(instrument: Instrument) -> list[Contradiction]:
    if has_holder(instrument.membership):
        return []
    return [
        Contradiction(
            _("Không tài khoản nào là của người ký: %(found)s"),
            code="signer_without_account",
            field="instrument",
            found=signatures.signer_words(instrument),
            expected=_("đính chính, ghi ngày người ký đã ký bản giấy"),
        )
    ]


@act("instrument.drop_correction")
def drop_correction(act: Act, *, instrument: UUID, edit: int, reason: Reason) -> Instrument:
    """Drop a correction that waits for the signer: the signer does not agree, or who asked for it takes it back."""
    found = act.open(Instrument, instrument, edit)
    if not is_holders_own(act.by, found.membership):
        act.require(found.owner_id, *LEADS)
    if found.asked_on is None:
        raise WrongState(
            _("Văn bản %(found)s không có bản đính chính nào chờ ký"),
            code="no_correction_asked",
            field="instrument",
            found=found.symbol_number,
        )
    act.reason = reason
    _ask(act, found, "", "", by=None)
    return act.save(found)


def _ask(act: Act, instrument: Instrument, reason: str, authority: str, *, by: User | None) -> None:
    """Keep which correction waits for the signer; nobody asks (None): none does any more."""
    asked = {
        "asked_on": act.at.date() if by else None,
        "asked_by_id": by.pk if by else None,
        "asked_reason": reason,
        "asked_authority": authority,
    }
    for field, value in asked.items():
        act.change(instrument, field.removesuffix("_id"), getattr(instrument, field), value)
        setattr(instrument, field, value)


@act("instrument.release")
def release(act: Act, *, instrument: UUID, edit: int) -> Instrument:
    """Let a document be published with its decisions, their tasks, its meeting and the meeting's agenda."""
    found = act.open(Instrument, instrument, edit)
    with_it = released_with(found)
    nouns = [noun for decision, tasks in with_it for noun in (decision, *tasks)]
    act.refuse(*publishing.not_public(found.meeting, *nouns, found))
    act.refuse(*against_releasing([decision for decision, _tasks in with_it]))
    publish_meeting(act, found.meeting)
    for decision, tasks in with_it:
        # One that is public already leads to the document from now on: another thing to read of it.
        publishing.publish(act, decision, changed=not is_live(found), again=True)
        for task in tasks:
            publishing.publish(act, task, again=True)
    publishing.publish(act, found)
    return act.save(found)


@act("instrument.withdraw")
def withdraw(act: Act, *, instrument: UUID, edit: int, reason: Reason, authority: Authority) -> Instrument:
    """Withdraw an issued document, and from the public also what it published; its number stays taken.

    `authority` is on whose word: the signer is not asked, but sees who withdrew it, when, why and by what right.
    What it issued was concluded and stands; where no other document in force tells it, it waits for one.
    """
    found = act.open(Instrument, instrument, edit)
    act.reason = reason
    act.change(found, "withdrawn_authority", "", authority)
    found.withdrawn_on, found.withdrawn_by = act.at.date(), act.by
    found.withdrawn_reason, found.withdrawn_authority = reason, authority
    _ask(act, found, "", "", by=None)
    decisions = [act.get(Decision, row.decision_id) for row in pinned(found)]
    for each in leaving_with(found):
        publishing.withdraw(act, each, reason)
    act.save(found)
    left = {each.pk for each in left_without(found)}
    for decision in decisions:
        if decision.pk in left:
            act.step(DECISION, decision)
            act.save(decision)
    words = _("thu hồi %(number)s: %(reason)s") % {"number": found.symbol_number, "reason": reason}
    mark_dependents(act, found.meeting, words, level=found.level)
    return found
