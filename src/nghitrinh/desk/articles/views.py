"""Articles: write with linked words, hold against the record, release, correct, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.desk.articles.first_draft import first_body, first_lead
from nghitrinh.desk.articles.forms import ArticleCorrectionForm, ArticleForm, links_in, palette
from nghitrinh.desk.articles.gate_view import blocks_of
from nghitrinh.desk.articles.photos import source_of
from nghitrinh.desk.kit.access import INSIDER, SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.acting import press
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, OLDEST, ListColumn, Listing, Order, by_state
from nghitrinh.desk.kit.opening import begin, opened, opened_above, pressed, show, step
from nghitrinh.desk.kit.public_status import public_status_of
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.typed import is_sent
from nghitrinh.desk.refusals import each_in_words
from nghitrinh.publication import gate
from nghitrinh.publication.images import UnknownImage, is_stored, public_bytes
from nghitrinh.record.articles.facts import facts_of
from nghitrinh.record.articles.models import Article, ArticleRevision, ArticleState
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, Contradiction, NotAllowed, Stale
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.vietnamese import plain_number

TEXTS = ("title", "lead", "body", "byline", "image", "image_alt", "image_caption")


def _newest(article: Article) -> ArticleRevision:
    return article.versions.get(number=article.current)


ARTICLES = Listing(
    name=gettext_lazy("Bài viết"),
    columns=(
        ListColumn(gettext_lazy("Tiêu đề"), lambda article: article.title),
        ListColumn(gettext_lazy("Hội nghị"), lambda article: title_of(article.meeting)),
        ListColumn(gettext_lazy("Đăng lúc"), lambda article: article.published_at),
        ListColumn(gettext_lazy("Tình trạng"), lambda article: article.get_state_display()),
        ListColumn(gettext_lazy("Cần soát lại"), lambda article: article.stale_reason),
    ),
    texts=("title", "meeting__name"),
    day="recorded_at",
    body="owner",
    states=lambda: by_state(ArticleState),
    orders={
        "": Order(NEWEST),
        "cu": Order(OLDEST, ("recorded_at", "id")),
        "ten": Order(BY_NAME, ("title", "id")),
    },
)


@access(INSIDER)
def articles(request: DeskRequest) -> HttpResponse:
    """List the articles one may see, newest first."""
    shown = ARTICLES.show(request, articles_visible_to(request.user).prefetch_related("meeting__convenings"))
    return shown.file or render(request, "desk/articles/list.html", {"shown": shown})


@access(Role.SECRETARY)
def draft(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Begin the article about a meeting."""
    found = opened_above(request, Meeting, meeting, "article.draft")
    codes = palette(facts_of(found), {})

    def run(request: DeskRequest, form: ArticleForm) -> Any:
        given = form.parameters()
        links = links_in([given["lead"], given["body"]], codes, {})
        return ACTS["article.draft"](by=request.user, meeting=found.pk, links=links, **given)

    return begin(
        request,
        found,
        "article.draft",
        ArticleForm,
        title=_("Viết bài"),
        note=title_of(found),
        button=_("Lưu bài nháp"),
        said=_("Đã lưu. Trang này đối chiếu bài với hồ sơ."),
        initial={"title": title_of(found), "lead": first_lead(found, codes), "body": first_body(found, codes)},
        run=run,
        template="desk/articles/form.html",
        context={"codes": codes, "form_words": words_of(found)},
    )


@access(SIGNED_IN)
def photo(request: DeskRequest, article: UUID, image: str) -> HttpResponse:
    """Hand out a photo of an article, as the public would have it, to whoever may see the article."""
    found = opened(request, Article, article)
    if not (is_stored(image) and found.versions.filter(image=image).exists()):
        raise Http404
    try:
        content, media_type, _ending = public_bytes(image)
    except UnknownImage:
        raise Http404 from None
    return HttpResponse(content, content_type=media_type)


