"""A public row reads only the fields that the allow-list names for it: a recording proxy watches each column."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from tests.record.walk.stock import lay_in
from tests.world import World, make_world

from nghitrinh.publication.allowlist import ALLOWED, PublicColumn
from nghitrinh.publication.released import Common, Released
from nghitrinh.publication.rows import COMMON_KINDS
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.tasks.models import Task

DAY = date(2021, 10, 4)
# Read to choose what a column shows, and shown by none. By its own key a row is looked up: that is not named here.
CONDITIONS = {
    "agendaitem.level": "of a restricted item the approved public title is shown, and nothing that hangs under it",
    "convening.number": "a meeting's series and term are those of the convening that is numbered",
    "convening.organization_id": "a meeting's own number is that of its owner",
    "meeting.owner_id": "as above",
    "meeting.source_id": "a restricted item names its meeting's source or none",
    "figure.point_id": "a figure's row names its point by the point's lasting key",
}


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Note each column of the record's tables that is read."""
    read, plain = set[str](), models.Model.__getattribute__

    def noting(self: models.Model, name: str) -> Any:
        if name[0] != "_" and name in {field.attname for field in type(self)._meta.concrete_fields} - {"id"}:
            read.add(f"{type(self)._meta.model_name}.{name}")
        return plain(self, name)

    with monkeypatch.context() as patched:
        patched.setattr(models.Model, "__getattribute__", noting)
        yield read


def _reads(column: PublicColumn, nouns: list[Any], released: Any, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    with recorded(monkeypatch) as read:
        for noun in nouns:
            value = column.read(noun, released)
            if callable(value):
                value()
    return read


def _more(world: World) -> None:
    """Release a paper, put a deadline off, go on from a lost release: what a walk's stock does not have."""
    item = _public_item()
    words = {"title": "Tờ trình", "kind": "submission", "level": "public", "item": item.pk, "source": world.source.pk}
    paper = papers.register(
        by=world.secretary, organization=world.committee.pk, submitted_by=world.department.pk, **words
    )
    for verb, by, given in (
        ("paper.submit", world.officer, {"body": "Nội dung"}),
        ("paper.accept", world.secretary, {}),
        ("paper.release", world.secretary, {}),
    ):
        ACTS[verb](by=by, paper=paper.pk, edit=Paper.objects.get(pk=paper.pk).edit, **given)
    task = Task.objects.get(pk=Publication.objects.get(subject_kind="task").subject_id)
    ACTS["task.extend"](by=world.secretary, task=task.pk, edit=task.edit, due_on="2022-10-01", reason="Chờ số liệu")
    found = {"sequence": 9, "as_of": DAY, "digest": "0" * 64, "ahead": [], "reason": "Khôi phục"}
    ACTS["release.resume"](by=world.admin, **found)


def _withdraw(world: World) -> None:
    """Withdraw the published document with what it published, and the article: what a tombstone tells."""
    on_whose_word = {"instrument": {"authority": "Chủ tịch"}}
    for kind, verb in (("article", "article.withdraw"), ("instrument", "instrument.withdraw")):
        found = Publication.objects.filter(subject_kind=kind, withdrawn_at=None)
        for noun in apps.get_model("record", kind)._default_manager.filter(pk__in=found.values("subject_id")):
            ACTS[verb](
                by=world.secretary, **{kind: noun.pk}, edit=noun.edit, reason="Nhầm", **on_whose_word.get(kind, {})
            )


def _public_item() -> AgendaItem:
    keys = Publication.objects.filter(subject_kind="agendaitem").values_list("subject_id", flat=True)
    return AgendaItem.objects.filter(pk__in=keys, level="public").order_by("position")[0]


def test_a_public_row_reads_only_the_fields_that_it_declares(
    db: None, tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    world = make_world()
    lay_in(world)
    _more(world)
    bodies = Organization.objects.values_list("pk", flat=True)
    released = Released(DAY, set(Meeting.objects.values_list("pk", flat=True)))
    _withdraw(world)
    common = Common(DAY, bodies, bodies)
    undeclared, filled = {}, set()
    for row in ALLOWED:
        source = common if row.row in COMMON_KINDS else released
        nouns = [*row.objects(source)]
        filled |= {row.row} if nouns else set()
        for column in row.columns:
            more = _reads(column, nouns, source, monkeypatch) - set(column.fields) - set(CONDITIONS)
            if more:
                undeclared[f"{row.row.__name__}.{column.name}"] = sorted(more)
    assert undeclared == {}
    assert filled == {row.row for row in ALLOWED}
