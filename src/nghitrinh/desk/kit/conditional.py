"""Pages that a browser has already: answered 304 while nothing that they were made from has changed.

A page of `PAGES` is a function of who asks, the address, the language, the day, the portal's state, the program, the
frame around every page, and of rows of the record. Its ETag names where the journal ended before it was made, the kinds
of rows that its own queries read, and a seal over the rest. It holds while no later line of the journal wrote a row of
these kinds. What user, grants and frame say is compared itself (their edits, the menu's counts): a page of tasks stays
as it is when a paper comes in, unless the menu counts one more.

Nothing is stored here, so every process of the desk answers alike. `Cache-Control: private, no-cache` lets one's own
browser keep the page and makes it ask each time; the forms in it carry the token of the very session that the seal
names.

Whatever is not in `PAGES` keeps `no-store`: forms carry keys of their own, files and the portal's state are no rows.
"""

import json
from dataclasses import astuple

from django.contrib.messages import get_messages
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.frame import frame_of
from nghitrinh.desk.kit.keeping import portal_state
from nghitrinh.desk.kit.once import FIELD
from nghitrinh.desk.kit.own import own_mark
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.kit.unread import reading_mark
from nghitrinh.publication.fingerprint import code_digest
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.heads import ELSEWHERE, Position, all_kinds, heads, position
from nghitrinh.record.kernel.models import Noun
from nghitrinh.vietnamese import plain_number

# On these stands what their reader has not read yet, which no line of the journal tells: it is part of their seal.
SAY_UNREAD = frozenset({"today", "meetings.papers", "agenda.item"})
# And on these what is their reader's alone, as notes are.
SAY_OWN = frozenset({"meetings.papers", "agenda.item", "papers.paper"})
PAGES = frozenset(
    {
        "today",
        "calendar",
        "calendar.month",
        "meetings",
        "meetings.meeting",
        "meetings.papers",
        "meetings.results",
        "agenda.item",
        "papers",
        "papers.paper",
        "decisions",
        "decisions.decision",
        "tasks",
        "tasks.task",
        "instruments",
        "instruments.instrument",
        "articles",
        "articles.article",
        "journal",
        "journal.object",
    }
)


def begin(request: DeskRequest) -> HttpResponse | None:
    """Note where the journal ends before the view reads; answer 304 to a browser that has the page as it is now."""
    if not _may_be_kept(request):
        return None
    request.page_position = position()  # type: ignore[attr-defined]
    sealed = request.page_seal = _seal(request)  # type: ignore[attr-defined]
    if any(_holds(each.strip(), sealed) for each in request.headers.get("If-None-Match", "").split(",")):
        answer = HttpResponseNotModified()
        answer.headers["ETag"] = request.headers["If-None-Match"].strip()
        return _private(answer)
    return None


def finish(request: DeskRequest, response: HttpResponse, kinds: set[str]) -> None:
    """Give a page that may be kept its ETag."""
    sealed = getattr(request, "page_seal", "")
    if sealed and response.status_code == 200 and ELSEWHERE not in kinds and not _has_a_key(response):
        since: Position = request.page_position  # type: ignore[attr-defined]
        response.headers["ETag"] = f'"{since.seq}.{since.digest}.{_as_number(kinds):x}.{sealed}"'
        _private(response)


def _may_be_kept(request: DeskRequest) -> bool:
    """Tell whether a request asks for a page that follows from the record: one with words of its own does not."""
    match = request.resolver_match
    wanted = request.method in ("GET", "HEAD") and match is not None and match.url_name in PAGES
    own_words = typed_for(request) is not None or len(get_messages(request)) > 0
    return wanted and request.user.is_authenticated and "CSRF_COOKIE" in request.META and not own_words


def _has_a_key(response: HttpResponse) -> bool:
    """Tell whether a form on the page is carried out once: shown again, it would be taken for sent before."""
    return f'name="{FIELD}"'.encode() in response.content


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


def _seal(request: DeskRequest) -> str:
    match = request.resolver_match
    facts = [
        code_digest(""),
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        translation.get_language(),
        clock.today().isoformat(),
        portal_state(),
        reading_mark(request) if match is not None and match.url_name in SAY_UNREAD else 0,
        own_mark(request) if match is not None and match.url_name in SAY_OWN else 0,
        request.session.session_key,
        request.META["CSRF_COOKIE"],
        *_edits(request.user),
        [[grant.role, *_edits(grant, grant.organization, grant.organization.body)] for grant in request.grants],
        astuple(frame_of(request)),
    ]
    return salted_hmac("nghitrinh.desk.conditional", json.dumps(facts), algorithm="sha256").hexdigest()[:32]


def _edits(*nouns: Noun) -> list[str]:
    return [f"{noun.pk}:{noun.edit}" for noun in nouns]


def _holds(etag: str, sealed: str) -> bool:
    parts = etag.removeprefix("W/").strip('"').split(".")
    seq = plain_number(parts[0], most=2**63)
    if len(parts) != 4 or parts[3] != sealed or seq is None:
        return False
    since, kinds = Position(seq, parts[1]), _from_number(parts[2])
    return kinds is not None and heads.latest(kinds) <= since.seq and heads.has(since)


def _as_number(kinds: set[str]) -> int:
    """Return a set of kinds as a number, a bit for each."""
    return sum(1 << index for index, kind in enumerate(all_kinds()) if kind in kinds)


def _from_number(digits: str) -> frozenset[str] | None:
    try:
        number = int(digits, 16)
    except ValueError:
        return None
    return frozenset(kind for index, kind in enumerate(all_kinds()) if number >> index & 1)
