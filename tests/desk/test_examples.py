"""Examples in forms are of the body's own kind: a state body is shown no form of the Party, and the other way round."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.desk.kit.test_typed import PAGES, USERS
from tests.desk.places import address_of, everything
from tests.world import World

from nghitrinh.desk.kit.examples import example_number
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Register
from nghitrinh.record.kernel import guard

Sign = Callable[[str], Client]
_HINT = re.compile(r'class="hint"[^>]*>(.*?)</', re.DOTALL)
_PARTY = re.compile(r"\d+-\w+/|/(?:TU|ĐU|HU)\b|BCSĐ|T/[ML]|Bí thư|Ban Thường vụ|Đảng ủy|Tỉnh ủy")
_STATE = re.compile(r"\d+/\w+-|-(?:UBND|HĐND)\b|T[ML]\.|KT\.|TUQ\.|Ủy ban nhân dân|Chủ tịch")


def _hints(signed: Sign, places: dict[str, object]) -> dict[str, list[str]]:
    """Return the hints of every form page of the desk, by the page's name."""
    found = {}
    for name in PAGES:
        who = USERS.get(name)
        client = signed(who if isinstance(who, str) else "secretary")
        answer = client.get(address_of(name, places))
        page = unescape(answer.content.decode())
        found[name] = [re.sub(r"<[^>]+>", "", each) for each in _HINT.findall(page)]
    return found


@pytest.mark.parametrize(("kind", "foreign"), [("standing_committee", _STATE), ("peoples_committee", _PARTY)])
def test_no_form_shows_an_example_of_the_other_kind(
    signed: Sign, world: World, kind: str, foreign: re.Pattern[str]
) -> None:
    places = everything(world)
    names = {} if kind == "standing_committee" else {"name": "Ủy ban nhân dân tỉnh", "short_name": "UBND tỉnh"}
    with guard.opened("test"):
        Organization.objects.update(kind=kind, **names)
        if names:
            Register.objects.update(symbol="TB-UBND")
    hints = _hints(signed, places)
    assert sum(map(len, hints.values())) > 30, "the forms were opened"
    wrong = {name: [each for each in said if foreign.search(each)] for name, said in hints.items()}
    assert {name: said for name, said in wrong.items() if said} == {}


def test_a_number_is_written_as_the_body_s_own_register_has_it(world: World) -> None:
    body = world.committee
    assert example_number(body, "TTr") == "05-TTr/TU"
    with guard.opened("test"):
        Register.objects.create(organization=body, symbol="TTr/BTV", recorded_at=body.recorded_at)
    assert example_number(body, "TTr") == "05-TTr/BTV"
