"""Acts on users: who may sign in, by which password, and in which roles.

Somebody new is invited: the account has no password, and a link with a secret lets its owner set one, once and until a
day. The same link lets in again who has forgotten a password; nobody learns another's.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.models import (
    AccountLink,
    AccountPost,
    Grant,
    Identity,
    MailAddress,
    Membership,
    Organization,
)
from nghitrinh.record.bodies.passwords import faults_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.levels import ACCOUNT_HOLDER, ADMINISTRATOR, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.texts import Heading, Line, Name, Reason, ShortLine, Text

LINK_DAYS = 7
Days = Annotated[int, Field(ge=1, le=30)]


def new_secret() -> str:
    """Return the secret of a link: 144 random bits, as they stand in an address."""
    return secrets.token_urlsafe(18)


def digest_of(secret: str) -> str:
    """Return what the record keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@act("user.create", ADMINISTRATOR)
def create_user(act: Act, *, username: Heading, post: Heading, password: Name, is_administrator: bool = False) -> User:
    """Let someone sign in. The first user of a home is made without a user, and is an administrator."""
    if act.by is None and not is_administrator:  # nobody could ever make another
        act.refuse(
            BadInput(
                _("Người dùng đầu tiên phải là quản trị"),
                code="first_user_administers",
                field="is_administrator",
                found="false",
                expected="true",
            )
        )
    user = User(username=username, post=post, is_administrator=is_administrator)
    _require_free(act, username)
    _give_password(act, user, password)
    act.create(user)
    act.about(user)
    return user


@act("user.invite", ADMINISTRATOR)
def invite_user(
    act: Act, *, username: Heading, post: Heading, is_administrator: bool = False, days: Days = LINK_DAYS
) -> AccountLink:
    """Let someone new set a password by a link; its secret is on what is returned, and nowhere else."""
    _require_free(act, username)
    user = User(username=username, post=post, password=make_password(None), is_administrator=is_administrator)
    act.create(user)
    act.about(user)
    return _new_link(act, user, days)


def _require_free(act: Act, username: str, *, of: User | None = None) -> None:
    others = User.objects.exclude(pk=of.pk) if of else User.objects.all()
    if taken(username, others.values_list("username", flat=True)):
        act.refuse(
            BadInput(
                _("Tên %(found)s đã có người dùng"),
                code="username_taken",
                field="username",
                found=username,
                expected=_("một tên chưa ai dùng"),
            )
        )


def _give_password(act: Act, user: User, password: str) -> None:
    faults = faults_of(password, user)
    act.refuse(*faults)
    if not faults:  # making a digest takes a tenth of a second
        user.password = make_password(password)


def _new_link(act: Act, user: User, days: int) -> AccountLink:
    secret = new_secret()
    link = AccountLink(user=user, digest=digest_of(secret), expires_at=act.at + timedelta(days=days))
    link.secret = secret
    return act.create(link)


def _end_links(act: Act, user: User) -> None:
    """End what other links of a user still let in."""
    for link in AccountLink.objects.filter(user=user, used_at__isnull=True, ended_at__isnull=True):
        link.ended_at = act.at
        act.save(link)


@act("user.give_link", ADMINISTRATOR)
def give_link(act: Act, *, user: UUID, edit: int, days: Days = LINK_DAYS) -> AccountLink:
    """Let a user set a new password by a link; earlier ones end, the present password holds until then."""
    found = act.open(User, user, edit)
    _require_active(found)
    _end_links(act, found)
    return _new_link(act, found, days)


def _require_active(user: User) -> None:
    if not user.is_active:
        raise WrongState(
            _("%(found)s đang bị khóa; hãy mở lại trước"), code="user_blocked", field="user", found=user.username
        )


@act("user.end_link", ADMINISTRATOR)
def end_link(act: Act, *, link: UUID, reason: Reason) -> AccountLink:
    """End a link before it is used."""
    found = act.open(AccountLink, link, None, field="link")
    _require_live(act, found)
    found.ended_at = act.at
    act.save(found)
    act.reason = reason
    return found


