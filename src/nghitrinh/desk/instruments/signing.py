"""A document on its way to its number: checked, signed or recorded as signed, sent back, dropped, issued."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.instruments.forms import SignedOnForm
from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.opening import opened, pressed, step
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.signatures import signer_words
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import CLEARED, Role


@access(Role.SECRETARY)
@require_POST
def check(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Say that the form of a document was checked: it waits for the signature."""
    return pressed(request, Instrument, instrument, "instrument.check", _("Đã kiểm tra thể thức. Văn bản chờ ký."))


@access(*CLEARED)
@require_POST
def sign(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Sign a document with the signer's own account."""
    return pressed(request, Instrument, instrument, "instrument.sign", _("Đã ký."))


@access(Role.SECRETARY, Role.CHAIR)
def record_signature(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Record that the signer signed the paper, on which day."""
    found = opened(request, Instrument, instrument, "instrument.record_signature")
    return step(
        request,
        found,
        "instrument.record_signature",
        SignedOnForm,
        title=_("Ghi nhận đã ký trên giấy"),
        note=_("%(signer)s đã ký bản giấy. Trang của văn bản nói ai ký, ngày nào, và ai ghi nhận.")
        % {"signer": signer_words(found)},
        said=_("Đã ghi nhận chữ ký trên giấy."),
        initial={"signed_on": clock.today()},
        seal=True,
    )


@access(Role.SECRETARY)
@require_POST
def issue(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Issue a signed document: it takes the next number, and its charges become tasks."""
    return pressed(request, Instrument, instrument, "instrument.issue", _("Đã ban hành: văn bản có số, việc đã giao."))


@access(Role.SECRETARY, Role.CHAIR)
def send_back(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Send a document back to its draft."""
    found = opened(request, Instrument, instrument, "instrument.send_back")
    words = {"title": _("Trả lại dự thảo"), "said": _("Đã trả lại.")}
    return step(request, found, "instrument.send_back", ReasonForm, **words)


@access(Role.SECRETARY)
def drop(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Drop a draft that has no number yet."""
    found = opened(request, Instrument, instrument, "instrument.drop")
    words = {"title": _("Bỏ dự thảo"), "said": _("Đã bỏ dự thảo.")}
    return step(request, found, "instrument.drop", ReasonForm, **words)


urlpatterns = [
    path("van-ban/<uuid:instrument>/kiem-tra/", check, name="instruments.check"),
    path("van-ban/<uuid:instrument>/ky/", sign, name="instruments.sign"),
    path("van-ban/<uuid:instrument>/ghi-nhan-ky/", record_signature, name="instruments.record_signature"),
    path("van-ban/<uuid:instrument>/tra-lai/", send_back, name="instruments.send_back"),
    path("van-ban/<uuid:instrument>/ban-hanh/", issue, name="instruments.issue"),
    path("van-ban/<uuid:instrument>/bo/", drop, name="instruments.drop"),
]
