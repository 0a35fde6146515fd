"""How long a search at the desk takes over N objects: with the index, and going through every text as before it.

    .venv/bin/python bench/search_desk.py [--objects 50000] [--rounds 3]

The record is written past the acts: items, papers, decisions with their points, tasks, an article for every hundredth.
Words are as frequent as in a language (Zipf). Each question is answered by the search page's own read: how many were
found, and the first page of them. Both ways find the same, or the run stops.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import django

SPOKEN = """
hội nghị ban thường vụ tỉnh ủy về việc quy hoạch vùng công nghiệp đất lúa cảng cạn kho lạnh đường trục bắc nam
nông thôn mới dân cư thương mại dịch vụ giải phóng mặt bằng ngân sách đầu tư công cán bộ luân chuyển sắp xếp tổ
chức bộ máy y tế giáo dục môi trường rác thải nước sạch cháy nổ an ninh trật tự khiếu nại tố cáo tiếp dân
"""
ASKED = ("kho lanh", "đường trục bắc nam", "hội nghị", "ủy", "a", "x77", "tố cáo x120", "không có ở đâu")
PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run


def _words(random: Random) -> Callable[[int], str]:
    rare = [f"x{number}" for number in range(20_000)]
    words = SPOKEN.split() + rare
    weights = [1 / (place + 10) for place in range(len(words))]
    return lambda count: " ".join(random.choices(words, weights, k=count))


def make(objects: int) -> Any:
    """Write the record; return who searches it."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from nghitrinh.record.acts import ACTS  # noqa: PLC0415
    from nghitrinh.record.bodies.models import Organization  # noqa: PLC0415
    from nghitrinh.record.kernel import guard  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    admin = ACTS["user.create"](by=None, username="quantri", post="Quản trị", password=PASSWORD, is_administrator=True)
    body = ACTS["body.found"](by=admin, name="Tỉnh")
    organization = ACTS["organization.found"](by=admin, body=body.pk, name="Ban Thường vụ", kind="standing_committee")
    user = ACTS["user.create"](by=admin, username="thuky", post="Thư ký", password=PASSWORD)
    ACTS["grant.give"](by=admin, user=user.pk, organization=organization.pk, role="secretary")
    with transaction.atomic(), guard.opened("a record to measure"):
        for rows in _rows(objects, Organization.objects.get(pk=organization.pk), Random(17)):  # noqa: S311
            type(rows[0])._default_manager.bulk_create(rows, batch_size=2000)
    return User.objects.get(pk=user.pk)


def _rows(objects: int, owner: Any, random: Random) -> Iterator[list[Any]]:
    """Yield the rows, what others name first."""
    from nghitrinh.record.articles.models import Article, ArticleRevision  # noqa: PLC0415
    from nghitrinh.record.decisions.models import Decision, DecisionRevision, Point  # noqa: PLC0415
    from nghitrinh.record.meetings.models import AgendaItem, Meeting  # noqa: PLC0415
    from nghitrinh.record.papers.models import Paper  # noqa: PLC0415
    from nghitrinh.record.tasks.models import Task  # noqa: PLC0415

    say, at = _words(random), "2021-10-04T00:00:00+00:00"
    own = {"owner": owner, "level": "internal", "recorded_at": at}
    fourth = objects // 4
    meetings = [Meeting(**own, name=say(8), state="closed", starts_at=at) for _ in range(max(1, fourth // 10))]
    items = [
        AgendaItem(**own, meeting=meetings[number % len(meetings)], position=number, title=say(16), state="concluded")
        for number in range(fourth)
    ]
    decisions = [Decision(**own, item=item, title=say(16), state="issued") for item in items]
    versions = [DecisionRevision(decision=each, number=1, written_by="x", recorded_at=at) for each in decisions]
    points = [
        Point(version=each, key=each.pk, position=place, outcome="agreed", text=say(45), recorded_at=at)
        for each in versions
        for place in range(3)
    ]
    papers = [Paper(**own, title=say(18), kind="report", submitted_by=owner, state="draft") for _ in range(fourth)]
    tasks = [
        Task(**own, text=say(40), addressee=owner, responsible=owner, assigned_on="2021-10-04", state="assigned")
        for _ in range(fourth - len(meetings))
    ]
    articles = [Article(**own, meeting=each, title=say(12), state="draft") for each in meetings[: objects // 100]]
    texts = [
        ArticleRevision(article=each, number=1, title=each.title, lead=say(30), body=say(900), recorded_at=at)
        for each in articles
    ]
    yield from (rows for rows in (meetings, items, decisions, versions, points, papers, tasks, articles, texts) if rows)


def by_index(user: Any, query: str) -> set[Any]:
    """Return what the index finds."""
    return set(_entries(user, query).values_list("kind", "noun"))


def _entries(user: Any, query: str) -> Any:
    from nghitrinh.record.search import has_word, visible_entries  # noqa: PLC0415
    from nghitrinh.vietnamese import fold  # noqa: PLC0415

    entries = visible_entries(user)
    for word in fold(query).split():
        entries = entries.filter(has_word(word))
    return entries


def page_by_index(user: Any, query: str) -> None:
    """Ask what the search page asks: how many, and the first page."""
    entries = _entries(user, query)
    entries.count()
    list(entries.order_by("kind", "-recorded_at", "id")[:50])


def in_memory(user: Any, query: str) -> set[Any]:
    """Go through every text that the user may see, as search did before it had an index."""
    from nghitrinh.record.nouns import NOUNS  # noqa: PLC0415
    from nghitrinh.vietnamese import fold  # noqa: PLC0415

    words, hits = fold(query).split(), set()
    for row in NOUNS.values():
        if row.searched is None:
            continue
        nouns = row.visible_to(user)
        texts = row.searched.texts(nouns)
        for noun in nouns:
            head = fold(f"{row.searched.title(noun)} {getattr(noun, 'number', '') or ''}")
            folded = "" if all(word in head for word in words) else fold(" ".join(texts.get(noun.pk, [])))
            if all(word in head or word in folded for word in words):
                hits.add((row.kind, noun.pk))
    return hits


def _seconds(run: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def measure(objects: int, rounds: int) -> None:
    """Make the record and print a line for each question."""
    from nghitrinh.record import search  # noqa: PLC0415
    from nghitrinh.record.kernel.models import SearchEntry, SearchPlace, SearchWord  # noqa: PLC0415

    user = make(objects)
    renewing = _seconds(search.renew, 1)
    counts = {model.__name__: model._default_manager.count() for model in (SearchEntry, SearchWord, SearchPlace)}
    print(json.dumps({"renew_seconds": round(renewing, 1)} | counts), flush=True)
    for query in ASKED:
        found = by_index(user, query)
        if found != in_memory(user, query):
            sys.exit(f"{query}: both ways find other things")
        index = _seconds(lambda query=query: page_by_index(user, query), rounds)  # type: ignore[misc]  # bound now
        memory = _seconds(lambda query=query: in_memory(user, query), 1)  # type: ignore[misc]
        line = {"query": query, "found": len(found), "index_ms": round(index * 1000, 1)}
        print(json.dumps(line | {"before_ms": round(memory * 1000)}, ensure_ascii=False), flush=True)


def main() -> None:
    """Run the measurement in a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["NGHITRINH_HOME"] = home
        os.environ["NGHITRINH_SECRET_KEY"] = "x" * 50
        os.environ["DJANGO_SETTINGS_MODULE"] = "nghitrinh.settings.base"
        django.setup()
        measure(given.objects, given.rounds)


if __name__ == "__main__":
    main()
