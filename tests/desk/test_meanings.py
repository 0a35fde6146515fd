"""Words that Vietnamese has for several things, said in English as each page means them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.places import address_of, everything
from tests.world import World


@pytest.mark.parametrize(
    ("name", "said", "never"),
    [
        ("registers", {"Close", "Actions", "Registers", "Signed by"}, {"Task", "Register", "Sign"}),
        ("users", {"Users", "Roles"}, {"User", "Role"}),
        ("users.user", {"Users", "Roles", "Disable"}, {"User", "Role", "Term"}),
        ("users.log", {"Users"}, {"User", "Add"}),
        ("people", {"Bodies", "People", "Places", "Sources"}, {"Body", "Person", "Place", "Source"}),
        ("people.organization", {"Posts", "Jurisdiction"}, {"Post"}),
        ("people.places", {"Places", "Current"}, {"Place", "Found"}),
    ],
)
def test_a_word_of_several_meanings_is_said_as_its_page_means_it(
    world: World, signed: Callable[[str], Client], name: str, said: set[str], never: set[str]
) -> None:
    places = everything(world)
    client = signed("quantri")
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    page = client.get(address_of(name, places)).content.decode()
    words = {word.strip() for word in re.findall(r">([^<>]+)<", page)}
    assert said <= words
    assert not never & words
