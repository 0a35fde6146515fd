"""What may stay empty says so at its label, in one way on every form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import engines
from tests.desk.kit.test_typed import FORMS, Page, fields_of, opened, shown, undone
from tests.desk.sending import is_refused

import nghitrinh.desk
from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import CheckboxList
from nghitrinh.desk.kit.parts import PartedForm

NAMED, UNNAMED = [("", "Chưa rõ"), ("a", "A")], [("", "—"), ("a", "A")]
CHOICES: dict[str, Any] = {"required": False, "choices": UNNAMED}


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (forms.CharField(required=False), 1),
        (DayField(required=False), 1),
        (forms.ChoiceField(**CHOICES), 1),
        (forms.ChoiceField(**CHOICES | {"choices": NAMED}), 0),
        (forms.MultipleChoiceField(**CHOICES | {"choices": [("a", "A")]}, widget=CheckboxList), 1),
        (forms.BooleanField(required=False), 0),
        (forms.CharField(), 0),
        (forms.ChoiceField(choices=UNNAMED), 0),
    ],
)
def test_a_field_that_may_stay_empty_says_so(field: forms.Field, says: int) -> None:
    form = type("Form", (PartedForm,), {"value": field})()
    form.make_parts()
    page = engines["jinja2"].from_string('{% from "desk/parts.html" import field_row %}{{ field_row(field) }}')
    drawn = page.render({"field": form["value"]})
    assert ("(nếu có)" in drawn) is bool(says)


def test_no_template_says_it_by_hand() -> None:
    templates = Path(nghitrinh.desk.__file__).parent / "templates"
    assert [path.name for path in templates.rglob("*.html") if "(nếu có)" in path.read_text("utf-8")] == ["parts.html"]


__all__ = ["opened", "shown"]  # the fixtures of the walk over every form


@pytest.mark.parametrize("area", FORMS)
def test_what_may_stay_empty_is_never_missed(area: str, opened: Callable[[str], Page]) -> None:
    """Send every form of the desk with nothing where it says "(nếu có)": no refusal stands at such a field."""
    wrong = []
    for name in (f"{area}.{page}" for page in FORMS[area].split()):
        with undone():
            page = opened(name)
            left = {each for each, bound in fields_of(page.form).items() if not (bound.is_hidden or _needed(bound))}
            typed = {each: value for each, value in page.typed().items() if each not in left}
            answer = page.client.post(page.address, typed, follow=True)
            if is_refused(answer):
                sent = fields_of(answer.context["form"])
                said = [sent[each] for each in sorted(left & sent.keys()) if sent[each].is_optional]
                wrong += [f"{name}: {each.html_name}: {words}" for each in said for words in each.errors]
    wrong = [each for each in wrong if "Chưa sửa gì" not in each]  # nothing is missed there: it is as it was
    assert not wrong, "\n".join(wrong)


def _needed(bound: Any) -> bool:
    return bool(bound.field.required)
