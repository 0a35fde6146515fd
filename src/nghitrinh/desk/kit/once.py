"""A form is carried out once, however often its button is pressed.

Every form carries a signed key, which names the user for whom the page was made. The act and the note that this key was
used are one transaction: a second press finds the note, and leads to where the first one led. Other words under a key
that was used are a new wish: they are shown again under a new key, for the user to decide.
"""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from nghitrinh.desk.models import SentForm
from nghitrinh.record.kernel.acts import in_one_transaction
from nghitrinh.record.kernel.models import User

FIELD = "form_key"
KEPT = timedelta(days=30)
_SALT = "nghitrinh.desk.form"
_NOT_TYPED = (FIELD, "csrfmiddlewaretoken", "edit")


@dataclass(frozen=True)
class FormKey:
    """What a form's hidden field says: the form's own key, and for whom the page was made."""

    key: uuid.UUID
    user: str

    def is_for(self, user: object) -> bool:
        """Tell whether the page was made for this user."""
        return isinstance(user, User) and str(user.pk) == self.user


class SentBefore(Exception):
    """The form was carried out already; `address` is where that led, `same` whether the same words were sent."""

    def __init__(self, address: str, *, same: bool) -> None:
        super().__init__(address)
        self.address, self.same = address, same


def new_key(user: User) -> str:
    """Return the hidden field of a form that is shown to a user."""
    return signing.dumps({"key": uuid.uuid4().hex, "user": str(user.pk)}, salt=_SALT)


def key_of(request: HttpRequest) -> FormKey | None:
    """Return the key that a form was sent with; None for none, one that nobody signed, or one that is too old."""
    return _read(request.POST.get(FIELD, ""))


def key_again(request: HttpRequest, sent: str, *, renewed: bool) -> str:
    """Return the hidden field of a form that is shown again: the one that was sent, as long as that did nothing."""
    read = None if renewed else _read(sent)
    return sent if read is not None and read.is_for(request.user) else new_key(cast("User", request.user))


def _read(signed: str) -> FormKey | None:
    try:
        read = signing.loads(signed, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    return FormKey(uuid.UUID(read["key"]), read["user"])


def led_before(request: HttpRequest) -> str:
    """Return where this form led when the same words were carried out under its key; "" when they were not."""
    form_key = key_of(request)
    if form_key is None or not form_key.is_for(request.user):
        return ""
    note = SentForm.objects.filter(pk=form_key.key, digest=digest_of(request)).first()
    return note.address if note else ""


def once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run an act that returns the next address, unless this form was carried out already.

    Raises:
        SentBefore: it was.
    """
    form_key = key_of(request)
    if form_key is None or not form_key.is_for(request.user):
        return act()
    digest = digest_of(request)
    with in_one_transaction():
        note, is_new = SentForm.objects.get_or_create(pk=form_key.key, defaults={"digest": digest, "address": ""})
        if not is_new:
            raise SentBefore(note.address, same=note.digest == digest)
        note.address = act()
        note.save(update_fields=["address"])
        SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    return note.address


def digest_of(request: HttpRequest) -> str:
    """Return the digest of what was sent where and with which files, by which two presses are known as one.

    Several buttons of one form may send the same words to addresses of their own.
    """
    typed = [(name, values) for name, values in sorted(request.POST.lists()) if name not in _NOT_TYPED]
    files = [(name, file.name, file.size) for name, sent in sorted(request.FILES.lists()) for file in sent]
    return hashlib.sha256(repr((request.path, typed, files)).encode()).hexdigest()
