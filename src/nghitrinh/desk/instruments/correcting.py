"""What becomes of an issued document: its correction, signed or asked for; its withdrawal, and what leaves with it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.instruments.forms import CorrectionReasonForm, WithdrawalForm
from nghitrinh.desk.instruments.texts import changes_to_come, issued_texts
from nghitrinh.desk.kit.access import DeskRequest, access, verbs
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.publication.contents import TEMPLATE, public_objects
from nghitrinh.record.articles.dependents import telling
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.seats import has_holder, is_holders_own
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import leaving_with, left_without, pinned
from nghitrinh.record.instruments.signatures import signer_words
from nghitrinh.record.kernel.levels import CLEARED, Role, stricter
from nghitrinh.record.publications.queries import is_live


@access(*CLEARED)
def correct(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Issue a corrected text under the same number, or ask the signer for it: what changes stands beside each other."""
    found = opened(request, Instrument, instrument, "instrument.correct")
    is_signer, holder = is_holders_own(request.user, found.membership), has_holder(found.membership)
    asks = holder and not is_signer and request.method == "POST" and not request.POST.get("agreed_on", "").strip()
    words = {"title": _("Đính chính văn bản"), "said": _("Đã đính chính. Lời cũ và lời mới ở dưới, trên trang này.")}
    if is_signer:
        words["button"] = _("Ký bản đính chính")
    if asks:
        words["said"] = _("Bản đính chính chờ người ký. Tới lúc ấy văn bản vẫn như trước.")
    return step(
        request,
        found,
        "instrument.ask_correction" if asks else "instrument.correct",
        CorrectionReasonForm,
        seal=True,
        note=" ".join((_of_the_signer(found, is_signer=is_signer, holder=holder), _what_it_takes_over())),
        instead=list(_mended_instead(request, found)),
        options={"is_signer": is_signer, "may_ask": holder},
        initial={"reason": found.asked_reason, "authority": found.asked_authority},
        template="desk/instruments/correct.html",
        context={"differences": changes_to_come(found), "name_before": _text_in_force(found)},
        **words,
    )


def _what_it_takes_over() -> str:
    return _(
        "Bản đính chính lấy lời đã đính chính của kết luận và của hội nghị. Sai ở trích yếu, nơi nhận, người ký thì "
        "thu hồi văn bản này, rồi ban hành lại."
    )


def _mended_instead(request: DeskRequest, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Yield where what a document says is corrected: in each decision, in its meeting, or by issuing it anew."""
    for row in pinned(instrument):
        if "decision.correct" in verbs(request, row.decision):
            words = _("Đính chính kết luận “%(title)s”") % {"title": row.decision.title}
            yield words, reverse("decisions.correct", args=[row.decision_id])
    if "meeting.correct" in verbs(request, instrument.meeting):
        yield _("Đính chính hội nghị"), reverse("meetings.correct", args=[instrument.meeting_id])
    if "instrument.withdraw" in verbs(request, instrument):
        yield _("Thu hồi văn bản này"), reverse("instruments.withdraw", args=[instrument.pk])


def _text_in_force(instrument: Instrument) -> str:
    return next((each.name for each in issued_texts(instrument)), "")


def _of_the_signer(instrument: Instrument, *, is_signer: bool, holder: bool) -> str:
    """Return whose a corrected text is, and how they come to sign it."""
    signer = {"signer": signer_words(instrument)}
    if is_signer and instrument.asked_by and instrument.asked_on:
        asked = {"who": instrument.asked_by.username, "post": instrument.asked_by.post, "day": day(instrument.asked_on)}
        return _("%(who)s (%(post)s) trình ngày %(day)s. Anh chị ký thì bản mới thay bản cũ, cùng số.") % asked
    if is_signer:
        return _("Bản đính chính là của anh chị: bấm là ký, bằng tài khoản của mình.")
    if holder:
        return _("Bản đính chính là của người ký: %(signer)s. Người ấy chưa ký thì bản cũ vẫn có hiệu lực.") % signer
    return _("Bản đính chính là của người ký: %(signer)s; người ấy ký bản giấy trước đã.") % signer


@access(*CLEARED)
def drop_correction(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Drop a correction that waits for the signer."""
    found = opened(request, Instrument, instrument, "instrument.drop_correction")
    title = _("Không ký bản đính chính") if is_holders_own(request.user, found.membership) else _("Rút bản đính chính")
    words = {"title": title, "said": _("Bản đính chính không chờ ký nữa; văn bản vẫn như trước.")}
    return step(request, found, "instrument.drop_correction", ReasonForm, **words)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Withdraw an issued document: at its public address nothing but the fact of it remains."""
    found = opened(request, Instrument, instrument, "instrument.withdraw")
    leaving = [each for each in leaving_with(found) if is_live(each)]
    return step(
        request,
        found,
        "instrument.withdraw",
        WithdrawalForm,
        title=_("Thu hồi văn bản"),
        note=" ".join(_before_withdrawal(found, leaving)),
        said=_("Đã thu hồi."),
        template=TEMPLATE if leaving else "desk/form.html",
        context={
            "parts": public_objects(leaving),
            "parts_words": _("Sẽ biến khỏi cổng"),
            "first": [],
            "remarks": [],
        },
    )


def _before_withdrawal(instrument: Instrument, leaving: list[Any]) -> Iterator[str]:
    """Yield what a withdrawal does to this document: only what is so."""
    if names := "; ".join(f"“{each.title}”" for each in left_without(instrument)):
        words = _(
            "Sau khi thu hồi, không còn văn bản nào có hiệu lực nói kết luận %(names)s. Kết luận ấy vẫn còn và việc "
            "vẫn giao, cho tới khi ban hành lại."
        )
        yield words % {"names": names}
    yield _("Số văn bản không cấp lại.")
    if leaving:
        yield _(
            "Điều đang ở trên cổng dưới đây biến khỏi cổng ở lần phát hành tới; ở địa chỉ cũ chỉ còn lời báo đã rút, "
            "kèm lý do ghi ở đây."
        )
    level = stricter(instrument.meeting.level, instrument.level)
    if telling(Article.objects.all(), instrument.meeting, level):
        yield _("Bài viết về hội nghị được đánh dấu cần soát lại.")
    if instrument.signed_on is not None and has_holder(instrument.membership):
        yield _("Người ký thấy ở Hôm nay: ai thu hồi, ngày nào, theo căn cứ nào, vì sao.")


urlpatterns = [
    path("van-ban/<uuid:instrument>/dinh-chinh/", correct, name="instruments.correct"),
    path("van-ban/<uuid:instrument>/bo-dinh-chinh/", drop_correction, name="instruments.drop_correction"),
    path("van-ban/<uuid:instrument>/thu-hoi/", withdraw, name="instruments.withdraw"),
]
