"""Who signs a document and by which right: by sensible defaults, held against the form, kept with what is issued.

The state's form has TM. for a collective body, KT. for a deputy in the head's place, TL. by order, TUQ. by written
authority. The Party's has T/M and T/L: in a committee nobody signs in another's place.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.instruments.letterheads import Heading, heading_of, printed_post
from nghitrinh.record.instruments.models import Instrument, PaperForm, Signing
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.models import User
from nghitrinh.vietnamese import fold

# What each form has: the words before the body or the post.
_MARKS = {
    PaperForm.STATE: {
        Signing.FOR_BODY: "TM.",
        Signing.FOR_HEAD: "KT.",
        Signing.BY_ORDER: "TL.",
        Signing.AUTHORIZED: "TUQ.",
        Signing.OWN_POST: "",
    },
    PaperForm.PARTY: {Signing.FOR_BODY: "T/M", Signing.BY_ORDER: "T/L", Signing.OWN_POST: ""},
}
# By these somebody signs who need not sit in the body itself: the head of its office, of a department.
_FROM_OUTSIDE = (Signing.BY_ORDER, Signing.AUTHORIZED)


@dataclass(frozen=True)
class Signer:
    """Who is to sign, as it was given: the right, the post and the name as typed, or the post's row in the record."""

    signing: Signing | None
    post: str
    name: str
    membership: UUID | None


def let_sign(act: Act, instrument: Instrument, signer: Signer) -> None:
    """Say who signs a draft; what does not fit the form or the post is refused."""
    heading = heading_of(instrument.owner)
    membership = act.get(Membership, signer.membership, field="membership") if signer.membership else None
    post = signer.post or (printed_post(membership.post, membership.organization) if membership else "")
    name = signer.name if membership is None or membership.person is None else membership.person.name
    is_ours = membership is None or _is_ours(instrument, membership)
    signing = signer.signing or default_signing(heading, post, is_ours=is_ours)
    if not post:
        act.refuse(BadInput(_("Chưa nói ai ký"), code="signer_missing", field="signer", expected=_("chức vụ người ký")))
    act.refuse(*_not_of_the_form(heading, signing, post))
    if membership is not None:
        act.refuse(*_may_not(instrument, membership, signing, act.at.date()))
    given = {"signing": signing, "signer": post, "signer_name": name, "membership_id": signer.membership}
    for field, value in given.items():
        if instrument.number is None and not instrument._state.adding:
            act.change(instrument, field.removesuffix("_id"), getattr(instrument, field), value)
        setattr(instrument, field, value)


def _is_ours(instrument: Instrument, membership: Membership) -> bool:
    return membership.organization_id == instrument.owner_id


def is_deputy(post: str) -> bool:
    """Tell whether a post is that of a deputy, by its first word."""
    return fold(post).startswith("pho ")


def default_signing(heading: Heading, post: str, *, is_ours: bool = True) -> Signing:
    """Return by which right the holder of a post signs, unless somebody says otherwise."""
    if not is_ours:
        return Signing.BY_ORDER
    if heading.form == PaperForm.STATE and is_deputy(post):
        return Signing.FOR_HEAD
    return Signing.FOR_BODY if heading.in_name_of else Signing.OWN_POST


def rights_of(heading: Heading) -> tuple[Signing, ...]:
    """Return by which rights one signs in a form: for a collective body, or for a head who decides alone."""
    return tuple(each for each in _MARKS[heading.form] if each != Signing.FOR_BODY or heading.in_name_of)


def _not_of_the_form(heading: Heading, signing: Signing, post: str) -> "list[BadInput | Contradiction]":
    """Return what of a signature the form does not have."""
    found: list[BadInput | Contradiction] = []
    if signing not in _MARKS[heading.form]:
        found.append(
            BadInput(
                _("Văn bản của Đảng không ký %(found)s"),
                code="signing_not_of_form",
                field="signing",
                found="KT." if signing == Signing.FOR_HEAD else "TUQ.",
                expected=_("T/M với chức danh của người ký, hoặc T/L"),
            )
        )
    elif signing == Signing.FOR_BODY and not heading.in_name_of:
        found.append(
            BadInput(
                _("Cơ quan này không ký thay mặt tập thể"),
                code="no_body_to_sign_for",
                field="signing",
                found=signing.label,
                expected=_("đứng tên người đứng đầu, hoặc KT., TL., TUQ."),
            )
        )
    elif heading.form == PaperForm.STATE and is_deputy(post) and signing in (Signing.FOR_BODY, Signing.OWN_POST):
        found.append(
            Contradiction(
                _("Cấp phó ký thay người đứng đầu: %(found)s"),
                code="deputy_signs_for_head",
                field="signing",
                found=post,
                expected=Signing.FOR_HEAD.label,
            )
        )
    elif signing == Signing.FOR_HEAD and not is_deputy(post):
        found.append(
            Contradiction(
                _("Chỉ cấp phó ký KT.: %(found)s"),
                code="only_deputy_signs_for_head",
                field="signing",
                found=post,
                expected=_("một chức vụ cấp phó"),
            )
        )
    return found


