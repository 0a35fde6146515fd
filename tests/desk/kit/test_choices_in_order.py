"""No choice of bodies stands in random order, whatever form has it."""

import re
from collections.abc import Callable
from pathlib import Path

from django import forms
from django.test import Client
from tests.desk.sending import sent_of
from tests.world import World

import nghitrinh.desk
from nghitrinh.desk.kit.forms import NounField, offer
from nghitrinh.record.bodies.models import Organization
from nghitrinh.vietnamese import alphabetical

DESK = Path(nghitrinh.desk.__file__).parent
KIT = DESK / "kit" / "forms.py"
NO_CHOICE = "Organization.objects.none()"


class _Bodies(forms.Form):
    body = NounField()


def _names(form: forms.Form, name: str) -> list[str]:
    return [each.name for each in form.fields[name].queryset]  # type: ignore[attr-defined]


def test_bodies_that_are_offered_in_no_order_are_put_in_that_of_their_names(world: World) -> None:
    form, names = _Bodies(), [*Organization.objects.values_list("name", flat=True)]
    offer(form, "body", Organization.objects.all())
    assert len(names) > 2
    assert _names(form, "body") == sorted(names, key=alphabetical)
    offer(form, "body", Organization.objects.order_by("-pk"))
    assert _names(form, "body") == [each.name for each in Organization.objects.order_by("-pk")]


def test_every_form_takes_its_choices_of_objects_by_offer() -> None:
    by_themselves = {
        f"{path.relative_to(DESK)}: {line.strip()}"
        for path in DESK.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bqueryset\s*=", line)
        and path != KIT
        and not re.search(r"queryset=\w+\.objects\.none\(\)", line)
    }
    assert by_themselves == set()
    assert NO_CHOICE in KIT.read_text(encoding="utf-8")


def test_the_bodies_of_a_pasted_list_stand_in_order(signed: Callable[[str], Client], world: World) -> None:
    client, address = signed("secretary"), f"/hoi-nghi/{world.plan_meeting().pk}/nhieu-noi-dung/"
    typed = sent_of(client.get(address).content.decode()) | {"lines": "Thu ngân sách", "add": "lines"}
    part = client.post(address, typed).context["form"].sets["items"].forms[0]
    names = _names(part, "presenter")
    assert len(names) > 2
    assert names == sorted(names, key=alphabetical)
