"""Users, the base of every noun, the journal's tables, and those of search."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.base import ModelState
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.levels import Level
from nghitrinh.vietnamese import cleaned


class Noun(models.Model):
    """A thing of the record, with a random global identifier.

    `edit` counts its changes: an act names the edit that its reader saw, which guards against lost updates.
    """

    # The columns that a model got after rows of it had been sealed: `canonical.row` says what that means.
    LATER: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edit = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_: Any) -> Self:
        """Return a row as an object: as Django's, without asking anew of each row what its class looks like.

        What was not read is left out, and is read when somebody asks for it.
        """
        row = cls.__new__(cls)
        row._state = state = ModelState()
        state.adding, state.db = False, db
        vars(row).update(zip(field_names, values, strict=True))
        return row

    def label(self) -> str:
        """Return the title by which the journal and messages name this object."""
        return str(self.pk)

    def as_read(self) -> str:
        """Return what a colleague reads of this object when it changed under their hands; its title, unless said."""
        return self.label()


class User(AbstractBaseUser, Noun):
    """Someone who signs in. What they may do is said by grants, one for each organization."""

    # The record changes only by acts, and signing in is none: so no last_login is kept here.
    last_login = None
    # The live grants that a request began with, so that its reads need not ask again; the user's next act forgets them.
    remembered_grants: list[Any] | None = None
    # What these grants let the user see, as reads that were not asked yet (`bodies/queries.py`); forgotten with them.
    remembered_reads: dict[str, "models.QuerySet[Any]"] | None = None
    # For which posts the user acts on a day, and the kinds of rows that say so; of one request, and forgotten too.
    remembered_seats: dict[date, tuple[frozenset[uuid.UUID], frozenset[str]]] | None = None
    username = models.CharField(_("tên đăng nhập"), max_length=80, unique=True)
    post = models.CharField(_("chức vụ"), max_length=200)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["User"]()

    def label(self) -> str:
        """Return the user's name for the journal."""
        return self.username

    def get_session_auth_hash(self) -> str:
        """Return what a session must name to go on: it ends when anything of the account is changed by an act."""
        return salted_hmac("nghitrinh.session", f"{self.password}:{self.edit}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Yield nothing: a session made under another key of the home ends."""
        yield from ()

    def check_password(self, raw_password: str | None) -> bool:
        """Compare a password. Unlike Django's, this never rewrites the hash: that would be a write outside an act."""
        if raw_password is None:
            return False
        # It is kept composed, as every text; one that an earlier version kept otherwise still opens.
        typed = dict.fromkeys((cleaned(raw_password, one_line=True), raw_password))
        return any(hashers.check_password(each, self.password) for each in typed)


class Journal(models.Model):
    """One line for each act, chained by digests. Triggers make it append-only.

    `rows` is, from version 2 on, the digest of the names of the rows that the act wrote, in order: which objects a line
    touched is sealed with it, and outlives an erasure of what was written.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    owner = models.CharField(max_length=36, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    version = models.PositiveSmallIntegerField(default=1)
    rows = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "record_journal"
        ordering = ("seq",)


class ActContent(models.Model):
    """The content and salt behind a line's commitment. A trigger allows erasure and nothing else."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    content = models.TextField(null=True)
    salt = models.CharField(max_length=64, null=True)

    class Meta:
        db_table = "record_act_content"


class JournalRow(models.Model):
    """That a line of the journal wrote a row: written with the line and sealed with it."""

    id = models.BigAutoField(primary_key=True)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    class Meta:
        db_table = "record_journal_row"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "key", "seq"], name="a_line_names_a_row_once")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["seq"], name="record_jour_seq_idx")]


class Publication(models.Model):
    """That an object is public, or that it was and was withdrawn. Written by release, correction and withdrawal.

    `public_revision` counts from 1 what the public was given to read of the object: a release or a correction that
    changes it raises it, what happens inside never does. `released_at` is when it was first released; of a paper, when
    the version was whose day is public.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    public_revision = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_publication_per_object")
        ]

    def label(self) -> str:
        """Return what is published."""
        return f"{self.subject_kind}:{self.subject_id}"


class SearchEntry(models.Model):
    """A noun as search knows it. Derived from the record with each act, and never a source of truth."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    noun = models.UUIDField()
    owner = models.UUIDField(db_index=True)
    state = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    title = models.TextField()
    digest = models.CharField(max_length=64)  # of its words

    class Meta:
        db_table = "record_search_entry"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "noun"], name="one_search_entry_of_a_noun")
        ]


class SearchWord(models.Model):
    """A folded word that occurs in what search knows."""

    id = models.BigAutoField(primary_key=True)
    text = models.CharField(max_length=200, unique=True)

    class Meta:
        db_table = "record_search_word"


class SearchPlace(models.Model):
    """That a noun has a word. Nothing else refers to these rows, and they are only written whole: no constraints."""

    pk = models.CompositePrimaryKey("word", "entry")
    word = models.ForeignKey(SearchWord, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    entry = models.ForeignKey(SearchEntry, models.DO_NOTHING, db_constraint=False, related_name="+")

    class Meta:
        db_table = "record_search_place"


class FileWords(models.Model):
    """The folded words of a file's text, each once, by the digest of its bytes; none where it has no text.

    Derived from the bytes alone. Reading them takes seconds and a sandbox, so a backup keeps these rows.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "record_file_words"


# What search asks, made anew from the record at any time.
INDEX: tuple[type[models.Model], ...] = (SearchEntry, SearchWord, SearchPlace)
# What is derived: no line of the journal answers for it, and it changes only with the nouns or the bytes it is of.
DERIVED: tuple[type[models.Model], ...] = (*INDEX, FileWords)
