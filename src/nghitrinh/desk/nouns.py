"""The nouns on the desk: one row each, from which every table of the desk keyed by kind is derived.

    row_of(noun).words            "Nội dung"
    row_at("agendaitem").page      "agenda.item": the journal and publications name a noun by its key

The other row of a noun, with its model, its rights and its transition table, is in `record.nouns`. What an area calls
its acts and columns lies in the area's `words.py`, what the whole desk reads of it in its `reads.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.articles.words import ARTICLES
from nghitrinh.desk.course.words import COURSE
from nghitrinh.desk.decisions.words import DECISIONS
from nghitrinh.desk.engagements.words import ENGAGEMENTS
from nghitrinh.desk.findings.words import FINDINGS
from nghitrinh.desk.instruments import reads as instruments
from nghitrinh.desk.instruments.words import INSTRUMENTS
from nghitrinh.desk.intake.words import INTAKE
from nghitrinh.desk.kit.common_words import COMMON
from nghitrinh.desk.kit.listing import day_of, moment_of
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.vocabulary import PartWords, ReleasePage, Vocabulary
from nghitrinh.desk.meetings import reads as meetings
from nghitrinh.desk.meetings.words import AGENDA, MEETINGS
from nghitrinh.desk.minutes.words import MINUTES
from nghitrinh.desk.opinions.wording import crumb_of_round
from nghitrinh.desk.opinions.words import OPINIONS
from nghitrinh.desk.papers import reads as papers
from nghitrinh.desk.papers.words import PAPERS
from nghitrinh.desk.presence.words import PRESENCE
from nghitrinh.desk.procedure.words import RULES
from nghitrinh.desk.tasks.words import TASKS
from nghitrinh.desk.voting.words import VOTES
from nghitrinh.record import nouns
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.nouns import NounRow


def _label(noun: Owned) -> str:
    return str(noun.label())


@dataclass(frozen=True, kw_only=True)
class DeskNoun:
    """One noun as the desk shows it.

    `page` and `listing` are the names of the addresses of one and of all (empty: it is listed by what it hangs under),
    `listed` what the list is called where the word for one does not do. `above` is the path to what its page hangs
    under, where the way to it does not begin at its own list. `day` is the field, or the path to it, of the day by
    which it is found; `bound` turns a day into what that is compared with. `called` says how one is called, `crumb`
    what the way to a page below it calls it. `release` is for nouns that a page releases.
    """

    kind: str
    words: Promise
    page: str
    icon: str
    vocabulary: Vocabulary
    listing: str = ""
    listed: Promise | None = None
    above: str = ""
    day: str = "recorded_at"
    bound: Callable[[date], object] = moment_of
    called: Callable[[Any], str] = _label
    crumb: Callable[[Any], str] = _label
    release: ReleasePage | None = None

    @cached_property
    def noun(self) -> NounRow:
        """Return the record's row of the noun."""
        return nouns.NOUNS[self.kind]

    @property
    def is_searched(self) -> bool:
        """Tell whether search goes through it, and each object has a page of its journal."""
        return self.noun.searched is not None

    @property
    def key(self) -> str:
        """Return the word under which journal and publications name it."""
        return self.noun.key


