"""For whom a user acts on a paper: bringing is the submitting body's, judging is the secretariat's that received it."""

import pytest
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.papers import acts
from nghitrinh.record.papers.models import Paper


def submitted(world: World) -> Paper:
    """Return a paper that the department brought before the committee."""
    paper = acts.register(
        by=world.officer,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title="Tờ trình",
        kind="submission",
    )
    acts.submit(by=world.officer, paper=paper.pk, edit=1, body="Nội dung")
    return Paper.objects.get(pk=paper.pk)


@pytest.mark.parametrize("verb", ["paper.accept", "paper.return", "paper.withdraw"])
def test_the_submitting_bodys_own_secretary_does_not_judge_its_paper(world: World, verb: str) -> None:
    paper = submitted(world)
    bodies.give_grant(by=world.admin, user=world.officer.pk, organization=world.department.pk, role="secretary")
    with pytest.raises(NotAllowed):
        ACTS[verb](by=world.officer, paper=paper.pk, edit=paper.edit, **_reason(verb))


@pytest.mark.parametrize("verb", ["paper.accept", "paper.return", "paper.withdraw"])
def test_the_secretary_judges_also_who_is_an_officer_of_the_submitting_body(world: World, verb: str) -> None:
    paper = submitted(world)
    bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=world.department.pk, role="officer")
    ACTS[verb](by=world.secretary, paper=paper.pk, edit=paper.edit, **_reason(verb))
    assert journal.verify() == []


def _reason(verb: str) -> dict[str, str]:
    return {} if verb == "paper.accept" else {"reason": "Thiếu biểu"}
