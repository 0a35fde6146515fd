"""Private notes: at a version of a paper, at a passage of it, at an item of a meeting; all of one's own on a page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.file_contents import has_pages, text_of
from nghitrinh.desk.kit.forms import ConfirmForm
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted, opened
from nghitrinh.desk.kit.own import changing, kept_from
from nghitrinh.desk.models import OwnNote
from nghitrinh.desk.personal.finding import found_notes
from nghitrinh.desk.personal.forms import NoteForm, PassageNoteForm
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import File, Paper, PaperRevision
from nghitrinh.record.papers.queries import files_visible_to, papers_visible_to


@access(SIGNED_IN)
def notes(request: DeskRequest) -> HttpResponse:
    """List one's own notes by meeting and by what they stand at, or those that say some words.

    No Listing: they stand under what they are about, and no file of them is made.
    """
    query = request.GET.get("q", "").strip()
    groups = found_notes(request.user, query)
    count = OwnNote.objects.filter(user=request.user).count()
    return render(request, "desk/personal/notes.html", {"groups": groups, "query": query, "count": count})


@access(SIGNED_IN)
def note_version(request: DeskRequest, revision: UUID) -> HttpResponseBase:
    """Write a note at a version of a paper, or at a passage of it."""
    paper = papers_visible_to(request.user).filter(versions=revision).first()
    if paper is None:
        raise Http404
    return _at_version(request, paper, PaperRevision.objects.get(pk=revision), reverse("papers.paper", args=[paper.pk]))


@access(SIGNED_IN)
def note_page(request: DeskRequest, file: UUID, page: int) -> HttpResponseBase:
    """Write a note at a page of a PDF that is read in the browser."""
    found = one(files_visible_to(request.user), file)
    if not has_pages(found.digest) or not 0 < page <= len(text_of(found.digest).pages):
        raise Http404
    back = reverse("papers.read", args=[found.pk, page])
    return _at_version(request, found.version.paper, found.version, back, (found, page))


def _at_version(
    request: DeskRequest, paper: Paper, version: PaperRevision, back: str, page: tuple[File, int] | None = None
) -> HttpResponseBase:
    note_restricted(request, paper)

    def write(request: DeskRequest, form: PassageNoteForm) -> OwnNote:
        passage = form.cleaned_data["passage"] or {}
        return _written(request.user, version=version.pk, text=form.cleaned_data["text"], **passage)

    about = {"title": paper.title, "number": version.number}
    return _serve(
        request,
        PassageNoteForm,
        write,
        note=_("%(title)s, bản %(number)d") % about,
        back=back,
        crumbs=crumbs_to(paper),
        options={"version": version, "page": page},
        template="desk/personal/note_passage.html",
    )


@access(SIGNED_IN)
def note_item(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Write a note at an item of a meeting."""
    found = opened(request, AgendaItem, item)

    def write(request: DeskRequest, form: NoteForm) -> OwnNote:
        return _written(request.user, item=found.pk, text=form.cleaned_data["text"])

    return _serve(request, NoteForm, write, note=found.title, back=page_of(found), crumbs=crumbs_to(found))


def _written(user: User, **given: Any) -> OwnNote:
    with changing(user):
        return OwnNote.objects.create(user=user, **given)


def _serve(
    request: DeskRequest, form: type[NoteForm], write: Callable[[DeskRequest, Any], OwnNote], **given: Any
) -> HttpResponseBase:
    words: dict[str, Any] = {"title": _("Ghi chú riêng"), "button": _("Lưu ghi chú"), "said": _("Đã lưu ghi chú.")}

    def done(note: OwnNote) -> str:
        return f"{given['back']}#ghi-chu-{note.pk}"

    return serve(request, FormPage(form=form, act="", run=write, done=done, **words | given))


@access(SIGNED_IN)
def change_note(request: DeskRequest, own: UUID) -> HttpResponseBase:
    """Change what one's own note says."""
    found = one(OwnNote.objects.filter(user=request.user), own)

    def write(request: DeskRequest, form: NoteForm) -> OwnNote:
        with changing(request.user):
            now = kept_from(form, found, form.cleaned_data["text"])
            now.text = form.cleaned_data["text"]
            now.edit += 1
            now.save()
        return now

    back = _place_of(request.user, found)
    return serve(
        request,
        FormPage(
            form=NoteForm,
            act="",
            noun=found,
            run=write,
            title=_("Sửa ghi chú"),
            button=_("Lưu ghi chú"),
            said=_("Đã lưu ghi chú."),
            back=back,
            crumbs=_way(),
            initial={"text": found.text},
            template="desk/personal/note.html",
        ),
    )


@access(SIGNED_IN)
def remove_note(request: DeskRequest, own: UUID) -> HttpResponseBase:
    """Remove one's own note for good."""
    found = one(OwnNote.objects.filter(user=request.user), own)

    def remove(request: DeskRequest, form: ConfirmForm) -> None:
        with changing(request.user):
            kept_from(form, found, "").delete()

    back = _place_of(request.user, found).partition("#")[0]
    return serve(
        request,
        FormPage(
            form=ConfirmForm,
            act="",
            noun=found,
            run=remove,
            title=_("Xóa ghi chú"),
            button=_("Xóa hẳn"),
            said=_("Đã xóa ghi chú."),
            note=found.label(),
            back=back,
            crumbs=_way(),
        ),
    )


def _way() -> list[tuple[str, str]]:
    return [(_("Ghi chú của tôi"), reverse("personal.notes"))]


def _place_of(user: User, note: OwnNote) -> str:
    """Return the address at which a note stands; that of one's own list where its owner no longer sees the place."""
    at = f"#ghi-chu-{note.pk}"
    if note.item is not None and items_visible_to(user).filter(pk=note.item).exists():
        return reverse("agenda.item", args=[note.item]) + at
    paper = papers_visible_to(user).filter(versions=note.version).first() if note.version is not None else None
    return (reverse("papers.paper", args=[paper.pk]) if paper else reverse("personal.notes")) + at


urlpatterns = [
    path("ghi-chu/", notes, name="personal.notes"),
    path("tai-lieu/ban/<uuid:revision>/ghi-chu/", note_version, name="personal.note_version"),
    path("tep/<uuid:file>/trang/<int:page>/ghi-chu/", note_page, name="personal.note_page"),
    path("noi-dung/<uuid:item>/ghi-chu/", note_item, name="personal.note_item"),
    path("ghi-chu/<uuid:own>/", change_note, name="personal.change_note"),
    path("ghi-chu/<uuid:own>/xoa/", remove_note, name="personal.remove_note"),
]
