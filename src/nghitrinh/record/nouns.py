"""The nouns of the record: one row each, from which every table keyed by kind is derived.

    row_of(noun).kind             "item": in verbs, in the public schema, in addresses
    row_of(noun).key              "agendaitem": in the journal and in publications, where lines are sealed
    NOUNS["item"].visible_to(user)

A noun is what belongs to an organization at a level (`Owned`). What else the record keeps is a part of a noun, or a
name that many nouns share (an organization, a place).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.articles.models import Article
from nghitrinh.record.articles.queries import articles_visible_to, texts_of_articles
from nghitrinh.record.articles.rules import ARTICLE
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.queries import decisions_visible_to, texts_of_decisions
from nghitrinh.record.decisions.rules import DECISION
from nghitrinh.record.engagements.models import Engagement
from nghitrinh.record.engagements.queries import engagements_visible_to
from nghitrinh.record.engagements.rules import ENGAGEMENT
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.findings.queries import findings_visible_to
from nghitrinh.record.findings.rules import FINDING
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import instruments_visible_to
from nghitrinh.record.instruments.rules import INSTRUMENT
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.intakes.queries import intakes_visible_to
from nghitrinh.record.intakes.rules import INTAKE
from nghitrinh.record.kernel.derived import Texts
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.transitions import TransitionTable
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to, texts_of_items
from nghitrinh.record.meetings.rules import ITEM, MEETING
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.queries import minutes_visible_to
from nghitrinh.record.minutes.rules import MINUTES
from nghitrinh.record.opinions.models import Round
from nghitrinh.record.opinions.queries import rounds_visible_to, texts_of_rounds
from nghitrinh.record.opinions.rules import ROUND
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.papers.queries import newest_files, papers_visible_to, texts_of_papers
from nghitrinh.record.papers.rules import PAPER
from nghitrinh.record.procedure.models import Rule
from nghitrinh.record.procedure.queries import rules_visible_to
from nghitrinh.record.procedure.rules import RULE
from nghitrinh.record.tasks.models import Task, TaskFile
from nghitrinh.record.tasks.queries import tasks_visible_to, texts_of_tasks
from nghitrinh.record.tasks.rules import TASK
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.queries import votes_visible_to
from nghitrinh.record.voting.rules import VOTE

# The verb that takes back from the public what has none of its own.
WITHDRAW = "release.withdraw"


def _label(noun: Owned) -> str:
    return str(noun.label())


def _no_texts(_: QuerySet[Any]) -> Texts:
    return {}


@dataclass(frozen=True)
class SearchedFiles:
    """The files whose words search reads, and the path from one to its noun, whose readers may read it."""

    all: Callable[[], QuerySet[Any]]
    noun: str


@dataclass(frozen=True)
class Searched:
    """What search reads of a noun: how one is called, its texts besides, what these are read with, and its files."""

    title: Callable[[Any], str] = _label
    texts: Callable[[QuerySet[Any]], Texts] = _no_texts
    prefetch: tuple[str, ...] = ()
    files: SearchedFiles | None = None


@dataclass(frozen=True)
class NounRow:
    """One noun: its model, the read that begins with a user's rights, its transition table, and what takes it back.

    `withdrawn_by` is the verb that takes it back from the public; empty for what never comes before it. Which of its
    fields the public reads is said by publication's allow-list, what it hangs under by the model's `PARENTS`.
    What search reads of it is `searched`; None for what is no part of the record until it is accepted,
    or is found by what it hangs under.
    """

    model: type[Owned]
    visible_to: Callable[[User | None], QuerySet[Any]]
    table: TransitionTable
    withdrawn_by: str = WITHDRAW
    searched: Searched | None = Searched()

    @property
    def kind(self) -> str:
        """Return the noun's one word: in verbs, in the public schema, in addresses."""
        return self.table.noun

    @property
    def key(self) -> str:
        """Return the word under which sealed lines, publications and provenance name it: its model's."""
        return str(self.model._meta.model_name)

    @property
    def path_to_meeting(self) -> str:
        """Return the path of fields from this noun to its meetings, by what it hangs under first."""
        return path_to_meeting(self.model) or "pk"