def _require_live(act: Act, link: AccountLink) -> None:
    if not link.is_live(act.at):
        raise WrongState(
            _("Liên kết này đã dùng, đã hủy hoặc đã hết hạn; hãy xin quản trị một liên kết mới"),
            code="link_over",
            field="link",
            found=link.used_at or link.ended_at or link.expires_at,
        )


@act("user.accept_link", ACCOUNT_HOLDER)
def accept_link(act: Act, *, secret: Line, password: Name) -> User:
    """Set one's own password by a link, which is used up with it."""
    link = AccountLink.objects.select_for_update(no_key=True).filter(digest=digest_of(secret)).first()
    if link is None or act.by is None or act.by.pk != link.user_id:
        raise BadInput(
            _("Không có liên kết như vậy"),
            code="link_unknown",
            field="secret",
            expected=_("địa chỉ đúng như trong thư mời"),
        )
    found = act.get(User, link.user_id, field="user")
    _require_active(found)
    _require_live(act, link)
    _give_password(act, found, password)
    act.save(found)
    act.about(found)
    link.used_at = act.at
    act.save(link)
    _end_links(act, found)
    return found


@act("user.disable", ADMINISTRATOR)
def disable_user(act: Act, *, user: UUID, edit: int, reason: Text) -> User:
    """Stop someone from signing in; what sessions and links they have end."""
    found = act.open(User, user, edit)
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=found.pk)
    if found.is_administrator and not others.exists():  # nobody could ever make another
        raise Contradiction(
            _("Phải có quản trị khác trước khi thôi quản trị cuối cùng: %(found)s"),
            code="last_administrator",
            field="user",
            found=found.username,
            expected=_("một quản trị khác có trước"),
        )
    _require_active(found)
    found.is_active = False
    act.save(found)
    _end_links(act, found)
    act.reason = reason
    return found


@act("user.enable", ADMINISTRATOR)
def enable_user(act: Act, *, user: UUID, edit: int, reason: Text) -> User:
    """Let someone sign in again who was stopped, with the password and roles they had."""
    found = act.open(User, user, edit)
    if found.is_active:
        raise WrongState(_("%(found)s vẫn đăng nhập được"), code="user_not_blocked", field="user", found=found.username)
    found.is_active = True
    act.save(found)
    act.reason = reason
    return found


@act("user.rename", ADMINISTRATOR)
def rename_user(act: Act, *, user: UUID, edit: int, username: Heading, post: Heading, reason: Text) -> User:
    """Correct the name by which someone signs in, or their post; earlier lines of the journal keep what they said."""
    found = act.open(User, user, edit)
    if (found.username, found.post) == (username, post):
        act.refuse(BadInput(_("Tên đăng nhập và chức vụ vẫn như cũ"), code="user_as_before", field="post", found=post))
    _require_free(act, username, of=found)
    act.change(found, "username", found.username, username)
    act.change(found, "post", found.post, post)
    found.username, found.post = username, post
    act.save(found)
    act.reason = reason
    return found


@act("user.identify", ADMINISTRATOR)
def identify_user(act: Act, *, user: UUID, edit: int, value: ShortLine) -> Identity:
    """Say by which value the provider of identities knows a user; an empty one lets nobody in by it."""
    found = act.open(User, user, edit)
    if value and Identity.objects.filter(value=value).exclude(user=found).exists():
        act.refuse(
            BadInput(
                _("Định danh %(found)s đã thuộc người dùng khác"),
                code="identity_taken",
                field="value",
                found=value,
                expected=_("một định danh chưa ai dùng"),
            )
        )
    act.save(found)  # counted as a change of the account: sessions that began by the old value end
    identity = Identity.objects.filter(user=found).first()
    if identity is None:
        return act.create(Identity(user=found, value=value))
    act.change(identity, "value", identity.value, value)
    identity.value = value
    return act.save(identity)


