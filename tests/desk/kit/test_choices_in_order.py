"""No choice of bodies stands in random order, whatever form has it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.test import Client
from tests.desk.places import address_of, everything
from tests.desk.sending import sent_of
from tests.world import World

import nghitrinh.desk
from nghitrinh.desk.kit.access import walk
from nghitrinh.desk.kit.forms import NounField, offer
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership, Organization, Person
from nghitrinh.record.kernel.models import User
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


# Choices that stand in another order than their words: what comes first is what is meant most.
OTHER_ORDER = {
    "AskForm.members": "by rank in their body",
    "EngagementForm.members": "by rank in their body",
    "InstrumentForm.membership": "the body's own posts before those of others",
    "InviteForm.membership": "by body",
}
# Pages without a form that are slow to make, and the way out.
BESIDE = re.compile(r"signing|setup|\.(?:file|document|extract|earlier_text|sample|preview|logo|image|read|compare)$")
FORMS = sorted({str(pattern.name) for _, pattern in walk() if not BESIDE.search(str(pattern.name))})


def _choices_shown(page: Any) -> Iterator[tuple[str, list[str]]]:
    form = (page.context or {}).get("form")
    for name, field in getattr(form, "fields", {}).items():
        kind = getattr(getattr(field, "queryset", None), "model", None)
        if kind in (Organization, User, Person, Membership):
            labels = [str(label) for value, label in field.choices if str(value)]
            yield f"{type(form).__name__}.{name}", labels


def test_people_and_bodies_stand_in_the_order_of_what_they_are_called(world: World) -> None:
    for name in ("zulu", "ánh", "bình", "Đông"):
        given = {"username": name, "post": f"Chuyên viên {name[::-1]}", "password": "mưa rào tháng sáu"}
        ACTS["user.create"](by=world.admin, **given)
        person = ACTS["person.register"](by=world.admin, name=f"Nguyễn {name}")
        post = f"Ủy viên {name[::-1]}"
        ACTS["membership.appoint"](by=world.admin, organization=world.committee.pk, post=post, person=person.pk)
    found: dict[str, list[str]] = {}
    places = everything(world)
    for who in ("quantri", "secretary"):
        client = Client()
        client.force_login(User.objects.get(username=who))
        for name in FORMS:
            page = client.get(address_of(name, places))
            found |= dict(_choices_shown(page)) if page.status_code == 200 else {}
    assert len(found) > 8
    assert any(len(labels) > 4 for name, labels in found.items() if name == "DelegateForm.user")
    wrong = {name for name, labels in found.items() if labels != sorted(labels, key=alphabetical)}
    assert wrong <= OTHER_ORDER.keys()
