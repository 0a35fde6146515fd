"""The handbook names buttons as they are called, in both languages, and opens to each hand its own chapter."""

import re

import pytest
from django.test import Client
from tests.desk.test_words import WRITTEN, read
from tests.world import World

from nghitrinh.desk.help.views import CHAPTERS

pytestmark = pytest.mark.django_db
HANDBOOK = "desk/help/handbook.html"
QUOTED = re.compile("“([^”]*)”")


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_it_calls_a_button_is_a_word_of_the_pages(world: World, language: str) -> None:
    messages = read(WRITTEN)
    words = set(messages) if language == "vi" else {each for several in messages.values() for each in several}
    client = client_of(world.secretary)
    client.cookies["django_language"] = language
    named = set(QUOTED.findall(client.get("/huong-dan/").content.decode()))
    assert len(named) > 30
    assert named - words == set()


def test_each_hand_has_its_own_chapter_open_and_leads_only_to_lists_it_has(world: World) -> None:
    own = {
        world.secretary: {"thu-ky", "moi-nguoi"},
        world.chair: {"chu-tri", "thanh-vien", "moi-nguoi"},
        world.member: {"thanh-vien", "moi-nguoi"},
        world.officer: {"co-quan", "moi-nguoi"},
        world.admin: {"quan-tri", "moi-nguoi"},
    }
    assert set().union(*own.values()) == set(CHAPTERS)
    for user, chapters in own.items():
        client = client_of(user)
        page = client.get("/huong-dan/").content.decode()
        assert set(re.findall(r'<h2 id="([\w-]+)"', page)) == chapters
        for address in set(re.findall(r'<h3 class="s"><a href="([^"]+)"', page)):
            assert client.get(address).status_code == 200, (user, address)
