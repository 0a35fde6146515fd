"""Figures that a finding computed: what a decision is offered, and that it quotes them as they were computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh import evidence
from nghitrinh.record.decisions.checks import figures_of
from nghitrinh.record.decisions.given import GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import computed
from nghitrinh.record.kernel.errors import ActError, Contradiction, unknown
from nghitrinh.record.kernel.ordering import in_order


@dataclass(frozen=True)
class ComputedFigure:
    """A figure that a finding of a paper under the decision's item computed: what it is of, its value and unit."""

    finding: Finding
    quantity: str
    value: Decimal
    unit: str

    @property
    def key(self) -> str:
        """Return what names it among all that is offered."""
        return f"{self.finding.pk}:{self.value:f}:{self.unit}:{self.quantity}"


def findings_under(decision: Decision) -> list[Finding]:
    """Return the findings of the papers under a decision's item, of newest versions first, and those that it quotes."""
    under = Q(state=FindingState.CHECKED, version__paper__consultations__item=decision.item_id)
    quoted = Finding.objects.filter(figures__point__version__decision=decision.pk)
    found = Finding.objects.filter(under | Q(pk__in=quoted.values("pk"))).select_related("file", "version__paper")
    return list(found.order_by("-version__number", in_order("file__name"), "id").distinct())


def offered_to(decision: Decision) -> list[ComputedFigure]:
    """Return the figures that a decision may quote. Their names are words of the record: Vietnamese."""
    return [
        ComputedFigure(each, evidence.sentence(figure.code, figure.values)[:200], figure.value, figure.unit)
        for each in findings_under(decision)
        if (said := computed(each)) is not None
        for figure in said.figures
    ]


def against_findings(decision: Decision, points: list[GivenPoint]) -> Iterator[ActError]:
    """Yield where points quote a finding that is not there for them, or another value than it computed."""
    quoting = [(path, figure) for path, figure in figures_of(points) if figure.finding]
    if not quoting:
        return
    offered = {each.pk: each for each in findings_under(decision)}
    for path, figure in quoting:
        finding = offered.get(figure.finding) if figure.finding else None
        if finding is None:
            yield unknown(str(figure.finding), field=f"{path}.finding")
        elif not _says(finding, figure):
            yield Contradiction(
                _("Bảng đã kiểm tra không có con số này: %(found)s"),
                code="figure_not_computed",
                field=f"{path}.low",
                found=figure.line(),
                expected=_("đúng con số và đơn vị của bảng, hoặc không dẫn từ bảng"),
            )


def _says(finding: Finding, figure: GivenFigure) -> bool:
    said = computed(finding)
    values = {(each.value, each.unit) for each in said.figures} if said else set()
    return figure.low == figure.high and (figure.low, figure.unit) in values
