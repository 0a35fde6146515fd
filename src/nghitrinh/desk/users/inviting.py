"""Letting somebody in: an account with its role and post, and the link by which its owner sets a password, once."""

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import ADMINISTRATOR, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse, whole
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.pictures import qr_picture
from nghitrinh.desk.signing import factors
from nghitrinh.desk.users.forms import InviteForm, LinkForm
from nghitrinh.desk.users.frame import changed, crumbs
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountLink
from nghitrinh.record.bodies.queries import users_visible_to
from nghitrinh.record.bodies.unseated import SITTING
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import one_transaction

# Links that were made just now, in the session of who made them, encrypted: until when a page shows each.
_LINKS = "account_links"
_SHOWN = 600


@access(ADMINISTRATOR)
def invite(request: DeskRequest) -> HttpResponseBase:
    """Make an account without a password, and a link by which its owner sets one."""
    page = FormPage(
        act="user.invite",
        form=InviteForm,
        title=_("Mời người dùng"),
        note=_("Lập tài khoản chưa có mật khẩu, và một liên kết dùng một lần để người đó tự đặt mật khẩu."),
        said=_("Đã lập tài khoản. In thư mời hoặc gửi liên kết cho đúng người."),
        back=reverse("users"),
        crumbs=crumbs(None),
        run=_invite,
        done=lambda link: reverse("users.link", [link.user_id]),
    )
    return serve(request, page)


def _invite(request: DeskRequest, form: Any) -> AccountLink:
    """Make the account, give its role and tie it to its post: a line of the journal each, all or none."""
    given = form.parameters()
    organization, role = given.pop("organization"), given.pop("role")
    membership, new_post = given.pop("membership"), given.pop("new_post")
    with one_transaction():
        link: AccountLink = ACTS["user.invite"](by=request.user, **given)
        if organization:
            ACTS["grant.give"](by=request.user, user=link.user_id, organization=organization, role=role)
        if new_post:
            held = {"organization": organization, "post": new_post, "voting": role in SITTING}
            membership = ACTS["membership.appoint"](by=request.user, **held).pk
        if membership:
            own = {"user": link.user_id, "edit": link.user.edit, "membership": membership}
            ACTS["user.name_holder"](by=request.user, **own)
    _keep_link(request, link)
    return link


@access(ADMINISTRATOR)
def give_link(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """Make a new link for somebody who is there already: a forgotten password, a lost letter."""
    return changed(
        request,
        user,
        "user.give_link",
        LinkForm,
        title=_("Cấp liên kết đặt mật khẩu"),
        note=_("Mật khẩu cũ còn dùng được cho đến khi đặt mật khẩu mới. Các liên kết trước đó hết dùng được ngay."),
        said=_("Đã cấp liên kết. In thư mời hoặc gửi liên kết cho đúng người."),
        run=lambda request, form: _give_link(request, user, form),
        done=lambda link: reverse("users.link", [link.user_id]),
    )


def _give_link(request: DeskRequest, user: UUID, form: Any) -> AccountLink:
    link: AccountLink = ACTS["user.give_link"](by=request.user, user=user, **form.parameters())
    _keep_link(request, link)
    return link


def _keep_link(request: HttpRequest, link: AccountLink) -> None:
    """Let this session show a link's secret for some minutes; the record has its digest alone."""
    kept = {key: each for key, each in request.session.get(_LINKS, {}).items() if each["until"] > time.time()}
    kept[str(link.user_id)] = {"secret": factors.locked(link.secret), "until": time.time() + _SHOWN}
    request.session[_LINKS] = kept


@access(ADMINISTRATOR)
def link(request: DeskRequest, user: UUID) -> HttpResponse:
    """Show a link that was made just now, to print or to hand on."""
    found = one(users_visible_to(request.user), user)
    kept = request.session.get(_LINKS, {}).get(str(user))
    if kept is None or kept["until"] < time.time():
        messages.info(request, _("Liên kết chỉ hiện trong ít phút sau khi cấp. Cần lại thì cấp liên kết mới."))
        return HttpResponseRedirect(reverse("users.user", [found.pk]))
    live = AccountLink.objects.filter(user=found, used_at=None, ended_at=None).order_by("-recorded_at").first()
    opens = reverse("signing.link", [factors.unlocked(kept["secret"])])
    address = whole(request, opens)
    context = {
        "found": found,
        "link": live,
        "address": address,
        "here": request.build_absolute_uri(opens),
        "path": opens,
        "picture": qr_picture(address) if address else "",
        "crumbs": crumbs(found),
    }
    return render(request, "desk/users/link.html", context)


@access(ADMINISTRATOR)
def end_link(request: DeskRequest, user: UUID) -> HttpResponseBase:
    """End the link that still lets somebody set a password."""
    found = one(users_visible_to(request.user), user)
    live = [each for each in AccountLink.objects.filter(user=found) if each.is_live(clock.now())]
    if not live and request.method != "POST":
        return HttpResponseRedirect(reverse("users.user", [found.pk]))
    page = FormPage(
        act="user.end_link",
        form=ReasonForm,
        title=_("Hủy liên kết đặt mật khẩu"),
        said=_("Đã hủy liên kết."),
        back=reverse("users.user", [found.pk]),
        crumbs=crumbs(found),
        fixed={"link": live[0].pk if live else user},
    )
    return serve(request, page)


urlpatterns = [
    path("nguoi-dung/moi/", invite, name="users.invite"),
    path("nguoi-dung/<uuid:user>/cap-lien-ket/", give_link, name="users.give_link"),
    path("nguoi-dung/<uuid:user>/lien-ket/", link, name="users.link"),
    path("nguoi-dung/<uuid:user>/huy-lien-ket/", end_link, name="users.end_link"),
]
