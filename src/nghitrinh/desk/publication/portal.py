"""The portal as the record knows it: where the public reaches it, and under which licence its data may be used."""

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import ADMINISTRATOR, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.publication.forms import PortalForm
from nghitrinh.publication.site import address_to_be
from nghitrinh.record.releases.models import Portal


@access(ADMINISTRATOR)
def describe(request: DeskRequest) -> HttpResponseBase:
    """Say what the portal is; the next release has it on every page."""
    said = Portal.objects.first()
    found = said or Portal()
    page = FormPage(
        form=PortalForm,
        act="portal.change" if said else "portal.describe",
        title=_("Cổng công khai"),
        note=_("Những điều cổng nói về chính nó. Mọi trang mang chúng từ lần phát hành sau; để trống là rút lại."),
        button=_("Lưu"),
        back=reverse("releases"),
        noun=said,
        said=_("Đã lưu. Phát hành ra cổng thì mọi trang mang địa chỉ và giấy phép này."),
        initial={"address": address_to_be(), "licence": found.licence, "licence_link": found.licence_link},
    )
    return serve(request, page)


urlpatterns = [path("cong-cong-khai/", describe, name="portal.describe")]
