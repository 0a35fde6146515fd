"""What stands chosen in a form before anybody has chosen: over every form of the desk, as a table.

A preset is what a hurried hand records. A new choice that begins at a value fails here until it stands in the table;
`above` says that the value follows what the form stands under.
"""

from collections.abc import Callable

from django import forms
from tests.desk.kit.test_typed import PAGES, Page, fields_of, opened, shown, undone
from tests.world import World

from nghitrinh.desk.kit.parts import PartedForm

__all__ = ["opened", "shown"]
# What the record had, which a form of correcting begins with, is no preset.
CORRECTING = ("revise", "correct", "amend", "change", "reschedule", "letterhead", "hand_in", "attendance", "decide")
PRESETS: dict[str, dict[str, str]] = {
    "agenda.add": {"level": "public"},  # above: the meeting's; each line of a list of items the same
    "course.ask_for": {"kind": "speak"},  # a question is asked for by its own choice
    "engagements.plan": {"kind": "visit", "level": "internal"},  # nothing of it is ever public
    "findings.answer": {"question_0": "no"},  # as a table of the same form was answered before
    "instruments.draft": {"register": "a noun"},  # one of notices alone
    "meetings.convene": {"series": "a noun"},
    "meetings.enter_past": {"level": "public", "source_kind": "page"},  # its items: as the meeting
    "meetings.plan": {"level": "public"},
    "written.plan": {"level": "internal"},
    "papers.bring": {"level": "internal", "submitted_by": "a noun"},  # it lies under nothing yet
    "papers.register": {"level": "public"},  # above: the item's; handed in later, it takes the stricter of both
    "procedure.draft": {"reservation": "yes"},  # read in its source for a committee of the Party
    "registers.open": {"counting": "term"},
    "registers.start_series": {"term": "a noun"},
    "voting.prepare": {"kind": "ordinary"},  # personnel and honours are chosen
}


def _chosen(form: PartedForm) -> dict[str, str]:
    """Return what stands chosen in fields of choices, by the names of the fields without their places."""
    found = {}
    for name, bound in fields_of(form).items():
        field, value = bound.field, bound.value()
        if not isinstance(field, forms.ChoiceField) or field.widget.is_hidden:
            continue
        if value in (None, "", []):
            continue
        is_noun = isinstance(field, forms.ModelChoiceField)
        found["-".join(part for part in name.split("-") if not part.isdigit())] = "a noun" if is_noun else str(value)
    return found


def test_every_preset_stands_in_the_table(world: World, opened: Callable[[str], Page]) -> None:
    found = {}
    for name in PAGES:
        if name.partition(".")[2].startswith(CORRECTING):
            continue
        with undone():
            chosen = _chosen(opened(name).form)
        if chosen:
            found[name] = chosen
    assert found == PRESETS
