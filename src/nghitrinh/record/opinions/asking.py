"""Who can be asked about a paper: members of its body, and bodies, each once, and only who may read it."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Grant, Membership, Organization
from nghitrinh.record.bodies.seats import users_of
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.grants import in_force, lasting
from nghitrinh.record.kernel.levels import CLEARED, Level
from nghitrinh.record.opinions.models import Request, Round


def asked(act: Act, about: Round, members: list[UUID], bodies: list[UUID]) -> list[Request]:
    """Return, unsaved, the requests of a round to members and bodies; whoever cannot be asked is refused."""
    held = [act.get(Membership, key, field="members") for key in dict.fromkeys(members)]
    named = [act.get(Organization, key, field="bodies") for key in dict.fromkeys(bodies)]
    if not held and not named:
        act.refuse(
            BadInput(
                _("Chưa chọn ai để lấy ý kiến"),
                code="nobody_asked",
                field="bodies",
                expected=_("ít nhất một thành viên hoặc một cơ quan"),
            )
        )
    day = act.at.date()
    for each in held:
        act.refuse(*_against_member(act, about, each))
    for body in named:
        act.refuse(*_against_body(about, body))
    requests = [Request(round=about, membership=each, asked_on=day) for each in held]
    return requests + [Request(round=about, organization=body, asked_on=day) for body in named]


def _against_member(act: Act, about: Round, post: Membership) -> Iterator[ActError]:
    day = act.at.date()
    holds = Membership.objects.filter(lasting(day), pk=post.pk, organization=about.owner_id).exists()
    if not holds:
        yield BadInput(
            _("Chức vụ này không thuộc cơ quan chủ trì, hoặc đã thôi giữ: %(found)s"),
            code="not_a_member",
            field="members",
            found=post.post,
            expected=_("một thành viên đang giữ chức của cơ quan chủ trì"),
        )
    same = [post.pk] if post.person_id is None else post.organization.memberships.filter(person=post.person_id)
    if not about._state.adding and about.requests.filter(membership__in=same).exists():
        yield asked_already(Request(membership=post).label(), field="members")
    if about.level == Level.RESTRICTED and not all(_is_cleared(each.pk, about, act) for each in users_of(post, day)):
        yield _may_not_read(post.post, field="members")


def _is_cleared(user: UUID, about: Round, act: Act) -> bool:
    live = Grant.objects.filter(in_force(act.at.date()), user=user, organization=about.owner_id, role__in=CLEARED)
    return live.exists()


def _against_body(about: Round, body: Organization) -> Iterator[ActError]:
    if body.ended_on is not None:
        yield BadInput(
            _("Cơ quan này đã thôi hoạt động: %(found)s"),
            code="body_asked_ended",
            field="bodies",
            found=body.name,
            expected=_("một cơ quan đang hoạt động"),
        )
    if not about._state.adding and about.requests.filter(organization=body).exists():
        yield asked_already(body.name, field="bodies")
    if about.level == Level.RESTRICTED and body.pk not in (about.owner_id, about.version.paper.submitted_by_id):
        yield _may_not_read(body.name, field="bodies")


def asked_already(who: str, *, field: str) -> Contradiction:
    """Return the refusal to ask somebody a second time in one round."""
    return Contradiction(
        _("Đã lấy ý kiến rồi: %(found)s"),
        code="asked_already",
        field=field,
        found=who,
        expected=_("ai chưa được hỏi trong đợt này"),
    )


def _may_not_read(who: str, *, field: str) -> BadInput:
    return BadInput(
        _("Tài liệu này hạn chế, và bên được hỏi không được đọc: %(found)s"),
        code="asked_of_restricted",
        field=field,
        found=who,
        expected=_("chỉ ai được đọc tài liệu"),
    )
