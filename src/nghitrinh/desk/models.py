"""The desk's own tables: forms sent and refused, sign-ins, what somebody read and noted, publications asked for."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.labels import beginning


class SentForm(models.Model):
    """A form whose act was carried out: its key, the digest of what was typed, and the page that the act led to."""

    key = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    address = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        """Return the key."""
        return str(self.key)


class KeptForm(models.Model):
    """A form that was refused, kept until it is carried out: whose, of which session, what was typed, what was wrong.

    `key` is the form's own, `address` where it is shown again, `answer` what came of it (`kit.kept_forms.Answer`).
    """

    key = models.UUIDField(primary_key=True)
    session = models.CharField(max_length=40, db_index=True)
    user = models.CharField(max_length=40)
    address = models.TextField()
    data = models.TextField()
    files = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return the key."""
        return str(self.key)


class KeptFile(models.Model):
    """A file of a form that was not carried out: of which form by its key, whose, in which field."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    form = models.UUIDField(db_index=True)
    user = models.CharField(max_length=40, db_index=True)
    field = models.CharField(max_length=200)
    name = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        """Return the identifier."""
        return str(self.id)


class SignIn(models.Model):
    """That a user signed in: in which session, from where, by what; when the session was ended, if somebody did.

    It is the desk's and no part of the record; a backup leaves it out, since it names sessions.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_ins")
    session = models.CharField(max_length=40, db_index=True)
    device = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    method = models.CharField(max_length=40)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the identifier."""
        return str(self.id)


class OpenedVersion(models.Model):
    """That a user opened a version of a paper, a decision or a document: by its page or by a file of it.

    It is the desk's and no part of the record: nobody acts by it, and nobody but that user is shown it. The newest of a
    user's rows tells what they have opened so far, so that a page that says it can be held against that one number.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.UUIDField()
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "version"], name="one_opening_of_a_version")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "id"])]

    def __str__(self) -> str:
        """Return the version's identifier."""
        return str(self.version)


class OwnMark(models.Model):
    """How often a user changed what is theirs alone: a page that shows it can be held against this one number."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)


class OwnThing(models.Model):
    """What is one user's alone: it is the desk's and no part of the record, and what they remove is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edit = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the identifier: what it says stands on its owner's pages alone."""
        return str(self.id)

    def label(self) -> str:
        """Return what its owner knows it by."""
        raise NotImplementedError

    def as_read(self) -> str:
        """Return what it says."""
        return self.label()


class OwnNote(OwnThing):
    """What a user noted for themselves, at a version of a paper or at an item of a meeting.

    A passage is `words` from `start` to `end` of the version's text, or of that of its `file`. It names what it stands
    at by identifiers alone, and says nothing of it: whether that may still be seen is asked each time.
    """

    version = models.UUIDField(null=True, blank=True)
    item = models.UUIDField(null=True, blank=True)
    file = models.UUIDField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=False, item__isnull=True)
                | models.Q(version__isnull=True, item__isnull=False),
                name="own_note_stands_at_one_thing",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "version"]),
            models.Index(fields=["user", "item"]),
        ]

    def label(self) -> str:
        """Return the beginning of what it says."""
        return beginning(self.text)

    def as_read(self) -> str:
        """Return what it says."""
        return self.text


class OwnFolder(OwnThing):
    """A folder for documents of one's own."""

    name = models.CharField(max_length=200)

    def label(self) -> str:
        """Return its name."""
        return self.name


class OwnDocument(OwnThing):
    """A file of one's own, beside a meeting or an item where it is tied to one (`personal.stored` has its bytes)."""

    folder = models.ForeignKey(OwnFolder, models.PROTECT, null=True, blank=True, related_name="documents")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    meeting = models.UUIDField(null=True, blank=True)
    item = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user"])]

    def label(self) -> str:
        """Return its name."""
        return self.name

    def tie(self) -> str:
        """Return what it is tied to, as its form names that."""
        return f"meeting:{self.meeting}" if self.meeting else f"item:{self.item}" if self.item else ""


class Guesses(models.Model):
    """How often a password or a code was wrong for something, by its digest, and until when nothing is checked."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    waits_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class PublicationRun(models.Model):
    """A publication that somebody asked for at the desk, carried out by a process of its own.

    `running` is true until it ended and nothing afterwards, so that there is one at a time. `process` names the
    process, by its number and by when that began. `code` and `values` are what came of it: words are made when it is
    read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    running = models.BooleanField(null=True, default=True, unique=True)
    process = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    started_at = models.DateTimeField(default=clock.now)  # by the record's clock, as the release that it makes
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at"]

    def __str__(self) -> str:
        """Return the identifier."""
        return str(self.id)
