"""Reads of rules that carry meaning: which one holds on a day, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.models import User
from nghitrinh.record.procedure.models import Rule, RuleState
from nghitrinh.record.procedure.provisions import KINDS, MAJORITY_OF, Key, QuestionKind
from nghitrinh.record.procedure.values import Base, Threshold


@remembered
def rules_visible_to(user: User | None) -> QuerySet[Rule]:
    """Return the rules a user may see, newest first."""
    return visible_to(user, Rule.objects.all()).select_related("owner", "source")


def adopted_on(organization: UUID, day: date) -> Rule | None:
    """Return the rule that holds for an organization on a day; None where it has adopted none by then."""
    adopted = Rule.objects.filter(owner=organization, state=RuleState.ADOPTED, starts_on__lte=day)
    return adopted.order_by("-starts_on").first()


@dataclass(frozen=True)
class RuleText:
    """What a rule says, in types. What it is silent of is what `provisions.KINDS` supposes."""

    title: str
    values: Mapping[Key, str]

    def get(self, key: Key) -> Any:
        """Return the value of a provision in its type; what is supposed where the rule is silent, which may be None."""
        kind, text = KINDS[key], self.values.get(key)
        return kind.silent if text is None else kind.read(text)

    def says(self, key: Key) -> bool:
        """Tell whether the rule provides for a thing."""
        return key in self.values

    def majority_of(self, kind: QuestionKind) -> Threshold:
        """Return which majority a question of a kind wants: its own, or that of ordinary ones."""
        found: Threshold = self.get(MAJORITY_OF[kind]) or self.get(Key.MAJORITY)
        return found

    @cached_property
    def quorum(self) -> Threshold:
        """Return who must be present."""
        found: Threshold = self.get(Key.QUORUM)
        return found

    def members_of(self, base: Base, in_office: int) -> int:
        """Return how many members a base counts: those in office, or as many as the statute has seats."""
        seats: int | None = self.get(Key.STATUTE_SEATS)
        return seats if base == Base.STATUTE and seats else in_office

    def as_kept(self) -> dict[str, Any]:
        """Return it as a vote keeps it, in JSON's values."""
        return {"title": self.title, "values": {key.value: text for key, text in sorted(self.values.items())}}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "RuleText":
        """Return what a vote has kept."""
        return cls(kept["title"], {Key(key): text for key, text in kept["values"].items()})


def rule_text_on(organization: UUID, day: date) -> RuleText | None:
    """Return what an organization's rule of a day says; None where it has adopted none by that day."""
    found = adopted_on(organization, day)
    said = found.provisions.exclude(value="").values_list("key", "value") if found else ()
    return RuleText(found.title, {Key(key): value for key, value in said}) if found else None


def rule_on(organization: UUID, day: date) -> RuleText:
    """Return what an organization's rule of a day says.

    Raises:
        WrongState: it has adopted none by that day (`no_rule`).
    """
    found = rule_text_on(organization, day)
    if found is None:
        raise WrongState(
            _("Cơ quan này chưa áp dụng quy chế làm việc nào vào ngày %(day)s"),
            code="no_rule",
            field="organization",
            expected=_("một quy chế đã áp dụng, ở trang Quy chế làm việc"),
            day=day,
        )
    return found
