"""What is public keeps its level: only a withdrawal takes it back, only a release lets more out."""

from typing import Any

import pytest
from tests.record.instruments.chain import Chain
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.acts import agenda
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.releases import acts


def accepted_paper(world: World, item: AgendaItem) -> Paper:
    """Return a public paper that was put under an item, handed in and accepted."""
    paper = world.paper(item, "Tờ trình")
    papers.submit(by=world.officer, paper=paper.pk, edit=1, body="Nội dung")
    return papers.accept(by=world.secretary, paper=paper.pk, edit=2)


def test_a_released_paper_is_not_laid_where_it_would_become_restricted(chain: Chain) -> None:
    world, paper = chain.world, accepted_paper(chain.world, chain.item)
    closed = world.item(chain.meeting, "Nhân sự", level="restricted")
    chain.released()
    acts.release_paper(by=world.secretary, paper=paper.pk, edit=paper.edit)
    lay: dict[str, Any] = {"by": world.secretary, "paper": paper.pk, "item": closed.pk}
    with refusing(Contradiction, "public_level_fixed"):
        papers.lay(**lay, edit=paper.edit + 1)
    acts.withdraw(by=world.secretary, kind="paper", id=paper.pk, reason="Nhầm")
    assert papers.lay(**lay, edit=paper.edit + 1).level == "restricted"


@pytest.mark.parametrize("verb", ["paper.return", "paper.withdraw"])
def test_a_released_paper_does_not_go_back_while_the_public_reads_it(chain: Chain, verb: str) -> None:
    world, paper = chain.world, accepted_paper(chain.world, chain.item)
    chain.released()
    now = acts.release_paper(by=world.secretary, paper=paper.pk, edit=paper.edit)
    again: dict[str, Any] = {"by": world.secretary, "paper": paper.pk, "edit": now.edit, "reason": "Thiếu biểu"}
    with refusing(Contradiction, "still_public"):
        ACTS[verb](**again)
    acts.withdraw(by=world.secretary, kind="paper", id=paper.pk, reason="Thiếu biểu")
    assert ACTS[verb](**again).state in (PaperState.RETURNED, PaperState.WITHDRAWN)


@pytest.mark.parametrize(("level", "other"), [("public", "restricted"), ("restricted", "public")])
def test_a_released_item_keeps_its_level(chain: Chain, level: str, other: str) -> None:
    """A restricted item that is known by its public title would else be published whole, without any release."""
    world, item = chain.world, chain.world.item(chain.meeting, "Khen thưởng", level=level)
    if level == "restricted":
        agenda.approve_public_title(by=world.chair, item=item.pk, edit=1, public_title="Công tác cán bộ")
    chain.released()
    assert Publication.objects.filter(subject_id=item.pk).exists()
    now = AgendaItem.objects.get(pk=item.pk)
    with refusing(Contradiction, "public_level_fixed"):
        agenda.revise_item(by=world.secretary, item=now.pk, edit=now.edit, title=now.title, level=other)
