"""What is one user's alone: their notes and their own files, which nobody else's page, list or mail shows.

    with changing(request.user):
        OwnNote.objects.create(user=request.user, …)

It is changed by no act, so no line of the journal tells of it: the copy of a page that a browser has is held against
`own_mark`, which grows with every change. What it stands at is asked by the reader's rights each time (decision 0069).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from django.db.models import F

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.models import OwnMark, OwnThing
from nghitrinh.record.kernel.acts import in_one_transaction
from nghitrinh.record.kernel.errors import Stale
from nghitrinh.record.kernel.heads import aside
from nghitrinh.record.kernel.models import User

T = TypeVar("T", bound=OwnThing)


@contextmanager
def changing(user: User) -> Iterator[None]:
    """Change what is this user's: all of it or nothing, and their pages are made anew."""
    with in_one_transaction():
        OwnMark.objects.get_or_create(user=user)
        OwnMark.objects.filter(user=user).update(number=F("number") + 1)
        yield


def own_mark(request: DeskRequest) -> int:
    """Return what grows whenever who asks changes what is theirs; asked once a request."""
    known = getattr(request, "own_mark", None)
    if known is None:
        with aside():
            known = OwnMark.objects.filter(user=request.user).values_list("number", flat=True).first() or 0
        request.own_mark = known  # type: ignore[attr-defined]
    return cast("int", known)


def kept_from(form: ActForm, thing: T, yours: str) -> T:
    """Return what is one's own as it stands now, for a form that began from it and may change it.

    Raises:
        Http404: it was removed meanwhile.
        Stale: it was changed on another device; `yours` is what was typed here.
    """
    now = one(type(thing)._default_manager.filter(user=thing.user).select_for_update(no_key=True), thing.pk)
    seen = int(form.cleaned_data["edit"])
    if now.edit != seen:
        raise Stale(now.label(), seen=seen, current=now.edit, theirs=now.as_read(), yours=yours)
    return now