@access(SIGNED_IN)
def article_page(request: DeskRequest, article: UUID) -> HttpResponse:
    """Show an article held against the record: each sentence with its linked words, what stops it beside the record."""
    found = opened(request, Article, article)
    verdict, version = gate.check(found), _newest(found)
    context: dict[str, Any] = {
        "version": version,
        "verdict": verdict,
        "blocks": blocks_of(version, verdict),
        "photo": source_of(version.image, found) if version.image else "",
        "image_findings": [each for each in verdict.findings if each.place == "image"],
        "linked": len(version.links),
        "may_pass": found.state == ArticleState.DRAFT or found.released not in (None, found.current),
        "public_status": public_status_of(found),
        "history": found.versions.order_by("-number"),
    }
    return show(request, found, "desk/articles/article.html", **context)


def _contradicts(article: Article) -> bool:
    """Tell whether the gate finds that an article's newest text contradicts the record."""
    return bool(gate.check(article).findings)


def _stopped(request: DeskRequest, found: Article) -> HttpResponseBase:
    """Answer with the page that shows the contradictions: nobody vouches for a text that the record contradicts."""
    messages.error(request, _stopping_words())
    return HttpResponseRedirect(page_of(found))


def _stopping_words() -> str:
    return _("Bài còn nói khác hồ sơ. Sửa câu; nếu hồ sơ sai thì đính chính hồ sơ.")


def _edit(
    request: DeskRequest, found: Article, act: str, form: type[ArticleForm], words: dict[str, Any]
) -> HttpResponseBase:
    version = _newest(found)
    codes = palette(facts_of(found.meeting), version.links)

    def run(request: DeskRequest, form: ArticleForm) -> Any:
        given = form.parameters()
        links = links_in([given["lead"], given["body"]], codes, version.links)
        # A number that was passed stays passed while it stands in the text.
        return ACTS[act](by=request.user, article=found.pk, links=links, unlinked_seen=version.unlinked_seen, **given)

    return step(
        request,
        found,
        act,
        form,
        initial={name: getattr(version, name) for name in TEXTS},
        run=run,
        template="desk/articles/form.html",
        context={"codes": codes, "form_words": words_of(found.meeting)},
        options={"article": found},
        **words,
    )


