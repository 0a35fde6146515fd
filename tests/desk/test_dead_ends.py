"""What cannot be done has no form: its page says why, what is wanted, and what can be done instead.

That no page of the worked example shows a form in vain is held by `test_links.py`, which tries every form on its way.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.dead_ends import watching
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.desk import templating
from nghitrinh.desk.kit import acting
from nghitrinh.desk.kit.asking_first import refused_now
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.kernel.striking import STRIKABLE, bare, resting_on
from nghitrinh.record.nouns import NOUNS

Sign = Callable[[str], Client]


def _strike(kind: str, key: object) -> str:
    return reverse("people.strike", args=[kind, key])


def test_an_entry_on_which_something_rests_has_no_form_and_two_ways_out(world: World, signed: Sign) -> None:
    page = signed("quantri").get(_strike("organization", world.committee.pk)).content.decode()
    assert "Lúc này chưa làm được" in page
    assert 'name="reason"' not in page
    assert reverse("people.correct", args=[world.committee.pk]) in page
    assert reverse("people.end", args=[world.committee.pk]) in page


def test_striking_is_offered_of_what_nothing_points_to(world: World, signed: Sign) -> None:
    client = signed("quantri")
    page = client.get(reverse("people.organization", args=[world.committee.pk])).content.decode()
    assert _strike("organization", world.committee.pk) not in page
    post = ACTS["membership.appoint"](by=world.admin, organization=world.committee.pk, post="Ủy viên dự khuyết")
    page = client.get(reverse("people.organization", args=[world.committee.pk])).content.decode()
    assert _strike("membership", post.pk) in page
    assert 'name="reason"' in client.get(_strike("membership", post.pk)).content.decode()


def test_bare_is_what_no_row_points_to(world: World) -> None:
    for row in STRIKABLE.values():
        rows = list(row.model._default_manager.all())
        free = bare(rows)
        assert all(each.pk in free for each in rows if not resting_on(each)), row.kind
    assert world.committee.pk not in bare([world.committee])


def test_an_organization_with_work_left_is_not_ended_but_followed(world: World, signed: Sign) -> None:
    ACTS["meeting.plan"](
        by=world.secretary, organization=world.committee.pk, name="Hội nghị", starts_at="2031-01-05T08:00"
    )
    page = signed("quantri").get(reverse("people.end", args=[world.committee.pk])).content.decode()
    assert "Lúc này chưa làm được" in page
    assert reverse("people.succeed", args=[world.committee.pk]) in page


def test_a_form_shown_in_vain_is_found(world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, str] = {}
    watching(monkeypatch, found)
    monkeypatch.setattr(acting, "_cannot", lambda *_given: None)
    signed("quantri").get(_strike("organization", world.committee.pk))
    assert any("rested_on" in each for each in found)


# A button of these says more than which object it is about, so no page can ask for it before.
SAYS_MORE = {
    "intake.accept": "what was taken from the page",
    "article.revise": "links and texts of the newest version",
    "article.release": "the gate's verdict",
}
PRESS = re.compile(r'press\(url\([^)]*\), (\w+),[^}]*?act="([a-z_.]+)"')
TEMPLATES = Path(templating.__file__).parent / "templates"


def _buttons() -> list[tuple[str, str]]:
    return sorted({found for page in TEMPLATES.rglob("*.html") for found in PRESS.findall(page.read_text())})


def test_every_button_of_an_object_can_be_asked_for_before_it_is_shown() -> None:
    of_objects = [(noun, act) for noun, act in _buttons() if noun in NOUNS]
    assert len(of_objects) > 10
    unasked = {act for noun, act in of_objects if not ACTS[act].required <= {noun, "edit"}}
    assert unasked <= SAYS_MORE.keys()


def test_a_button_gives_way_to_why_its_act_refuses(world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = make_chain(world).instrument()
    address, client = reverse("instruments.instrument", args=[notice.pk]), signed("secretary")
    button = f'action="{reverse("instruments.check", args=[notice.pk])}"'
    assert button in client.get(address).content.decode()
    refused = BadInput("Thiếu một điều", code="file_of_another_kind", field="instrument")
    monkeypatch.setattr(templating, "refused_now", lambda *_given: [refused])
    page = client.get(address).content.decode()
    assert (button in page, "lúc này chưa làm được. Thiếu một điều." in page) == (False, True)


def test_asking_writes_nothing_and_forgets_nothing(world: World) -> None:
    notice, by = make_chain(world).instrument(), world.secretary
    live_grants(by)
    before, lines = by.remembered_grants, Journal.objects.count()
    assert refused_now(by, "instrument.check", notice) == []
    assert (by.remembered_grants, Journal.objects.count()) == (before, lines)
    assert Instrument.objects.get(pk=notice.pk).edit == notice.edit


def test_a_notice_without_a_corrected_decision_leads_to_what_it_carries(world: World, signed: Sign) -> None:
    chain = make_chain(world)
    notice = chain.issued()
    page = signed("secretary").get(reverse("instruments.correct", args=[notice.pk])).content.decode()
    assert "Lúc này chưa làm được" in page
    for name, key in (
        ("decisions.correct", chain.decision.pk),
        ("instruments.withdraw", notice.pk),
    ):
        assert f'href="{reverse(name, args=[key])}"' in page
    assert "Sai ở trích yếu, nơi nhận, người ký thì thu hồi văn bản này, rồi ban hành lại." in page


def test_a_rule_that_cannot_be_applied_leads_to_the_values_that_are_missing(world: World, signed: Sign) -> None:
    given = {
        "title": "Quy chế",
        "starts_on": "2021-01-01",
        "provisions": [{"key": "quorum", "value": ">= 2/3 in_office"}],
    }
    rule = ACTS["rule.draft"](by=world.secretary, organization=world.committee.pk, **given)
    client, form = signed("secretary"), reverse("procedure.revise", args=[rule.pk])
    page = client.get(reverse("procedure.rule", args=[rule.pk])).content.decode()
    assert f'action="{reverse("procedure.adopt", args=[rule.pk])}"' not in page
    anchors = re.findall(rf'href="{form}#([a-z_]+)"', page)
    assert anchors == ["id_quorum_basis", "id_majority"]
    shown = client.get(form).content.decode()
    assert all(f'id="{each}"' in shown for each in anchors)
