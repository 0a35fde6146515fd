"""The public schema: every kind of row that a bundle can carry, and nothing else.

This is the contract between the record (which fills it from the allow-list), the pages (which are rendered from
these rows alone), the portal and researchers. Rows are plain values: text, whole numbers, ISO dates and times with an
offset, and JSON lists of text. Identifiers are the record's random ones; a row refers to another by its identifier.
A change here is a new `SCHEMA_VERSION` and a line in the changelog; the snapshot test holds it. It is one file although
it is long: who takes the contract up reads it from its first table to its last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from nghitrinh.vietnamese import format_date, ordinal

SCHEMA_VERSION = 9


class Table:
    """What a kind of row says of itself besides its columns, so that no other table of kinds is needed.

    `FOLDER` is where the pages of its rows stand on the portal, empty for rows that have none; `WORD` is what its rows
    are called there, and for those with a place of their own a word by which search finds them. `PARENTS` are the
    columns by which a row hangs under others, the one that leads towards its meeting first; a row whose parent was
    withdrawn goes with it. `BODIES` are the columns that name an organization; by `ORDER` rows stand wherever they are
    listed, and the identifier makes that total.
    """

    FOLDER: ClassVar[str] = ""
    WORD: ClassVar[str] = ""
    PARENTS: ClassVar[tuple[str, ...]] = ()
    BODIES: ClassVar[tuple[str, ...]] = ()
    ORDER: ClassVar[tuple[str, ...]] = ("id",)


@dataclass(frozen=True, kw_only=True)
class Site(Table):
    """One row: whose record this is, and as of which day "overdue" is judged (never "today").

    `address` is where the public reaches the portal, without a slash at its end; `licence` names the licence under
    which the data may be used, `licence_link` its text. `house` is what the body calls itself in the head of a page,
    `logo` the digest of the picture there (`pages/static/logo-<its first 16>.png`), `accent` and `accent_dark` its
    colours on a light and a dark page, such as "#1f4e8c". Each is "" where nobody said so.
    """

    WORD = "thông tin chung"

    id: str
    name: str
    jurisdiction: str
    as_of: str
    address: str
    licence: str
    licence_link: str
    house: str
    logo: str
    accent: str
    accent_dark: str


NO_SITE = Site(**dict.fromkeys((field.name for field in fields(Site)), ""))


@dataclass(frozen=True, kw_only=True)
class Source(Table):
    """Where facts came from: a page or document with address and digest, or kind "illustrative"."""

    WORD = "nguồn"
    ORDER = ("title", "id")

    id: str
    kind: str
    title: str
    address: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Organization(Table):
    """A body that meets or is charged; `successors` are identifiers, `succession_act` the legal act that moved it.

    What it was called before is in `former_names`, oldest first, each until the day in `renamed_on` at the same place:
    what was before that day keeps that name.
    """

    FOLDER = "co-quan"
    WORD = "cơ quan"
    ORDER = ("name", "id")

    id: str
    name: str
    short_name: str
    former_names: tuple[str, ...]
    renamed_on: tuple[str, ...]
    kind: str
    started_on: str
    ended_on: str
    successors: tuple[str, ...]
    succession_act: str
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Meeting(Table):
    """One meeting. `number` 0 means not numbered; `further_numbers` are other true numbers ("Kỳ họp chuyên đề 14")."""

    FOLDER = "hoi-nghi"
    WORD = "hội nghị"
    BODIES = ("organization_id",)
    ORDER = ("starts_at", "id")

    id: str
    organization_id: str
    name: str
    kind: str
    form: str
    number: int
    series: str
    term: str
    further_numbers: tuple[str, ...]
    starts_at: str
    ends_at: str
    place: str
    chairs: tuple[str, ...]
    state: str
    public_revision: int
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Item(Table):
    """One item of a meeting. When `closed` only `title` (the approved public title) is published."""

    WORD = "nội dung"
    PARENTS = ("meeting_id",)
    ORDER = ("position", "id")

    id: str
    meeting_id: str
    position: int
    title: str
    closed: bool
    decision_id: str
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Paper(Table):
    """A paper whose appearance was released: its title and number, never its drafts."""

    WORD = "tài liệu"
    PARENTS = ("item_id",)
    BODIES = ("submitted_by",)
    ORDER = ("submitted_on", "title", "id")

    id: str
    item_id: str
    title: str
    kind: str
    number: str
    submitted_by: str
    submitted_on: str
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Decision(Table):
    """What was concluded on one item; its points are rows of their own."""

    FOLDER = "ket-luan"
    WORD = "kết luận"
    PARENTS = ("meeting_id", "item_id")
    ORDER = ("decided_on", "title", "id")

    id: str
    meeting_id: str
    item_id: str
    title: str
    decided_on: str
    approved_on: str
    instrument_id: str
    public_revision: int
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Point(Table):
    """One ordered point of a decision with its outcome (a code and the word for it).

    Where it rests on a vote of which the body's rule lets the counts out, `agreeing` of `counted_of` agreed, and
    `vote_count` says so ("14/15 đại biểu tán thành (93,33 %)"); otherwise they are 0, 0 and "".
    """

    WORD = "ý kết luận"
    PARENTS = ("decision_id",)
    ORDER = ("position", "id")

    id: str
    decision_id: str
    position: int
    outcome: str
    outcome_label: str
    text: str
    agreeing: int
    counted_of: int
    vote_count: str


@dataclass(frozen=True, kw_only=True)
class Figure(Table):
    """A checked value. `low`, `high` are decimal text; `rendered` is the record's wording ("khoảng 4.000–5.000 ha")."""

    WORD = "số liệu"
    PARENTS = ("point_id",)
    ORDER = ("quantity", "id")

    id: str
    point_id: str
    quantity: str
    low: str
    high: str
    unit: str
    exact: bool
    as_of: str
    places: tuple[str, ...]
    rendered: str
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Task(Table):
    """What a point charges whom with. `original_responsible_id` stays when the body was succeeded.

    `punctuality` is open, overdue, done (it had no deadline), in_time, late or cancelled; of a deadline that was put
    off the last one counts, and the task's events tell of those before it.
    """

    FOLDER = "viec-giao"
    WORD = "việc giao"
    PARENTS = ("decision_id", "point_id")
    BODIES = ("responsible_id", "original_responsible_id", "through", "with_bodies", "report_to")
    ORDER = ("due_on", "text", "id")

    id: str
    decision_id: str
    point_id: str
    text: str
    responsible_id: str
    original_responsible_id: str
    through: tuple[str, ...]
    with_bodies: tuple[str, ...]
    report_to: str
    due_on: str
    due_text: str
    state: str
    state_label: str
    overdue: bool
    punctuality: str
    finished_on: str
    result: str
    moved_by: str
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class TaskEvent(Table):
    """That a task's deadline was put off (`kind` extended), or that the task was sent back (returned) or cancelled.

    `due_text_before` is a deadline in words. A reason that was not given, or was erased, is "".
    """

    WORD = "lùi hạn, trả lại"
    PARENTS = ("task_id",)
    ORDER = ("happened_at", "id")

    id: str
    task_id: str
    kind: str
    happened_at: str
    due_before: str
    due_text_before: str
    due_after: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Instrument(Table):
    """The numbered document that issues decisions; `files` are digests of public files.

    The first file has the text in force, further ones those that stood here before a correction, newest first.

    `signature` are the lines under it as it has them: by which right, in which post, who. `paragraphs` are its text
    from its opening on, as an article's: one that begins with "## " is the heading of an item.
    """

    FOLDER = "van-ban"
    WORD = "văn bản"
    PARENTS = ("meeting_id",)
    BODIES = ("organization_id",)
    ORDER = ("issued_on", "number", "id")

    id: str
    meeting_id: str
    organization_id: str
    kind: str
    number: str
    title: str
    issued_on: str
    signer: str
    signature: tuple[str, ...]
    paragraphs: tuple[str, ...]
    state: str
    public_revision: int
    files: tuple[str, ...]
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Article(Table):
    """The public account of a meeting. `paragraphs` are plain text; one that begins with "## " is a heading.

    `image_width` and `image_height` are in pixels, 0 without an image.
    """

    FOLDER = "bai-viet"
    WORD = "bài viết"
    PARENTS = ("meeting_id",)
    ORDER = ("published_at", "id")

    id: str
    meeting_id: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    byline: str
    published_at: str
    image: str
    image_width: int
    image_height: int
    image_alt: str
    image_caption: str
    checked_facts: int
    public_revision: int
    source_id: str
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class Correction(Table):
    """Old, new and reason, shown on the address of what was corrected (`subject_kind`, `subject_id`)."""

    WORD = "đính chính"
    ORDER = ("corrected_at", "id")

    id: str
    subject_kind: str
    subject_id: str
    corrected_at: str
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Tombstone(Table):
    """What was withdrawn, when and why, and which one it was; not one word of its content. `id` is the object's.

    `kind`, `number` and `day` are what a reader knows it by: a document's "Thông báo kết luận", "122/TB-UBND" and day
    of issue, and of a decision or a task those of the document in which it was read; a meeting's kind, number and day;
    of an article the day on which it came out. Each is "" where it had none, or where the record cannot say it as the
    public knew it. `replaced_by` are the identifiers of the public documents that issue what a document issued, and
    `issued` those of the decisions that it issued and that were public. `meeting_id` is the public meeting under which
    it stood, "" where that is not public itself.
    """

    WORD = "đã rút, đã thu hồi"
    BODIES = ("organization_id",)
    ORDER = ("withdrawn_at", "id")

    id: str
    subject_kind: str
    meeting_id: str
    kind: str
    number: str
    day: str
    organization_id: str
    issued: tuple[str, ...]
    replaced_by: tuple[str, ...]
    withdrawn_at: str
    reason: str

    @property
    def is_document(self) -> bool:
        """Whether it was a numbered document."""
        return self.subject_kind == NAMES[Instrument]

    @property
    def is_read_in_document(self) -> bool:
        """Whether kind, number and day are those of the document in which the public read it."""
        return bool(self.number) and self.subject_kind in (NAMES[Decision], NAMES[Task])

    @property
    def document_name(self) -> str:
        """Return "Thông báo kết luận 122/TB-UBND", or "Hội nghị lần thứ 36"; "" for what has no number."""
        if not self.number:
            return ""
        kind = f"{self.kind[:1].upper()}{self.kind[1:]}"
        if self.subject_kind == NAMES[Meeting]:
            return f"{kind or 'Hội nghị'} {ordinal(kind, self.number)}"
        return f"{kind} {self.number}".strip()

    @property
    def name(self) -> str:
        """Return by what a reader knows it: its number, that of its document, or its day; "" by nothing."""
        if self.is_read_in_document:
            return f"{TABLES[self.subject_kind].WORD.capitalize()} trong {self.document_name}"
        if self.subject_kind == NAMES[Article] and self.day:
            return f"Bài viết đăng ngày {format_date(date.fromisoformat(self.day))}"
        return self.document_name


