"""The forms of users: invited, renamed, given a role."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.record.bodies.accounts import LINK_DAYS
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.unseated import free_posts
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order

_DAYS = [(1, _("1 ngày")), (LINK_DAYS, _("7 ngày")), (30, _("30 ngày"))]
_ROLES = [("", _("Chọn")), *Role.choices]


def _living() -> Any:
    return Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name"))


def _by_body(posts: QuerySet[Membership]) -> QuerySet[Membership]:
    return posts.order_by(in_order("organization__name"), in_order("post"), "pk")


class DaysField(forms.TypedChoiceField):
    """For how long a link lets in."""

    def __init__(self) -> None:
        super().__init__(label=_("Liên kết dùng được trong"), choices=_DAYS, coerce=int, initial=LINK_DAYS)


class InviteForm(ActForm):
    """Somebody new, with a first role and the post that is theirs: one of the record, or one that is recorded now."""

    aliases: ClassVar[dict[str, str]] = {"beside": "new_post"}

    username = forms.CharField(
        label=_("Tên đăng nhập"), help_text=_("Ngắn, dễ gõ, như thuky.xa hoặc an.nguyenvan"), max_length=80
    )
    post = forms.CharField(
        label=_("Chức vụ"), help_text=_("Hiện cạnh mọi việc người này ghi, như “Chánh Văn phòng”"), max_length=200
    )
    organization = NounField(label=_("Làm cho cơ quan"), required=False, empty_label=_("Chưa giao"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=_ROLES, required=False)
    membership = NounField(
        label=_("Giữ chức vụ (ghế)"),
        described=post_and_name,
        required=False,
        empty_label=_("Không giữ, hoặc ghi sau"),
        help_text=_("Giấy mời, phiếu xin ý kiến, biểu quyết của chức vụ này đến tài khoản ấy"),
    )
    new_post = forms.CharField(
        label=_("Hoặc chức vụ mới"),
        help_text=_("Được ghi vào cơ quan đã chọn; có quyền biểu quyết nếu vai trò là Ủy viên hoặc Chủ trì"),
        required=False,
        max_length=200,
    )
    is_administrator = forms.BooleanField(
        label=_("Là quản trị"),
        help_text=_("Lập người dùng, cơ quan; không tự xem hồ sơ của cơ quan nào"),
        required=False,
    )
    days = DaysField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", _living())
        offer(self, "membership", _by_body(free_posts(clock.today())))

    def clean(self) -> dict[str, Any]:
        """Want both of organization and role, or neither; one post or none, and a new one in an organization."""
        given = super().clean() or {}
        if bool(given.get("organization")) != bool(given.get("role")):
            missing = "role" if given.get("organization") else "organization"
            self.add_error(missing, _("Chọn cả cơ quan và vai trò, hoặc để trống cả hai"))
        if given.get("new_post") and given.get("membership"):
            self.add_error("new_post", _("Chọn một chức vụ đã có, hoặc ghi chức vụ mới, không phải cả hai"))
        elif given.get("new_post") and not given.get("organization"):
            self.add_error("organization", _("Chọn cơ quan của chức vụ mới"))
        return given


class LinkForm(ActForm):
    """A link for who is there already."""

    days = DaysField()


class RenameForm(ActForm):
    """Name, post, and why they change."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=80)
    post = forms.CharField(label=_("Chức vụ"), max_length=200)
    reason = forms.CharField(label=_("Lý do"), max_length=500)


class GrantForm(ActForm):
    """One role for one organization."""

    organization = NounField(label=_("Cơ quan"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=_ROLES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", _living())


class HolderForm(ActForm):
    """The post whose holder's own account it is: a free one, or the one that it is tied to now."""

    membership = NounField(
        label=_("Chức vụ"),
        described=post_and_name,
        required=False,
        empty_label=_("Không của ai"),
        help_text=_("Chức vụ đã có tài khoản khác thì không hiện. Các chức vụ khác của cùng người ấy theo cùng."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        either = Q(pk__in=free_posts(clock.today()).order_by().values("pk")) | Q(pk=self.initial.get("membership"))
        posts: QuerySet[Membership] = Membership.objects.filter(either).select_related("person", "organization")
        offer(self, "membership", _by_body(posts))


class MailAddressForm(ActForm):
    """Where somebody's letters go."""

    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        help_text=_("Để trống thì không nhận thư nào. Nên dùng địa chỉ của cơ quan."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )


class IdentityForm(ActForm):
    """By which value a provider of identities knows somebody."""

    value = forms.CharField(label=_("Định danh"), required=False, max_length=200)
