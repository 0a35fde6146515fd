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
# The fields that take several files (`kit.uploads`): what is chosen then stands beside what is kept, and replaces only
# what has its name. In any other field the file that is chosen anew replaces the kept one.
SEVERAL = ("uploads",)
# Bytes of one form's files, of one user's, and of all that are kept in the home.
OF_A_FORM, OF_A_USER, OF_ALL = 60_000_000, 200_000_000, 1_000_000_000


def keep(request: HttpRequest, form: UUID, user: str, *, wrong: Collection[str] = ()) -> list[str]:
    """Keep the files that came with a form; return the names of those that are not kept.

    `wrong` are the fields in which something was refused: where it was some of their files (`refuse`), these alone are
    to be chosen anew, else all of the field's.
    """
    sent = ((field, file) for field, files in request.FILES.lists() for file in files)
    came = [(field, file) for field, file in sent if not getattr(file, "is_kept", False)]
    if not came and FIELD not in request.POST:
        return []
    _throw_away(KeptFile.objects.filter(kept_at__lt=timezone.now() - KEPT))
    wrong = set(wrong) - {field for field, file in came if _is_refused(file)}
    # What was kept before stays, unless it came anew (given back or chosen), was refused, or is no longer wanted.
    before = list(KeptFile.objects.filter(form=form, user=user))
    dropped = request.POST.getlist(DROPPED)
    _throw_away(row for row in before if row.field in wrong or str(row.pk) in dropped or _is_replaced(row, came))
    wanted = [(field, file) for field, file in came if field not in wrong and not _is_refused(file)]
    if not _fits(wanted, user):
        wanted = []
    for field, file in wanted:
        _write(form, user, field, file)
    kept = {id(file) for _field, file in wanted}
    return [str(file.name) for _field, file in came if id(file) not in kept]


def refuse(file: "UploadedFile[Any]") -> None:
    """Let a file not be kept, while the others of its field are: it is what was wrong."""
    file.is_refused = True  # type: ignore[attr-defined]


def _is_refused(file: object) -> bool:
    return bool(getattr(file, "is_refused", False))


def _is_replaced(row: KeptFile, came: "Iterable[tuple[str, UploadedFile[Any]]]") -> bool:
    """Tell whether a kept file goes because of those that came to its field."""
    names = {str(file.name) for field, file in came if field == row.field}
    return row.name in names or (bool(names) and row.field not in SEVERAL)


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
    """Put the kept files that a form names before those that came with it, unless one of these replaces them."""
    form = _named(request)
    if form is None or not request.user.is_authenticated:
        return
    dropped = set(request.POST.getlist(DROPPED))
    chosen = [(field, file) for field, files in request.FILES.lists() for file in files]
    kept: dict[str, list[UploadedFile[Any]]] = {}
    for row in of_form(form, str(request.user.pk)):
        if str(row.pk) not in dropped and not _is_replaced(row, chosen):
            file = SimpleUploadedFile(row.name, _path(row).read_bytes(), row.kind)
            kept.setdefault(row.field, []).append(file)
    for field, files in kept.items():
        request.FILES.setlist(field, [*files, *request.FILES.getlist(field)])


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
