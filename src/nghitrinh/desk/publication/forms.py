"""Forms about the portal itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.refusals import in_words
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.releases.portals import portal_address


def portal_address_field() -> forms.CharField:
    """Return the field for where the public reaches the portal; the setup asks for it too."""
    return forms.CharField(
        label=_("Địa chỉ cổng công khai"),
        max_length=200,
        required=False,
        help_text=_(
            "Nơi người dân mở cổng, như https://nghitrinh.example/. Để trống cũng phát hành được; khi ấy trích dẫn và "
            "nguồn tin không có địa chỉ đầy đủ, và không có bản đồ trang cho máy tìm kiếm."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


def clean_portal_address(text: str) -> str:
    """Return an address as the record keeps it, or refuse it at its field."""
    try:
        return portal_address(text, field="address")
    except BadInput as error:
        raise forms.ValidationError(in_words(error)) from None


class PortalForm(ActForm):
    """What the portal says of itself."""

    address = portal_address_field()
    licence = forms.CharField(
        label=_("Giấy phép dùng dữ liệu"),
        max_length=200,
        required=False,
        help_text=_("Tên giấy phép, như CC BY 4.0; để trống thì cổng nói là chưa công bố giấy phép."),
    )
    licence_link = forms.CharField(
        label=_("Liên kết đến giấy phép"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
