"""Documents of one's own: folders, files that were brought in, and the meeting or item beside which each stands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.forms import ActForm, ConfirmForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.own import changing, kept_from
from nghitrinh.desk.kit.wording import size
from nghitrinh.desk.models import OwnDocument, OwnFolder
from nghitrinh.desk.personal import stored
from nghitrinh.desk.personal.document_forms import BringForm, DocumentForm, FolderForm
from nghitrinh.desk.personal.filed import folders_of, places_for
from nghitrinh.desk.personal.quota import quota, require_room, used_by
from nghitrinh.record.kernel.models import User


@access(SIGNED_IN)
def documents(request: DeskRequest) -> HttpResponse:
    """Show one's own folders and documents.

    No Listing: they stand in their folders, and no file of them is made.
    """
    used = used_by(request.user)
    context = {"folders": folders_of(request.user), "used": size(used), "most": size(quota())}
    return render(request, "desk/personal/documents.html", context | {"is_full": used >= quota()})


@access(SIGNED_IN)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Bring files in, all or none, within what one person may keep."""
    tie = request.GET.get("ve", "")
    options = _options(request.user, *_keys(tie))
    known = {value for value, _words in options["places"]}

    def keep(request: DeskRequest, form: BringForm) -> int:
        files = [(str(each.name), each.read()) for each in form.cleaned_data["uploads"]]
        with changing(request.user):
            require_room(request.user, sum(len(content) for _name, content in files))
            for name, content in files:
                given = {"name": name[-200:], "size": len(content), "digest": stored.put(content)}
                OwnDocument.objects.create(user=request.user, **given, **form.where())
        return len(files)

    def said(count: int) -> str:
        return ngettext("Đã tải lên %(count)d tệp.", "Đã tải lên %(count)d tệp.", count) % {"count": count}

    return _serve(
        request,
        BringForm,
        keep,
        title=_("Tải tài liệu cá nhân lên"),
        button=_("Tải lên"),
        said=said,
        note=_("Đã dùng %(used)s trong %(most)s; chỉ mình anh chị thấy.")
        % {"used": size(used_by(request.user)), "most": size(quota())},
        options=options,
        initial={"about": tie if tie in known else ""},
    )


def _keys(tie: str) -> list[UUID]:
    try:
        return [UUID(tie.partition(":")[2])]
    except ValueError:
        return []


def _options(user: User, *own: UUID | None) -> dict[str, Any]:
    return {"folders": OwnFolder.objects.filter(user=user), "places": places_for(user, *own)}


@access(SIGNED_IN)
def change_document(request: DeskRequest, document: UUID) -> HttpResponseBase:
    """Give one's own document another name, another folder, another meeting."""
    found = one(OwnDocument.objects.filter(user=request.user), document)

    def write(request: DeskRequest, form: DocumentForm) -> None:
        with changing(request.user):
            now = kept_from(form, found, form.cleaned_data["name"])
            for name, value in {"name": form.cleaned_data["name"], **form.where()}.items():
                setattr(now, name, value)
            now.edit += 1
            now.save()

    return _serve(
        request,
        DocumentForm,
        write,
        noun=found,
        title=_("Đổi tên, chuyển chỗ"),
        button=_("Lưu"),
        said=_("Đã lưu."),
        options=_options(request.user, found.meeting, found.item),
        initial={"name": found.name, "folder": found.folder_id, "about": found.tie()},
    )


@access(SIGNED_IN)
def download(request: DeskRequest, document: UUID) -> HttpResponseBase:
    """Hand out one's own document, never to be run in the page."""
    found = one(OwnDocument.objects.filter(user=request.user), document)
    return attached(stored.get(found.digest), "application/octet-stream", found.name)