def _may_not(instrument: Instrument, membership: Membership, signing: Signing, day: date) -> list[Contradiction]:
    """Return why the holder of a post may not sign on a day."""
    found = [] if is_in_office(membership, day) else [_left(membership, day)]
    if not _is_ours(instrument, membership) and signing not in _FROM_OUTSIDE:
        found.append(
            Contradiction(
                _("Người ngoài cơ quan chỉ ký thừa lệnh hoặc thừa ủy quyền: %(found)s"),
                code="signer_of_another",
                field="membership",
                found=f"{membership.post}, {membership.organization.name}",
                expected=_("một chức vụ của %(owner)s"),
                owner=instrument.owner.name,
            )
        )
    return found


def is_in_office(membership: Membership, day: date) -> bool:
    """Tell whether a post is held on a day."""
    return (membership.starts_on or day) <= day <= (membership.ends_on or day)


def _left(membership: Membership, day: date) -> Contradiction:
    return Contradiction(
        _("Chức vụ này không còn giữ, hoặc chưa giữ, vào ngày ký: %(found)s"),
        code="signer_not_in_office",
        field="membership",
        found=membership.post,
        expected=_("một chức vụ đang giữ ngày %(day)s"),
        day=day,
    )


def signer_words(instrument: Instrument) -> str:
    """Return who is to sign, with the name where it is known."""
    return ", ".join(filter(None, (instrument.signer, instrument.signer_name)))


def require_own_account(act: Act, instrument: Instrument) -> None:
    """Refuse a signature by any account but the signer's own: who enters that a paper was signed, records it."""
    if not is_holders_own(act.by, instrument.membership):
        act.refuse(
            Contradiction(
                _("Văn bản này do %(found)s ký; tài khoản này không phải của người ký"),
                code="not_the_signer",
                field="by",
                found=signer_words(instrument),
                expected=_("tài khoản của người ký; đã ký trên giấy thì ghi nhận đã ký"),
            )
        )


def keep(act: Act, instrument: Instrument, day: date | None, *, recorded_by: User | None) -> None:
    """Keep on which day a document was signed, who entered it, and the name of who held the post; None: not signed."""
    for field, value in (("signed_on", day), ("recorded_by_id", recorded_by.pk if recorded_by else None)):
        act.change(instrument, field.removesuffix("_id"), getattr(instrument, field), value)
        setattr(instrument, field, value)
    membership = instrument.membership
    if membership is None or day is None:
        return
    if not is_in_office(membership, day):
        act.refuse(_left(membership, day))
    if membership.person is not None:
        act.change(instrument, "signer_name", instrument.signer_name, membership.person.name)
        instrument.signer_name = membership.person.name


def authority_lines(heading: Heading, signing: str, post: str) -> tuple[str, ...]:
    """Return the lines above the post of who signs: `TM. Ủy ban nhân dân`, `KT. Chủ tịch`.

    A deputy of a collective body signs for the body and in the place of its head.
    """
    by = Signing(signing) if signing else default_signing(heading, post)
    marks = _MARKS[heading.form]
    if by == Signing.OWN_POST:
        return ()
    for_body = f"{marks[Signing.FOR_BODY]} {heading.in_name_of}"
    if by == Signing.FOR_BODY:
        return (for_body,)
    if by == Signing.BY_ORDER and heading.form == PaperForm.PARTY:
        return (f"{marks[by]} {heading.in_name_of or heading.head}",)
    in_place = f"{marks[by]} {heading.head}"
    return (for_body, in_place) if by == Signing.FOR_HEAD and heading.in_name_of else (in_place,)