@dataclass(frozen=True, kw_only=True)
class Resumption(Table):
    """That the record was lost and brought back as it was at release `resumed`, when `sequence` was in force.

    What only the releases after `resumed` had is withdrawn, and the release after `sequence` goes on from there.
    """

    WORD = "khôi phục hồ sơ"
    ORDER = ("sequence", "id")

    id: str
    sequence: int
    resumed: int
    at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class File(Table):
    """A public file: `id` is the SHA-256 of its bytes, and its name under `files/`."""

    WORD = "tệp"
    ORDER = ("name", "id")

    id: str
    name: str
    media_type: str
    size: int


Row = (
    Site
    | Source
    | Organization
    | Meeting
    | Item
    | Paper
    | Decision
    | Point
    | Figure
    | Task
    | TaskEvent
    | Instrument
    | Article
    | Correction
    | Tombstone
    | Resumption
    | File
)

TABLES: dict[str, type[Row]] = {
    "site": Site,
    "source": Source,
    "organization": Organization,
    "meeting": Meeting,
    "item": Item,
    "paper": Paper,
    "decision": Decision,
    "point": Point,
    "figure": Figure,
    "task": Task,
    "taskevent": TaskEvent,
    "instrument": Instrument,
    "article": Article,
    "correction": Correction,
    "tombstone": Tombstone,
    "resumption": Resumption,
    "file": File,
}


NAMES: dict[type[Any], str] = {kind: name for name, kind in TABLES.items()}
Rows = Mapping[str, Iterable[Row]]  # rows by the name of their table


def columns(kind: type[Any]) -> tuple[str, ...]:
    """Return the column names of one kind of row, in the order in which they are stored."""
    return _COLUMNS[kind]


_COLUMNS: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in TABLES.values()
}