ROWS: dict[str, DeskNoun] = {
    row.kind: row
    for row in (
        DeskNoun(
            kind="meeting",
            words=_("Hội nghị"),
            page="meetings.meeting",
            listing="meetings",
            day="starts_at",
            icon="people",
            vocabulary=MEETINGS,
            called=title_of,
            crumb=title_of,
            release=meetings.RELEASE,
        ),
        DeskNoun(
            kind="item",
            words=_("Nội dung"),
            page="agenda.item",
            icon="doc",
            vocabulary=AGENDA,
            above="meeting",
            day="meeting__starts_at",
            crumb=meetings.crumb_of_item,
        ),
        DeskNoun(
            kind="paper",
            words=_("Tài liệu"),
            page="papers.paper",
            listing="papers",
            icon="doc",
            vocabulary=PAPERS,
            release=papers.RELEASE,
        ),
        DeskNoun(
            kind="finding",
            words=_("Kiểm tra số liệu"),
            page="findings.finding",
            icon="check",
            vocabulary=FINDINGS,
            above="version__paper",
            crumb=lambda finding: str(finding.file.name),
        ),
        DeskNoun(
            kind="round",
            words=_("Đợt lấy ý kiến"),
            page="opinions.round",
            icon="people",
            vocabulary=OPINIONS,
            above="version__paper",
            day="opened_on",
            bound=day_of,
            crumb=crumb_of_round,
        ),
        DeskNoun(
            kind="decision",
            words=_("Kết luận"),
            page="decisions.decision",
            listing="decisions",
            icon="seal",
            vocabulary=DECISIONS,
            above="item",
            day="item__meeting__starts_at",
        ),
        DeskNoun(
            kind="task",
            words=_("Việc giao"),
            page="tasks.task",
            listing="tasks",
            day="due_on",
            bound=day_of,
            icon="task",
            vocabulary=TASKS,
        ),
        DeskNoun(
            kind="instrument",
            words=_("Văn bản"),
            page="instruments.instrument",
            listing="instruments",
            day="issued_on",
            bound=day_of,
            icon="pen",
            vocabulary=INSTRUMENTS,
            above="meeting",
            release=instruments.RELEASE,
        ),
        DeskNoun(
            kind="article",
            words=_("Bài viết"),
            page="articles.article",
            listing="articles",
            icon="globe",
            vocabulary=ARTICLES,
            above="meeting",
        ),
        DeskNoun(
            kind="intake",
            words=_("Trang nhập"),
            page="intake.intake",
            listing="intake",
            listed=_("Nhập trang cũ"),
            icon="get",
            vocabulary=INTAKE,
        ),
        DeskNoun(
            kind="rule",
            words=_("Quy chế làm việc"),
            page="procedure.rule",
            listing="procedure",
            day="starts_on",
            bound=day_of,
            icon="doc",
            vocabulary=RULES,
        ),
        DeskNoun(
            kind="vote",
            words=_("Biểu quyết"),
            page="voting.vote",
            icon="check",
            vocabulary=VOTES,
            above="item",
            day="item__meeting__starts_at",
        ),
        DeskNoun(
            kind="minutes",
            words=_("Biên bản"),
            page="minutes.minutes",
            icon="pen",
            vocabulary=MINUTES,
            above="meeting",
            day="meeting__starts_at",
            crumb=lambda _minutes: str(_("Biên bản")),
        ),
        DeskNoun(
            kind="engagement",
            words=_("Lịch công tác"),
            page="engagements.engagement",
            listing="calendar",
            icon="cal",
            vocabulary=ENGAGEMENTS,
            day="starts_at",
        ),
    )
}
VOCABULARIES = (*(row.vocabulary for row in ROWS.values()), PRESENCE, COURSE, COMMON)
ASKS = {verb: words for vocabulary in VOCABULARIES for verb, words in vocabulary.asks.items()}
PARTS: dict[str, PartWords] = {part.key: part for words in VOCABULARIES for part in words.parts}
_VOCABULARY = {part.key: words for words in VOCABULARIES for part in words.parts}
_VOCABULARY |= {row.key: row.vocabulary for row in ROWS.values()}
_BY_KEY = {row.key: row for row in ROWS.values()}


def row_of(noun: Model | type[Model]) -> DeskNoun:
    """Return the row of a noun, or of its model.

    Raises:
        NoNoun: it has none.
    """
    return ROWS[nouns.row_of(noun).kind]


def row_at(key: str) -> DeskNoun | None:
    """Return the row of a noun by the word under which journal and publications name it; None for what is no noun."""
    return _BY_KEY.get(key)


def vocabulary_of(key: str) -> Vocabulary | None:
    """Return the vocabulary of what the journal names so, a noun or a part; None for what is neither."""
    return _VOCABULARY.get(key)


def searched() -> Iterator[DeskNoun]:
    """Yield the nouns that search goes through and of which each object has a page of its journal."""
    return (row for row in ROWS.values() if row.is_searched)
