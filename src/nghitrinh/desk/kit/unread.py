"""What somebody has not read yet: the versions of papers, decisions and documents that they have never opened.

    note_opened(request, version.pk)        on the page of a version, and where its file is handed out
    unread = unread_of(user, versions)      those of the versions that this user has not opened

A new version is another row, so it is unread again by itself. What was opened belongs to whoever opened it: it is said
on their own pages alone, and to nobody else (decision 0060).

Nothing here is an act, so no line of the journal tells of it: what is kept, and the copy of a page that a browser has,
are held against `reading_mark`, which grows with every version that the user opens.
"""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.db import transaction

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.models import OpenedVersion
from nghitrinh.record.kernel import turn
from nghitrinh.record.kernel.heads import aside
from nghitrinh.record.kernel.models import User


def note_opened(request: DeskRequest, *versions: UUID) -> None:
    """Note that who asks has opened versions; asking for the head of a page alone opens nothing."""
    if request.method != "GET":
        return
    with aside():
        new = unread_of(request.user, versions)
        if not new:
            return
        rows = [OpenedVersion(user=request.user, version=each) for each in versions if each in new]
        with turn.taken(), transaction.atomic():  # two tabs at once: the second finds it noted
            OpenedVersion.objects.bulk_create(rows, ignore_conflicts=True)


def unread_of(user: User, versions: Iterable[UUID | None]) -> frozenset[UUID]:
    """Return those of some versions that a user has not opened; what has no version yet is not there to be read."""
    asked = frozenset(each for each in versions if each is not None)
    if not asked:
        return frozenset()
    with aside():
        opened = OpenedVersion.objects.filter(user=user, version__in=asked)
        return asked - frozenset(opened.values_list("version", flat=True))


def reading_mark(request: DeskRequest) -> int:
    """Return what grows whenever who asks opens something for the first time; asked once a request."""
    known = getattr(request, "reading_mark", None)
    if known is None:
        with aside():
            own = OpenedVersion.objects.filter(user=request.user).order_by("-id")
            known = own.values_list("id", flat=True).first() or 0
        request.reading_mark = known  # type: ignore[attr-defined]
    return cast("int", known)
