"""Acts on the livery: with what name, logo and colours desk and portal show a jurisdiction's house."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.assets.colours import COLOUR, faint
from nghitrinh.record.bodies.models import Body, Livery
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import ADMINISTRATOR
from nghitrinh.record.kernel.texts import Heading, Word

_ON = {"words": _("chữ trên nút"), "ground": _("nền trang")}
_WHERE = {False: _("nền sáng"), True: _("nền tối")}


@act("livery.choose", ADMINISTRATOR)
def choose_livery(
    act: Act, *, body: UUID, name: Heading, logo: Word = "", accent: Word = "", accent_dark: Word = ""
) -> Livery:
    """Choose the name, logo and colours with which desk and portal show a jurisdiction's house."""
    of = act.get(Body, body, field="body")
    if Livery.objects.filter(body=of).exists():
        act.refuse(
            Contradiction(
                _("Địa bàn này đã chọn diện mạo; hãy đổi ở diện mạo đang có"),
                code="livery_chosen",
                field="body",
                found=of.name,
                expected=_("một địa bàn chưa chọn"),
            )
        )
    _require_good(act, logo, accent, accent_dark)
    livery = Livery(body=of, name=name, logo=logo, accent=accent, accent_dark=accent_dark)
    act.create(livery)
    act.about(livery)
    return livery


@act("livery.change", ADMINISTRATOR)
def change_livery(
    act: Act, *, livery: UUID, edit: int, name: Heading, logo: Word = "", accent: Word = "", accent_dark: Word = ""
) -> Livery:
    """Change the name, logo or colours with which desk and portal show a jurisdiction's house."""
    found = act.open(Livery, livery, edit, yours=name)
    _require_good(act, logo, accent, accent_dark)
    given = {"name": name, "logo": logo, "accent": accent, "accent_dark": accent_dark}
    for field, value in given.items():
        act.change(found, field, getattr(found, field), value)
        setattr(found, field, value)
    return act.save(found)


def _require_good(act: Act, logo: str, accent: str, accent_dark: str) -> None:
    if logo:
        _require_logo(act, logo)
    for field, value, dark in (("accent", accent, False), ("accent_dark", accent_dark, True)):
        if value and not COLOUR.fullmatch(value):
            act.refuse(
                BadInput(
                    _("Mã màu chưa đúng: %(found)s"),
                    code="colour_malformed",
                    field=field,
                    found=value,
                    expected=_("dấu # và sáu chữ số hệ mười sáu, như #1f4e8c"),
                )
            )
        elif value and (bad := faint(value, dark=dark)) is not None:
            act.refuse(
                BadInput(
                    _("Màu %(found)s trên %(where)s chỉ tương phản %(figure)s : 1 với %(on)s, nên khó đọc"),
                    code="colour_faint",
                    field=field,
                    found=value,
                    expected=_("ít nhất %(least)s : 1"),
                    where=_WHERE[dark],
                    figure=_figure(bad.found),
                    on=_ON[bad.on],
                    least=_figure(bad.least),
                )
            )


def _figure(contrast: float) -> str:
    return f"{contrast:.1f}".replace(".", ",")


def _require_logo(act: Act, logo: str) -> None:
    try:
        is_png = storage.get(logo).startswith(b"\x89PNG")
    except storage.StorageFault:
        is_png = False
    if not is_png:
        act.refuse(
            BadInput(
                _("Không có ảnh PNG nào trong kho mang mã này"),
                code="logo_unknown",
                field="logo",
                found=logo,
                expected=_("mã của một ảnh PNG đã cất"),
            )
        )
