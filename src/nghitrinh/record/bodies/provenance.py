"""Where in a source a fact was read: spans noted beside the objects that carry the facts."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned, Provenance, Source
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Word


class Span(Parameters):
    """A field of an object, and where its value stands in the source's text (offsets in characters)."""

    field: Word
    start: int
    end: int


def source_of(act: Act, source: UUID | None, *above: Owned | None) -> Source | None:
    """Return where a new object came from: the source that it names, or else the one of what it hangs under.

    Of these only "illustrative": what stands under something invented was invented with it, and must say so, while
    nothing is read from a page because its meeting was.
    """
    if source is not None:
        return act.get(Source, source, field="source")
    return next((parent.source for parent in above if parent is not None and parent.is_illustrative), None)


def note_spans(act: Act, noun: Noun, source: Source | None, spans: list[Span]) -> None:
    """Note the spans at which an object's fields were read; each must lie inside the source's text."""
    act.refuse(*_outside(source, spans))
    for span in spans:
        act.create(
            Provenance(
                subject_kind=str(noun._meta.model_name),
                subject_id=noun.pk,
                field=span.field,
                source=source,
                start=span.start,
                end=span.end,
            )
        )


def _outside(source: Source | None, spans: list[Span]) -> Iterator[BadInput]:
    length = len(source.text) if source else 0
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            yield BadInput(
                _("Chỗ trích không nằm trong nguồn"),
                code="span_outside_source",
                field=f"spans.{span.field}",
                found=f"{span.start}–{span.end}",
                expected=_("trong khoảng 0–%(length)d"),
                length=length,
            )


def spans_of(noun: Noun) -> QuerySet[Provenance]:
    """Return where an object's facts were read."""
    return Provenance.objects.filter(subject_kind=noun._meta.model_name, subject_id=noun.pk).select_related("source")
