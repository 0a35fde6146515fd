"""The pages of users: administrators change them, secretaries see those of their organizations."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import ADMINISTRATOR, PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.listing import BY_NAME, ListColumn, Listing, Order
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.models import SignIn
from nghitrinh.desk.signing import factors, sessions
from nghitrinh.desk.users import reads
from nghitrinh.desk.users.forms import (
    GrantForm,
    HolderForm,
    IdentityForm,
    MailAddressForm,
    RenameForm,
)
from nghitrinh.desk.users.frame import changed, crumbs
from nghitrinh.desk.users.log_words import details
from nghitrinh.mail import choices
from nghitrinh.record.bodies.models import AccountLink, AccountPost, Grant, Identity, Membership
from nghitrinh.record.bodies.queries import users_visible_to
from nghitrinh.record.kernel import clock

USERS = Listing(
    name=gettext_lazy("Người dùng"),
    columns=(
        ListColumn(gettext_lazy("Tên đăng nhập"), lambda row: row.user.username),
        ListColumn(gettext_lazy("Chức vụ"), lambda row: row.user.post),
        ListColumn(gettext_lazy("Vai trò"), lambda row: row.roles),
        ListColumn(gettext_lazy("Đăng nhập được"), lambda row: row.user.is_active),
        ListColumn(gettext_lazy("Lần cuối vào"), lambda row: row.last_at),
        ListColumn(gettext_lazy("Bước xác nhận thứ hai"), lambda row: row.has_second_step),
    ),
    texts=("username", "post"),
    states=reads.states,
    orders={"": Order(BY_NAME), "moi": Order(gettext_lazy("Mới lập trước"), ("-recorded_at", "id"))},
    prepared=reads.rows_of,
)


@access(PUBLISHER)
def users(request: DeskRequest) -> HttpResponse:
    """List the users that one may see."""
    shown = USERS.show(request, reads.listed(users_visible_to(request.user)))
    if shown.file:
        return shown.file
    context = {"shown": shown, "rows": reads.rows_of(list(shown.page)), "administers": request.user.is_administrator}
    return render(request, "desk/users/list.html", context)


@access(PUBLISHER)
def user(request: DeskRequest, user: UUID) -> HttpResponse:
    """Show one user: what they may do, how they come in."""
    found = one(users_visible_to(request.user), user)
    live = SignIn.objects.filter(user=found, ended_at=None)
    context = {
        "row": reads.rows_of([found])[0],
        "found": found,
        "administers": request.user.is_administrator,
        "links": [link for link in AccountLink.objects.filter(user=found) if link.is_live(clock.now())],
        "held": AccountPost.objects.filter(user=found).select_related("membership__person").first(),
        "identity": Identity.objects.filter(user=found).first(),
        "mail_address": choices.of(found).address,
        "has_provider": bool(settings.OIDC_CLIENT),
        "sessions": len(sessions.live_sessions(request, found)) if live.exists() else 0,
        "must_have_second_step": factors.is_required(found),
        "crumbs": [(pgettext("list", "Người dùng"), reverse("users"))],
    }
    return render(request, "desk/users/user.html", context)


@access(ADMINISTRATOR)
def rename(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Correct name or post."""
    found = one(users_visible_to(request.user), user)
    return changed(
        request,
        user,
        "user.rename",
        RenameForm,
        title=_("Đổi tên người dùng"),
        note=_("Nhật ký trước đây giữ tên cũ. Người này đăng nhập lại bằng tên mới."),
        said=_("Đã đổi tên."),
        initial={"username": found.username, "post": found.post},
    )


