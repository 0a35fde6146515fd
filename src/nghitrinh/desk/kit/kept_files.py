"""Files of a form that was not carried out are kept for a while, so that nobody chooses them again.

They lie in a folder of the home (0700), under names that say nothing, for the user for whom the form was made; nobody
else's page names them and nobody else's form is given them. They go when the form is carried out, when its user signs
out, and after two hours. What is too much is not kept: the page asks for it again, by its name.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from nghitrinh.desk.models import KeptFile

# The hidden field by which a form says under which key its files are kept, and the ticks of those no longer wanted.
FIELD, DROPPED = "kept_files", "drop_kept_file"
KEPT = timedelta(hours=2)
# Bytes of one form's files, of one user's, and of all that are kept in the home.
OF_A_FORM, OF_A_USER, OF_ALL = 60_000_000, 200_000_000, 1_000_000_000


def keep(request: HttpRequest, form: UUID, user: str, *, wrong: Collection[str] = ()) -> list[str]:
    """Keep the files that came with a form; return the names of those that are not kept.

    `wrong` are the fields whose files were refused: these are to be chosen anew.
    """
    sent = ((field, file) for field, files in request.FILES.lists() for file in files)
    came = [(field, file) for field, file in sent if not getattr(file, "is_kept", False)]
    if not came and FIELD not in request.POST:
        return []
    _throw_away(KeptFile.objects.filter(kept_at__lt=timezone.now() - KEPT))
    # What was kept before stays, unless it came anew (given back or chosen), was refused, or is no longer wanted.
    before = KeptFile.objects.filter(form=form, user=user)
    _throw_away(before.filter(field__in=[*(field for field, _file in came), *wrong]))
    _throw_away(row for row in before if str(row.pk) in request.POST.getlist(DROPPED))
    wanted = [(field, file) for field, file in came if field not in wrong]
    if not _fits(wanted, user):
        wanted = []
    for field, file in wanted:
        _write(form, user, field, file)
    kept = {id(file) for _field, file in wanted}
    return [str(file.name) for _field, file in came if id(file) not in kept]


def _fits(files: "list[tuple[str, UploadedFile[Any]]]", user: str) -> bool:
    size = sum(int(file.size or 0) for _field, file in files)
    return (
        size <= OF_A_FORM
        and size + _sum(KeptFile.objects.filter(user=user)) <= OF_A_USER
        and size + _sum(KeptFile.objects.all()) <= OF_ALL
    )


def _sum(files: Any) -> int:
    return int(files.aggregate(all=Sum("size"))["all"] or 0)


def _write(form: UUID, user: str, field: str, file: "UploadedFile[Any]") -> None:
    row = KeptFile(form=form, user=user, field=field, name=str(file.name), size=int(file.size or 0))
    row.kind = str(file.content_type or "")[:120]
    folder().mkdir(mode=0o700, exist_ok=True)
    path = _path(row)
    path.touch(mode=0o600)
    file.seek(0)
    with path.open("wb") as stream:
        for piece in file.chunks():
            stream.write(piece)
    file.seek(0)
    row.save(force_insert=True)


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.HOME) / "kept"


def _path(row: KeptFile) -> Path:
    return folder() / str(row.pk)


def of_form(form: UUID, user: str) -> list[KeptFile]:
    """Return the files that are kept for a form and its user, in their order."""
    fresh = KeptFile.objects.filter(form=form, user=user, kept_at__gte=timezone.now() - KEPT)
    return [row for row in fresh.order_by("kept_at", "pk") if _path(row).exists()]


def give_back(request: HttpRequest) -> None:
    """Put the kept files that a form names among those that came with it; one that was chosen anew stands instead."""
    form = _named(request)
    if form is None or not request.user.is_authenticated:
        return
    dropped = set(request.POST.getlist(DROPPED))
    chosen = set(request.FILES)
    for row in of_form(form, str(request.user.pk)):
        if row.field not in chosen and str(row.pk) not in dropped:
            file = SimpleUploadedFile(row.name, _path(row).read_bytes(), row.kind)
            request.FILES.appendlist(row.field, file)


def _named(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def forget(forms: Iterable[UUID]) -> None:
    """Throw away the files of some forms."""
    _throw_away(KeptFile.objects.filter(form__in=list(forms)))


def forget_sent(request: HttpRequest) -> None:
    """Throw away the files that a form named which was carried out."""
    form = _named(request)
    if form is not None:
        _throw_away(KeptFile.objects.filter(form=form, user=str(request.user.pk)))


def _throw_away(rows: Any) -> None:
    for row in rows:
        _path(row).unlink(missing_ok=True)
        row.delete()
