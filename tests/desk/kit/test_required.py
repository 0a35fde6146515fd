"""A field that must be filled in says which one it is, on every form of the desk: Django's own words are nobody's."""

from django.http import QueryDict

from nghitrinh.desk.kit import parts
from nghitrinh.desk.kit.access import walk
from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.desk.people.forms import RenameForm


def _forms(of: type[PartedForm]) -> set[type[PartedForm]]:
    return {of}.union(*(_forms(each) for each in of.__subclasses__()))


def test_a_field_left_empty_is_named() -> None:
    form = RenameForm(QueryDict(""))
    assert form.errors["name"] == ["Cần điền Tên mới"]
    fault = form.faults()[0]
    assert (fault.name, fault.words) == ("", "Cần điền Tên mới")  # its label stands in its words already


def test_every_field_that_must_be_filled_in_has_a_label_to_be_named_by() -> None:
    assert list(walk())  # loads every area, and with them every form
    unnamed = [
        f"{form.__qualname__}.{name}"
        for form in _forms(PartedForm)
        for name, field in form.base_fields.items()
        if form.__module__.startswith("nghitrinh.")  # tests have forms of their own
        and field.required
        and not field.label
        and not field.widget.is_hidden
        and field.error_messages["required"] is parts._DJANGOS
    ]
    assert unnamed == []