@access(ADMINISTRATOR)
def block(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Stop somebody from signing in."""
    return changed(
        request,
        user,
        "user.disable",
        ReasonForm,
        title=_("Khóa người dùng"),
        note=_("Mọi phiên và liên kết của người này chấm dứt ngay. Điều đã ghi giữ nguyên, và có thể mở lại."),
        said=_("Đã khóa."),
        instead=[(pgettext("list", "Người dùng"), reverse("users"))],
    )


@access(ADMINISTRATOR)
def let_in(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Let somebody sign in again."""
    return changed(
        request,
        user,
        "user.enable",
        ReasonForm,
        title=_("Mở lại người dùng"),
        note=_("Người này đăng nhập lại bằng mật khẩu và các vai trò trước đây."),
        said=_("Đã mở lại."),
    )


@access(ADMINISTRATOR)
def give(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Give somebody a role for an organization."""
    found = one(users_visible_to(request.user), user)
    page = FormPage(
        act="grant.give",
        form=GrantForm,
        title=_("Giao vai trò"),
        note=found.post,
        said=_("Đã giao vai trò."),
        back=reverse("users.user", [found.pk]),
        crumbs=crumbs(found),
        fixed={"user": found.pk},
    )
    return serve(request, page)


@access(ADMINISTRATOR)
def take_back(request: DeskRequest, grant: UUID) -> HttpResponseBase:
    """Take a role back."""
    found = one(Grant.objects.select_related("user", "organization"), grant)
    page = FormPage(
        act="grant.revoke",
        form=ReasonForm,
        title=_("Thu vai trò"),
        note=reads.role_words(found),
        said=_("Đã thu vai trò."),
        back=reverse("users.user", [found.user_id]),
        crumbs=crumbs(found.user),
        fixed={"grant": found.pk},
    )
    return serve(request, page)


@access(ADMINISTRATOR)
def identify(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Say by which value the provider of identities knows somebody."""
    identity = Identity.objects.filter(user=user).first()
    return changed(
        request,
        user,
        "user.identify",
        IdentityForm,
        title=_("Ghi định danh đăng nhập một lần"),
        note=_("Đúng như nơi cấp tài khoản gửi sang (%(claim)s). Để trống thì không vào bằng cách đó.")
        % {"claim": settings.OIDC_CLAIM},
        said=_("Đã ghi định danh."),
        initial={"value": identity.value if identity else ""},
    )


@access(ADMINISTRATOR)
def set_mail_address(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Say where somebody's letters go."""
    found = one(users_visible_to(request.user), user)
    page = FormPage(
        act="user.set_mail_address",
        form=MailAddressForm,
        title=_("Ghi địa chỉ thư"),
        note=_("Người này cũng tự đổi được ở Tài khoản của tôi, và tự chọn nhận thư thế nào."),
        said=_("Đã ghi địa chỉ thư."),
        back=reverse("users.user", [found.pk]),
        crumbs=crumbs(found),
        fixed={"user": found.pk},
        initial={"address": choices.of(found).address},
    )
    return serve(request, page)


@access(ADMINISTRATOR)
def name_holder(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Say of which post an account is the holder's own."""
    kept = AccountPost.objects.filter(user=user).first()
    return changed(
        request,
        user,
        "user.name_holder",
        HolderForm,
        title=_("Ghi tài khoản này của người giữ chức vụ nào"),
        note=_(
            "Giấy mời, xin ý kiến và biểu quyết của chức vụ này đến tài khoản ấy. Văn bản ghi người này ký thì chỉ tài "
            "khoản ấy bấm Ký được."
        ),
        said=_("Đã ghi."),
        initial={"membership": kept.membership_id if kept else None},
    )


@access(ADMINISTRATOR)
@require_POST
def tie(request: DeskRequest, user: UUID, membership: UUID) -> HttpResponseBase:
    """Tie an account to the post that the first page proposes for it."""
    found, post = one(users_visible_to(request.user), user), one(Membership.objects.all(), membership)
    said = _("Đã gắn %(user)s với %(post)s.") % {"user": found.username, "post": post.post}
    return press(request, "user.name_holder", back=reverse("today"), said=said, user=found.pk, membership=post.pk)


@access(ADMINISTRATOR)
@require_POST
def forget_second_step(request: DeskRequest, user: UUID) -> HttpResponse:
    """Take somebody's second steps away who has lost them all; their sessions end."""
    found = one(users_visible_to(request.user), user)
    if factors.remove_all(found):
        security.note(request, "factor_removed", user=found, method="all", by=request.user.username)
        sessions.end(request, found, list(SignIn.objects.filter(user=found, ended_at=None)), "second step removed")
        messages.success(request, _("Đã gỡ bước xác nhận thứ hai. Lần sau người này vào bằng mật khẩu rồi thêm lại."))
    return HttpResponseRedirect(reverse("users.user", [found.pk]))


@access(ADMINISTRATOR)
@require_POST
def end_sessions(request: DeskRequest, user: UUID) -> HttpResponse:
    """End every session of somebody."""
    found = one(users_visible_to(request.user), user)
    if sessions.end(request, found, list(SignIn.objects.filter(user=found, ended_at=None)), "administrator"):
        messages.success(request, _("Đã chấm dứt mọi phiên của người này."))
    return HttpResponseRedirect(reverse("users.user", [found.pk]))


@access(ADMINISTRATOR)
def log(request: DeskRequest) -> HttpResponse:
    """Show the last lines of the security log."""
    event, words = request.GET.get("su-kien", ""), request.GET.get("q", "").strip()
    event = event if event in security.EVENTS else ""
    context = {
        "lines": [(each, details(each)) for each in security.latest(event=event, words=words)],
        "events": security.EVENTS,
        "event": event,
        "words": words,
        "file": security.FILE,
    }
    return render(request, "desk/users/log.html", context)


urlpatterns = [
    path("nguoi-dung/", users, name="users"),
    path("nguoi-dung/nhat-ky-an-ninh/", log, name="users.log"),
    path("nguoi-dung/<uuid:user>/", user, name="users.user"),
    path("nguoi-dung/<uuid:user>/doi-ten/", rename, name="users.rename"),
    path("nguoi-dung/<uuid:user>/khoa/", block, name="users.block"),
    path("nguoi-dung/<uuid:user>/mo-lai/", let_in, name="users.let_in"),
    path("nguoi-dung/<uuid:user>/giao-vai-tro/", give, name="users.give"),
    path("nguoi-dung/<uuid:user>/dinh-danh/", identify, name="users.identify"),
    path("nguoi-dung/<uuid:user>/dia-chi-thu/", set_mail_address, name="users.set_mail_address"),
    path("nguoi-dung/<uuid:user>/chuc-vu/", name_holder, name="users.name_holder"),
    path("nguoi-dung/<uuid:user>/chuc-vu/<uuid:membership>/", tie, name="users.tie"),
    path("nguoi-dung/<uuid:user>/go-buoc-hai/", forget_second_step, name="users.forget_second_step"),
    path("nguoi-dung/<uuid:user>/cham-dut-phien/", end_sessions, name="users.end_sessions"),
    path("vai-tro/<uuid:grant>/thu/", take_back, name="users.take_back"),
]