@act("user.name_holder", ADMINISTRATOR)
def name_holder(act: Act, *, user: UUID, edit: int, membership: UUID | None = None) -> AccountPost:
    """Say that an account is the own one of who holds a post, who signs with it; without a post it is nobody's."""
    found = act.open(User, user, edit)
    post = act.get(Membership, membership, field="membership") if membership else None
    other = AccountPost.objects.filter(membership=post).exclude(user=found).first() if post else None
    if post is not None and other is not None:
        act.refuse(
            BadInput(
                _("Người giữ chức vụ này đã có tài khoản: %(found)s"),
                code="holder_has_account",
                field="membership",
                found=other.user.username,
                expected=_("một chức vụ chưa có tài khoản"),
            )
        )
    act.save(found)
    kept = AccountPost.objects.filter(user=found).first()
    if kept is None:
        return act.create(AccountPost(user=found, membership=post))
    act.change(kept, "membership", kept.membership_id, membership)
    kept.membership = post
    return act.save(kept)


@act("user.set_password", ACCOUNT_HOLDER, ADMINISTRATOR)
def set_password(act: Act, *, user: UUID, password: Name) -> User:
    """Give a user a new password: their own while they may sign in, or by an administrator."""
    found = act.get(User, user, field="user")
    if act.by is None or act.by.pk != found.pk or not found.is_active:
        act.require_administrator()
    _give_password(act, found, password)
    act.save(found)
    act.about(found)
    return found


@act("user.set_mail_address", ACCOUNT_HOLDER, ADMINISTRATOR)
def set_mail_address(act: Act, *, user: UUID, address: Line = "") -> MailAddress:
    """Say to which e-mail address a user gets letters: oneself or an administrator; without one they get none.

    Nobody signs in by it and no password is set through it, so sessions go on.
    """
    found = act.get(User, user, field="user")
    if act.by is None or act.by.pk != found.pk or not found.is_active:
        act.require_administrator()
    if address and not _is_mail_address(address):
        act.refuse(
            BadInput(
                _("Địa chỉ thư chưa đúng: %(found)s"),
                code="mail_address_malformed",
                field="address",
                found=address,
                expected=_("một địa chỉ như an.nguyen@coquan.gov.vn, hoặc để trống"),
            )
        )
    act.about(found)
    kept = MailAddress.objects.filter(user=found).first()
    if kept is None:
        return act.create(MailAddress(user=found, value=address))
    act.change(kept, "value", kept.value, address)
    kept.value = address
    return act.save(kept)


def _is_mail_address(text: str) -> bool:
    """Tell whether every mail server takes an address: plain letters, one @, a name of a machine with a dot."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text.isascii() and len(text) <= 254


@act("grant.give", ADMINISTRATOR)
def give_grant(act: Act, *, user: UUID, organization: UUID, role: Role) -> Grant:
    """Give a user a role for an organization."""
    grant = Grant(
        user=act.get(User, user, field="user"),
        organization=act.get(Organization, organization, field="organization"),
        role=role,
    )
    lasting = Grant.objects.filter(user=grant.user, organization=grant.organization, role=role)
    if other := lasting.filter(ended_at=None, ends_on=None).first():
        act.refuse(role_held(other))
    act.create(grant)
    act.about(grant)
    return grant


def role_held(other: Grant) -> Contradiction:
    """Return the refusal of a role that a user has already."""
    return Contradiction(
        _("Người này đã có vai trò ấy trong thời gian này: %(found)s"),
        code="role_held",
        field="user",
        found=other.label(),
        expected=_("một vai trò khác, hoặc những ngày khác"),
    )


@act("grant.revoke", ADMINISTRATOR)
def revoke_grant(act: Act, *, grant: UUID, reason: Text) -> Grant:
    """Take a role back."""
    found = act.open(Grant, grant, None)
    if found.ended_at is not None:
        raise WrongState(_("Vai trò này đã thu lại"), code="role_taken_back", field="grant", found=found.ended_at)
    found.ended_at = act.at
    act.save(found)
    act.reason = reason
    return found
