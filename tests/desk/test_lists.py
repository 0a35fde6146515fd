"""Every list of the desk is a `Listing`; a page with rows that is none says why in its docstring.

A page of one object shows what belongs to it, whole: that is no list.
"""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import resolve
from tests.desk.places import address_of, everything
from tests.desk.test_access import WHO
from tests.world import World

from nghitrinh.desk.kit.listing import RequestedListing

Sign = Callable[[str], Client]
LISTS = {
    "articles",
    "decisions",
    "instruments",
    "intake",
    "journal",
    "journal.object",
    "meetings",
    "papers",
    "people",
    "people.persons",
    "people.places",
    "people.sources",
    "releases",
    "search",
    "tasks",
    "users",
}
# What a list of objects is drawn with.
_ROWS = re.compile(r'<ul class="(?:todo|agenda|rows)|<(?:table|ol) class="|<ol class="agenda')
_WHY = "No Listing: "
_OF_ONE = re.compile(r"/[0-9a-f-]{36}/")


def test_every_list_is_a_listing_or_says_why_not(world: World, signed: Sign) -> None:
    places, client = everything(world), signed("secretary")
    lists, without = set(), []
    for name in WHO:
        address = address_of(name, places)
        answer = client.get(address, {"q": "a"} if name == "search" else {})
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        main = answer.content.decode().partition("<main")[2]
        if isinstance(answer.context.get("shown") if answer.context else None, RequestedListing):
            lists.add(name)
        elif _ROWS.search(main) and not _OF_ONE.search(address) and _WHY not in (resolve(address).func.__doc__ or ""):
            without.append(name)
    assert without == [], without
    assert lists == LISTS
