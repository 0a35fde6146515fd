"""The form of a livery: name, logo, a palette or colours of one's own."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from nghitrinh.assets.colours import COLOUR, faint
from nghitrinh.desk.articles.photos import BadPhoto
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.desk.livery.logos import clean_logo
from nghitrinh.record.kernel import storage

# Colours of the ordinary button on a light and a dark page; each can be read (`tests/desk/livery`).
PALETTES: dict[str, tuple[str, str]] = {
    "own": ("", ""),
    "blue": ("#1f4e8c", "#9cc4f5"),
    "green": ("#1f5f3f", "#93d3ae"),
    "teal": ("#0f5b66", "#8bd0d9"),
    "violet": ("#443a86", "#c0b8f2"),
    "brown": ("#6b4420", "#e0b98d"),
}
OTHER = "other"


def _swatch(name: str, words: object) -> SafeString:
    """Return a palette's words behind its two colours, as a light and a dark page show them."""
    drawn = [format_html(' fill="{}"', colour) if colour else "" for colour in PALETTES[name]]
    picture = '<svg class="swatch" viewBox="0 0 2 1" preserveAspectRatio="none" aria-hidden="true">'
    return format_html(picture + '<path{} d="M0 0h1v1H0z"/><path{} d="M1 0h1v1H1z"/></svg>{}', *drawn, words)


_swatched = lazy(_swatch, SafeString)


def palette_of(accent: str, accent_dark: str) -> str:
    """Return the palette that has these colours."""
    return next((name for name, pair in PALETTES.items() if pair == (accent, accent_dark)), OTHER)


class LiveryFields(PartedForm):
    """Name, logo and colours of a house."""

    name = forms.CharField(
        label=_("Tên trên bàn làm việc và cổng"), max_length=120, help_text=_("Đứng ở đầu mọi trang")
    )
    logo = forms.FileField(
        label=_("Biểu trưng"), required=False, help_text=_("PNG, JPEG hoặc WebP; không có thì dùng dấu của Nghị trình")
    )
    without_logo = forms.BooleanField(label=_("Bỏ biểu trưng đang có"), required=False)
    palette = forms.ChoiceField(
        label=_("Màu"),
        widget=forms.RadioSelect,
        choices=[
            ("own", _swatched("own", _("Mực xanh đen (có sẵn)"))),
            ("blue", _swatched("blue", _("Lam"))),
            ("green", _swatched("green", _("Lục"))),
            ("teal", _swatched("teal", _("Xanh cổ vịt"))),
            ("violet", _swatched("violet", _("Tím than"))),
            ("brown", _swatched("brown", _("Nâu"))),
            (OTHER, _("Màu khác, ghi ở dưới")),
        ],
    )
    accent = forms.CharField(
        label=_("Màu khác, trên nền sáng"),
        max_length=7,
        required=False,
        help_text=_("Mã như #1f4e8c; chữ trắng trên màu ấy phải đọc được"),
    )
    accent_dark = forms.CharField(
        label=_("Màu khác, trên nền tối"),
        max_length=7,
        required=False,
        help_text=_("Để trống thì nền tối giữ màu có sẵn"),
    )

    def clean_logo(self) -> bytes | None:
        """Return the logo as a small PNG; None where none was handed in."""
        file = self.cleaned_data["logo"]
        try:
            return clean_logo(file) if file else None
        except BadPhoto as bad:
            raise forms.ValidationError(str(bad)) from None

    def clean(self) -> dict[str, Any]:
        """Take the colours of the palette, or those that were typed, if they can be read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        palette = cleaned.get("palette", "")
        if palette in PALETTES:
            cleaned["accent"], cleaned["accent_dark"] = PALETTES[palette]
        elif palette == OTHER and not cleaned.get("accent") and "accent" not in self.errors:
            self.add_error("accent", str(_("Ghi mã màu, như #1f4e8c")))
        for name, dark in (("accent", False), ("accent_dark", True)):
            if name in cleaned:
                cleaned[name] = cleaned[name].lower()
                self._require_readable(name, cleaned[name], dark=dark)
        return cleaned

    def _require_readable(self, name: str, colour: str, *, dark: bool) -> None:
        if colour and not COLOUR.fullmatch(colour):
            self.add_error(name, str(_("Mã màu có dấu # và sáu chữ số hệ mười sáu, như #1f4e8c")))
        elif colour and (bad := faint(colour, dark=dark)) is not None:
            figures = {"found": f"{bad.found:.1f}", "least": f"{bad.least:.1f}"}
            given = {key: value.replace(".", ",") for key, value in figures.items()}
            words = _("Màu này khó đọc: tương phản %(found)s : 1, cần ít nhất %(least)s : 1")
            self.add_error(name, str(words % given))


class LiveryForm(LiveryFields, ActForm):
    """The livery that a jurisdiction has, or its first."""

    def __init__(self, *args: Any, kept_logo: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_logo = kept_logo
        if not kept_logo:
            del self.fields["without_logo"]

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: a logo that was handed in is stored, otherwise the one that is there stays."""
        given = super().parameters()
        del given["palette"]
        without, new = given.pop("without_logo", False), given["logo"]
        given["logo"] = storage.put(new) if new else "" if without else self.kept_logo
        return given