@access(SIGNED_IN)
def remove_document(request: DeskRequest, document: UUID) -> HttpResponseBase:
    """Remove one's own document for good, its bytes too."""
    found = one(OwnDocument.objects.filter(user=request.user), document)

    def remove(request: DeskRequest, form: ConfirmForm) -> None:
        with changing(request.user):
            kept_from(form, found, "").delete()
            transaction.on_commit(lambda: stored.remove(found.digest))

    words = {"title": _("Xóa tài liệu cá nhân"), "button": _("Xóa hẳn"), "said": _("Đã xóa hẳn.")}
    return _serve(request, ConfirmForm, remove, noun=found, note=found.name, **words)


@access(SIGNED_IN)
def open_folder(request: DeskRequest) -> HttpResponseBase:
    """Make a folder of one's own."""

    def make(request: DeskRequest, form: FolderForm) -> None:
        with changing(request.user):
            OwnFolder.objects.create(user=request.user, name=form.cleaned_data["name"])

    words = {"title": _("Thư mục mới"), "button": _("Tạo thư mục"), "said": _("Đã tạo thư mục.")}
    return _serve(request, FolderForm, make, options={"others": OwnFolder.objects.filter(user=request.user)}, **words)


@access(SIGNED_IN)
def change_folder(request: DeskRequest, folder: UUID) -> HttpResponseBase:
    """Give one's own folder another name."""
    found = one(OwnFolder.objects.filter(user=request.user), folder)

    def write(request: DeskRequest, form: FolderForm) -> None:
        with changing(request.user):
            now = kept_from(form, found, form.cleaned_data["name"])
            now.name = form.cleaned_data["name"]
            now.edit += 1
            now.save()

    others = OwnFolder.objects.filter(user=request.user).exclude(pk=found.pk)
    words = {"title": _("Đổi tên thư mục"), "button": _("Lưu"), "said": _("Đã lưu.")}
    given = {"initial": {"name": found.name}, "options": {"others": others}}
    return _serve(request, FolderForm, write, noun=found, **given, **words)


@access(SIGNED_IN)
def remove_folder(request: DeskRequest, folder: UUID) -> HttpResponseBase:
    """Remove one's own folder; what is in it stays, in no folder."""
    found = one(OwnFolder.objects.filter(user=request.user), folder)

    def remove(request: DeskRequest, form: ConfirmForm) -> None:
        with changing(request.user):
            now = kept_from(form, found, "")
            now.documents.update(folder=None)
            now.delete()

    words = {"title": _("Xóa thư mục"), "button": _("Xóa thư mục"), "said": _("Đã xóa thư mục.")}
    note = _("%(name)s. Tài liệu trong thư mục vẫn còn, đứng ngoài thư mục.") % {"name": found.name}
    return _serve(request, ConfirmForm, remove, noun=found, note=note, **words)


def _serve(
    request: DeskRequest,
    form: type[ActForm],
    run: Callable[[DeskRequest, Any], Any],
    **given: Any,
) -> HttpResponseBase:
    back = reverse("personal.documents")
    way = [(_("Tài liệu cá nhân"), back)]
    page = FormPage(form=form, act="", run=run, back=back, crumbs=way, **given)
    return serve(request, page)


urlpatterns = [
    path("tai-lieu-rieng/", documents, name="personal.documents"),
    path("tai-lieu-rieng/tai-len/", bring, name="personal.bring"),
    path("tai-lieu-rieng/thu-muc-moi/", open_folder, name="personal.open_folder"),
    path("tai-lieu-rieng/thu-muc/<uuid:folder>/", change_folder, name="personal.change_folder"),
    path("tai-lieu-rieng/thu-muc/<uuid:folder>/xoa/", remove_folder, name="personal.remove_folder"),
    path("tai-lieu-rieng/<uuid:document>/", change_document, name="personal.change_document"),
    path("tai-lieu-rieng/<uuid:document>/tai-ve/", download, name="personal.download"),
    path("tai-lieu-rieng/<uuid:document>/xoa/", remove_document, name="personal.remove_document"),
]