@access(Role.SECRETARY)
def revise(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Change a draft."""
    found = opened(request, Article, article, "article.revise")
    words = {"title": _("Sửa bài"), "button": _("Lưu bài"), "said": _("Đã lưu bài.")}
    return _edit(request, found, "article.revise", ArticleForm, words)


@access(Role.SECRETARY)
def correct(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Correct what the public has read. The old words stay beside the new ones at the same address."""
    found = opened(request, Article, article, "article.correct")
    words = {
        "title": _("Đính chính bài"),
        "note": _("Bài cũ, bài mới và lý do đều hiện ở cùng địa chỉ sau lần phát hành tới."),
        "button": _("Đính chính"),
        "said": _("Đã đính chính. Đối chiếu rồi đăng lại."),
        "seal": True,
    }
    return _edit(request, found, "article.correct", ArticleCorrectionForm, words)


@access(Role.SECRETARY)
@require_POST
def seen(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Pass the numbers without a link by one tick; the journal keeps which.

    A released article is corrected by it, for the reason for which its newest text was: the tick belongs to that.
    """
    found = opened(request, Article, article)
    version, verdict = _newest(found), gate.check(found)
    act, why = "article.revise", {}
    if found.state == ArticleState.RELEASED:
        act, why = "article.correct", {"reason": version.reason, "authority": version.authority}
    return press(
        request,
        act,
        back=page_of(found),
        said=_("Đã ghi: các số chưa nối đã được xem."),
        article=found.pk,
        links=version.links,
        unlinked_seen=[*version.unlinked_seen, *verdict.unlinked],
        **{name: getattr(version, name) for name in TEXTS},
        **why,
    )


@access(Role.SECRETARY)
@require_POST
def submit(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Say that an article is ready to be released."""
    found = opened(request, Article, article, "article.submit")
    if _contradicts(found):
        return _stopped(request, found)
    return pressed(request, Article, article, "article.submit", _("Bài chờ đăng."))


@access(Role.SECRETARY)
@require_POST
def release(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Release an article, if the gate lets it through: it is checked again under lock."""
    found = opened(request, Article, article, "article.release")
    edit = plain_number(request.POST.get("edit")) or 0
    try:
        gate.release(by=request.user, article=found.pk, edit=edit)
    except NotAllowed:
        raise
    except Stale:
        messages.error(request, _("Bài đã đổi từ lúc mở trang. Xem lại bản mới rồi đăng."))
    except ActError as error:
        for words in each_in_words(error):
            messages.error(request, words)
    else:
        messages.success(request, _("Đã đăng: bài sẽ có trên cổng ở lần phát hành tới."))
    return HttpResponseRedirect(page_of(found))


def _reasoned(request: DeskRequest, article: UUID, act: str, title: str, said: str) -> HttpResponseBase:
    found = opened(request, Article, article, act)
    return step(request, found, act, ReasonForm, title=title, note=found.title, said=said)


@access(Role.SECRETARY, Role.CHAIR)
def send_back(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Send an article back to its draft."""
    return _reasoned(request, article, "article.send_back", _("Trả lại bài"), _("Đã trả lại."))


@access(Role.SECRETARY)
def drop(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Drop a draft that the public never saw."""
    return _reasoned(request, article, "article.drop", _("Bỏ dự thảo"), _("Đã bỏ dự thảo."))


@access(Role.SECRETARY)
def confirm(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Say that an article still stands although something that it rests on was corrected, if the gate finds so too."""
    found = opened(request, Article, article, "article.confirm")
    if not is_sent(request) and _contradicts(found):
        return _stopped(request, found)

    def run(request: DeskRequest, form: ReasonForm) -> Article:
        if _contradicts(found):
            raise Contradiction(
                _("Bài còn nói khác hồ sơ. Sửa câu; nếu hồ sơ sai thì đính chính hồ sơ."),
                code="article_against_the_record",
                field="article",
            )
        return gate.confirm(by=request.user, article=found.pk, **form.parameters())

    words = {"title": _("Bài vẫn đúng"), "note": found.title, "said": _("Đã ghi nhận.")}
    return step(request, found, "article.confirm", ReasonForm, run=run, **words)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, article: UUID) -> HttpResponseBase:
    """Withdraw an article: at its address nothing but the fact of it remains."""
    return _reasoned(request, article, "article.withdraw", _("Rút bài"), _("Đã rút bài."))


urlpatterns = [
    path("bai-viet/", articles, name="articles"),
    path("hoi-nghi/<uuid:meeting>/bai-viet/", draft, name="articles.draft"),
    path("bai-viet/<uuid:article>/", article_page, name="articles.article"),
    path("bai-viet/<uuid:article>/anh/<str:image>/", photo, name="articles.photo"),
    path("bai-viet/<uuid:article>/sua/", revise, name="articles.revise"),
    path("bai-viet/<uuid:article>/da-xem/", seen, name="articles.seen"),
    path("bai-viet/<uuid:article>/trinh/", submit, name="articles.submit"),
    path("bai-viet/<uuid:article>/tra-lai/", send_back, name="articles.send_back"),
    path("bai-viet/<uuid:article>/bo/", drop, name="articles.drop"),
    path("bai-viet/<uuid:article>/dang/", release, name="articles.release"),
    path("bai-viet/<uuid:article>/dinh-chinh/", correct, name="articles.correct"),
    path("bai-viet/<uuid:article>/van-dung/", confirm, name="articles.confirm"),
    path("bai-viet/<uuid:article>/rut/", withdraw, name="articles.withdraw"),
]
