"""The form of a rule proposes what was read in a text that holds today, and says which text was replaced."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.record.presence.room import adopt_rule
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.procedure.effects import KEPT_ONLY, effect_words
from nghitrinh.record.procedure.models import Rule
from nghitrinh.record.procedure.presets import presets
from nghitrinh.record.procedure.provisions import Key

Sign = Callable[[str], Client]
REPLACED = "từ 1/3/2025 đã được Luật Tổ chức chính quyền địa phương 2025 (65/2025/QH15, rồi 72/2025/QH15) thay"


def _form(signed: Sign, world: World, preset: str) -> Any:
    return signed("secretary").get(f"/quy-che/co-quan/{world.committee.pk}/soan/?mau={preset}")


@pytest.mark.parametrize("preset", presets().values(), ids=lambda each: each.name)
@pytest.mark.parametrize("day", ["2021-10-08", "2026-11-30"])
def test_only_what_a_text_in_force_says_stands_in_the_form(
    world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch, preset: object, day: str
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", day)
    cells = presets()[preset.name].cells  # type: ignore[attr-defined]
    answer = _form(signed, world, preset.name)  # type: ignore[attr-defined]
    form, page = answer.context["form"], answer.content.decode()
    for key, cell in cells.items():
        holds = cell.source is not None and cell.source.holds_on(date.fromisoformat(day))
        assert form[f"{key}_basis"].value() == (cell.basis if holds else None)
        if cell.source and cell.source.has_ended(date.fromisoformat(day)):
            assert f"theo {cell.basis}: " in page
    assert (REPLACED in page) is (day > "2025" and preset.name.startswith("peoples_"))  # type: ignore[attr-defined]


def test_the_page_of_a_rule_says_which_text_was_replaced_since(
    world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    basis = "Luật Tổ chức chính quyền địa phương 2015, Điều 91"
    said = [{"key": key, "value": "> 1/2 in_office", "basis": basis} for key in ("quorum", "majority")]
    given = {"title": "Quy chế", "starts_on": "2020-11-12", "preset": "peoples_council", "provisions": said}
    rule = ACTS["rule.draft"](by=world.secretary, organization=world.committee.pk, **given)
    monkeypatch.setenv("NGHITRINH_TODAY", "2024-11-30")
    before = signed("secretary").get(f"/quy-che/{rule.pk}/").content.decode()
    monkeypatch.setenv("NGHITRINH_TODAY", "2026-11-30")
    after = signed("secretary").get(f"/quy-che/{rule.pk}/").content.decode()
    assert ("đã đọc ở văn bản gốc" in before, REPLACED in before) == (True, False)
    assert ("đã đọc ở văn bản gốc" in after, REPLACED in after) == (False, True)


def test_form_and_page_say_which_provisions_do_nothing_yet(signed: Sign, world: World) -> None:
    """Whoever sets what becomes public reads that nothing does; a provision that acts says no such thing."""
    form = signed("secretary").get(f"/quy-che/co-quan/{world.committee.pk}/soan/").content.decode()
    said = {key: str(effect_words(key)) for key in KEPT_ONLY}
    assert form.count("Chưa có tác dụng") == len(said)
    assert said[Key.PUBLIC_ATTENDANCE] in form
    adopt_rule(world)
    page = signed("secretary").get(f"/quy-che/{Rule.objects.get().pk}/").content.decode()
    assert page.count("Chưa có tác dụng") == len(said)
