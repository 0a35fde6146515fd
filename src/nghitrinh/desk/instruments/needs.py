"""What waits about documents: to be signed, issued, made public, looked at again."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.record.bodies.seats import posts_of
from nghitrinh.record.instruments.models import OVER, Instrument, InstrumentState
from nghitrinh.record.instruments.queries import instruments_visible_to
from nghitrinh.record.kernel.levels import CLEARED, Level, Role
from nghitrinh.record.kernel.models import Publication, User


def _instruments(user: User, owners: list[UUID]) -> QuerySet[Instrument]:
    columns = ("title", "state", "stale_reason", "recorded_at", "number", "written_number", "register__symbol")
    return narrow(instruments_visible_to(user), *columns, along=("register",)).filter(owner__in=owners)


def _instrument(instrument: Instrument) -> Thing:
    words, address = instrument.label(), reverse("instruments.instrument", args=[instrument.pk])
    return Thing(words, address, badge=instrument.get_state_display(), is_illustrative=instrument.is_illustrative)


def _out_of_date(instrument: Instrument) -> Thing:
    words, address = instrument.label(), reverse("instruments.instrument", args=[instrument.pk])
    again, made_up = _("Phải xem lại"), instrument.is_illustrative
    return Thing(words, address, instrument.stale_reason, again, "clash", "clash", made_up)


def _need(instruments: QuerySet[Instrument], words: str, thing: Any = _instrument, **options: Any) -> Need:
    return need(instruments, words, thing, more=reverse("instruments"), **options)


def _checked(user: User, owners: list[UUID]) -> tuple[QuerySet[Instrument], Q]:
    """Return the documents that wait for a signature, and the condition of those that are this user's to sign."""
    return _instruments(user, owners).filter(state=InstrumentState.CHECKED), Q(membership__in=posts_of(user))


def _to_sign(user: User, owners: list[UUID]) -> Iterator[Need]:
    checked, own = _checked(user, owners)
    yield _need(checked.filter(own), _("Văn bản chờ anh chị ký"))


def _to_be_signed(user: User, owners: list[UUID]) -> Iterator[Need]:
    checked, own = _checked(user, owners)
    yield _need(checked.exclude(own), _("Văn bản chờ người khác ký"))


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


TO_SIGN = Waiting("instruments.to_sign", "instrument", CLEARED, _to_sign, of_account=True)
TO_BE_SIGNED = Waiting("instruments.to_be_signed", "instrument", (Role.CHAIR,), _to_be_signed, of_account=True)
TO_ISSUE = Waiting("instruments.to_issue", "instrument", (Role.SECRETARY,), _to_issue)
TO_RELEASE = Waiting("instruments.to_release", "instrument", (Role.SECRETARY,), _to_release)
STALE = Waiting("instruments.stale", "instrument", (Role.SECRETARY,), _stale)