NOUNS: dict[str, NounRow] = {
    row.kind: row
    for row in (
        NounRow(Meeting, meetings_visible_to, MEETING, searched=Searched(title_of, prefetch=("convenings",))),
        NounRow(AgendaItem, items_visible_to, ITEM, searched=Searched(texts=texts_of_items)),
        NounRow(
            Paper,
            papers_visible_to,
            PAPER,
            searched=Searched(texts=texts_of_papers, files=SearchedFiles(newest_files, "version__paper")),
        ),
        NounRow(Round, rounds_visible_to, ROUND, "", Searched(texts=texts_of_rounds, prefetch=("version__paper",))),
        NounRow(Finding, findings_visible_to, FINDING, "", None),
        NounRow(Decision, decisions_visible_to, DECISION, searched=Searched(texts=texts_of_decisions)),
        NounRow(
            Task,
            tasks_visible_to,
            TASK,
            searched=Searched(texts=texts_of_tasks, files=SearchedFiles(TaskFile.objects.all, "report__task")),
        ),
        NounRow(Instrument, instruments_visible_to, INSTRUMENT, "instrument.withdraw"),
        NounRow(Article, articles_visible_to, ARTICLE, "article.withdraw", Searched(texts=texts_of_articles)),
        NounRow(Intake, intakes_visible_to, INTAKE, "", None),
        NounRow(Rule, rules_visible_to, RULE, ""),
        NounRow(Vote, votes_visible_to, VOTE, ""),
        NounRow(Minutes, minutes_visible_to, MINUTES, "", Searched(prefetch=("meeting__convenings",))),
        NounRow(Engagement, engagements_visible_to, ENGAGEMENT, ""),
    )
}
PUBLIC = tuple(row for row in NOUNS.values() if row.withdrawn_by)
_BY_KEY = {row.key: row for row in NOUNS.values()}


class NoNoun(LookupError):
    """A model or a word that is no noun of the record: nothing may be concluded about it."""


def row_of(noun: Model | type[Model]) -> NounRow:
    """Return the row of a noun, or of its model.

    Raises:
        NoNoun: it has none.
    """
    return row_of_key(str(noun._meta.model_name))


def row_of_key(key: str) -> NounRow:
    """Return the row of a noun by the word under which journal and publications name it.

    Raises:
        NoNoun: there is none.
    """
    if key not in _BY_KEY:
        raise NoNoun(f"found {key}, expected one of {', '.join(_BY_KEY)}")
    return _BY_KEY[key]


def row_of_kind(kind: str) -> NounRow:
    """Return the row of a noun by its one word.

    Raises:
        BadInput: there is none.
    """
    if kind not in NOUNS:
        raise BadInput(
            _("không có loại này: %(found)s"), code="no_such_kind", field="kind", found=kind, expected=", ".join(NOUNS)
        )
    return NOUNS[kind]


def children_of(noun: Owned) -> list[Owned]:
    """Return every object that hangs under another directly; an unknown noun is refused, never let through."""
    model = row_of(noun).model
    return [
        child
        for row in NOUNS.values()
        for path in row.model.parent_paths()
        if path.end(row.model) is model
        for child in path.down(row.model, noun)
    ]


def path_to_meeting(model: type[Model]) -> str | None:
    """Return the path of fields from a noun, or from a part of one, to its meetings; None where no path leads there.

    "pk" is the meeting's own. A noun goes by what it hangs under first, a part by its first relation to a noun.
    """
    if model is Meeting:
        return "pk"
    if issubclass(model, Owned):
        paths = [(path.path, path.end(model)) for path in model.parent_paths()]
    else:
        relations = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
        paths = [(field.name, field.related_model) for field in relations if isinstance(field.related_model, type)]
    for path, end in paths:
        further = path_to_meeting(end)
        if further is not None:
            return path if further == "pk" else f"{path}__{further}"
    return None
