"""What waits about documents: to be signed, issued, made public, looked at again."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.listing import moment_of
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.unread import unread_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.record.bodies.seats import posts_of
from nghitrinh.record.instruments.models import OVER, Instrument, InstrumentRevision, InstrumentState
from nghitrinh.record.instruments.queries import instruments_visible_to
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import CLEARED, Level, Role
from nghitrinh.record.kernel.models import Publication, User

DAYS_SINCE = 14  # for so long its signer reads what others did with a document


def _instruments(user: User, owners: list[UUID]) -> QuerySet[Instrument]:
    columns = ("title", "state", "stale_reason", "recorded_at", "number", "written_number", "register__symbol")
    asked = ("asked_on", "asked_reason", "withdrawn_on", "withdrawn_reason", "withdrawn_authority")
    of_whom = ("withdrawn_by__username", "withdrawn_by__post")
    shown = narrow(instruments_visible_to(user), *columns, *asked, *of_whom, along=("register", "withdrawn_by"))
    return shown.filter(owner__in=owners)


def _instrument(instrument: Instrument) -> Thing:
    words, address = instrument.label(), reverse("instruments.instrument", args=[instrument.pk])
    return Thing(words, address, badge=instrument.get_state_display(), is_illustrative=instrument.is_illustrative)


def _out_of_date(instrument: Instrument) -> Thing:
    words, address = instrument.label(), reverse("instruments.instrument", args=[instrument.pk])
    again = _("Bản đính chính chờ ký") if instrument.asked_on else _("Phải xem lại")
    made_up = instrument.is_illustrative
    return Thing(words, address, instrument.stale_reason, again, "clash", "clash", made_up)


def _need(
    instruments: QuerySet[Instrument] | Sequence[Instrument], words: str, thing: Any = _instrument, **options: Any
) -> Need:
    return need(instruments, words, thing, more=reverse("instruments"), **options)


def _own(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find what waits for the hand of this account's holder, and what others did of late with what they signed.

    Nobody asked them for the latter. It is one question: of most accounts it finds nothing.
    """
    first = clock.today() - timedelta(days=DAYS_SINCE)
    recorded = InstrumentRevision.objects.exclude(authority="").filter(
        number=OuterRef("current"), agreed_on__isnull=False, recorded_by__isnull=False
    )
    of_late = recorded.exclude(recorded_by=user).filter(instrument=OuterRef("pk"), recorded_at__gte=moment_of(first))
    issued = Q(state=InstrumentState.ISSUED)
    withdrawn = Q(state=InstrumentState.WITHDRAWN, number__isnull=False, withdrawn_on__gte=first)
    found = _instruments(user, owners).filter(membership__in=posts_of(user)).annotate(is_recorded=Exists(of_late))
    own = list(
        found.filter(
            Q(state=InstrumentState.CHECKED)
            | issued & (Q(asked_on__isnull=False) | Q(is_recorded=True))
            | withdrawn & ~Q(withdrawn_by=user)
        )
    )
    in_force = [each for each in own if each.state == InstrumentState.ISSUED]
    gone = [each for each in own if each.state == InstrumentState.WITHDRAWN]
    yield _need([each for each in own if each.state == InstrumentState.CHECKED], _("Văn bản chờ anh chị ký"))
    yield _need([each for each in in_force if each.asked_on], _("Bản đính chính chờ anh chị ký"), _to_correct)
    last_first = sorted(gone, key=lambda each: each.withdrawn_on or first, reverse=True)
    yield _need(last_first, _("Văn bản anh chị ký, đã thu hồi"), _withdrawn)
    recorded_late = [each for each in in_force if each.is_recorded]
    yield _need(recorded_late, _("Bản đính chính mà hồ sơ ghi anh chị đã ký trên giấy"), _recorded)


def _to_correct(instrument: Instrument) -> Thing:
    address, meta = reverse("instruments.correct", args=[instrument.pk]), instrument.asked_reason
    return Thing(instrument.label(), address, meta, _("Chờ ký"), "clash", "pen", instrument.is_illustrative)


def _withdrawn(instrument: Instrument) -> Thing:
    address, by = reverse("instruments.instrument", args=[instrument.pk]), instrument.withdrawn_by
    said = {"day": day(instrument.withdrawn_on or clock.today()), "who": by.post or by.username if by else ""}
    said |= {"authority": instrument.withdrawn_authority, "reason": instrument.withdrawn_reason}
    meta = _("%(who)s thu hồi ngày %(day)s, căn cứ %(authority)s: %(reason)s") % said
    badge = instrument.get_state_display()
    return Thing(instrument.label(), address, meta, badge, "late", "cross", instrument.is_illustrative)


def _recorded(instrument: Instrument) -> Thing:
    address = reverse("instruments.instrument", args=[instrument.pk])
    return Thing(
        instrument.label(), address, "", pgettext("badge", "Đính chính"), "info", "pen", instrument.is_illustrative
    )


def _since(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the documents that were issued of late and this account has not opened."""
    first = clock.today() - timedelta(days=DAYS_SINCE)
    newest = InstrumentRevision.objects.filter(instrument=OuterRef("pk"), number=OuterRef("current")).values("pk")
    issued = _instruments(user, owners).filter(state=InstrumentState.ISSUED, issued_on__gte=first)
    found = list(issued.annotate(newest=Subquery(newest)))
    unread = unread_of(user, (each.newest for each in found))
    yield _need([each for each in found if each.newest in unread], _("Văn bản mới, anh chị chưa đọc"))


def _to_be_signed(user: User, owners: list[UUID]) -> Iterator[Need]:
    checked = _instruments(user, owners).filter(state=InstrumentState.CHECKED)
    yield _need(checked.exclude(membership__in=posts_of(user)), _("Văn bản chờ người khác ký"))


def _to_issue(user: User, owners: list[UUID]) -> Iterator[Need]:
    done = (InstrumentState.ISSUED, *OVER)
    yield _need(_instruments(user, owners).exclude(state__in=done), _("Văn bản chờ ban hành"))


def _to_release(user: User, owners: list[UUID]) -> Iterator[Need]:
    released = Publication.objects.filter(subject_kind="instrument").values("subject_id")
    issued = _instruments(user, owners).filter(state=InstrumentState.ISSUED, level=Level.PUBLIC)
    yield _need(issued.exclude(pk__in=released), _("Văn bản đã ban hành, chưa công bố"))


def _stale(user: User, owners: list[UUID]) -> Iterator[Need]:
    stale = _instruments(user, owners).exclude(stale_reason="").exclude(state__in=OVER)
    yield _need(stale, _("Văn bản dựa trên kết luận đã đính chính"), _out_of_date, style="clash-text")


OWN = Waiting("instruments.own", "instrument", CLEARED, _own, of_account=True)
READERS = (Role.CHAIR, Role.MEMBER, Role.READER)
SINCE = Waiting("instruments.since", "instrument", READERS, _since, unless=Role.SECRETARY, unread=True)
TO_BE_SIGNED = Waiting("instruments.to_be_signed", "instrument", (Role.CHAIR,), _to_be_signed, of_account=True)
TO_ISSUE = Waiting("instruments.to_issue", "instrument", (Role.SECRETARY,), _to_issue)
TO_RELEASE = Waiting("instruments.to_release", "instrument", (Role.SECRETARY,), _to_release)
STALE = Waiting("instruments.stale", "instrument", (Role.SECRETARY,), _stale)
