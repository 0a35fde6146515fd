"""A form tells all its mistakes at once: at its top with the way to each field, and at each field."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.test import Client
from lxml import html
from tests.desk.kit.test_typed import FORMS, Page, Sign, fields_of, opened, shown, undone
from tests.desk.sending import is_refused, send
from tests.record.decided import open_item
from tests.record.tasks.given import task_of
from tests.world import World

from nghitrinh.desk.kit.forms import NumberField
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.kernel.texts import LONGEST

__all__ = ["opened", "shown"]  # the fixtures
# Pages that ask for fewer than two things: a reason, a day, nothing.
WITH_ONE = {
    *("meetings.convene", "meetings.open", "meetings.close", "meetings.cancel", "agenda.withdraw"),
    *("agenda.approve_title", "papers.return", "papers.withdraw", "papers.lay", "decisions.send_back"),
    *("tasks.report", "tasks.confirm", "tasks.answer", "instruments.send_back"),
    *("articles.send_back", "articles.confirm", "articles.withdraw", "intake.accept", "intake.discard"),
    *("releases.release", "releases.withdraw", "intake.amend"),
    *("agenda.add_several", "people.end_post", "people.end_place", "people.close_term"),
    *("people.register", "people.strike", "procedure.drop", "decisions.drop", "articles.drop"),
    *("voting.cancel", "opinions.cancel"),
    *("minutes.record_signature", "minutes.send_back", "minutes.drop", "minutes.approve"),
    *("instruments.record_signature", "instruments.drop", "instruments.drop_correction"),
    *("registers.close", "registers.close_series", "registers.withdraw_template", "registers.hand_in"),
    "registers.hand_in_minutes",
    "registers.hand_in_letter",
    "engagements.cancel",
    *("findings.answer", "findings.send_back"),
    *("personal.note_item", "personal.change_note", "personal.remove_note"),
    *("personal.open_folder", "personal.change_folder", "personal.remove_folder", "personal.remove_document"),
}


def wrong_for(name: str, field: Any) -> str | None:
    """Return a value that a field cannot take; None for a tick, and a file that need not be there.

    A part that is left empty is not there: its texts are too long instead.
    """
    if isinstance(field, forms.BooleanField):
        return None
    if isinstance(field, forms.FileField):
        return "" if field.required else None
    if isinstance(field, NumberField):
        return "năm mươi"
    if type(field) is forms.CharField:
        return "" if field.required and "-" not in name else "x" * (field.max_length + 1)
    return "không phải"


def wrong_fields(form: Any) -> dict[str, str]:
    """Return a wrong value for every field that can have one, by the name under which it is sent."""
    shown = {name: bound.field for name, bound in fields_of(form).items() if not bound.is_hidden}
    return {name: value for name, field in shown.items() if (value := wrong_for(name, field)) is not None}


def said_of(answer: Any) -> tuple[list[str], list[str]]:
    """Return the fields to which the summary leads, and those at which something is said to be wrong, by their ids."""
    page = html.fromstring(answer.content.decode())
    links = [each.get("href").removeprefix("#") for each in page.xpath("//*[contains(@class, 'alert--late')]//a")]
    assert [link for link in links if page.get_element_by_id(link, None) is None] == []
    at_fields = [each.get("id").removesuffix("_error") for each in page.xpath("//*[@class='error'][@id]")]
    return links, at_fields


@pytest.mark.parametrize("area", FORMS)
def test_two_wrong_values_are_both_named(area: str, opened: Callable[[str], Page]) -> None:
    for name in (f"{area}.{page}" for page in FORMS[area].split()):
        with undone():
            page = opened(name)
            found = wrong_fields(page.form)
            assert (len(found) < 2) == (name in WITH_ONE), (name, list(found))
            if name in WITH_ONE:
                continue
            first, *_between, last = found.items()
            lines = Journal.objects.count()
            for chosen in (dict([first, last]), found):
                answer = page.client.post(page.address, page.typed() | chosen)
                assert (is_refused(answer), Journal.objects.count()) == (True, lines), name
                links, at_fields = said_of(answer)
                for field in chosen:
                    assert f"id_{field}" in [each.removesuffix("_0") for each in links], (name, field, links)
                    assert f"id_{field}" in at_fields, (name, field, at_fields)


@pytest.mark.parametrize("area", FORMS)
def test_every_text_is_held_to_a_length_by_its_form(area: str, opened: Callable[[str], Page]) -> None:
    """Else the record alone would refuse it, after everything that the form finds wrong was mended."""
    for name in (f"{area}.{page}" for page in FORMS[area].split()):
        with undone():
            form = opened(name).form
            texts = [each for each in fields_of(form).values() if type(each.field) is forms.CharField]
            assert [each.html_name for each in texts if not 0 < (each.field.max_length or 0) <= 5 * LONGEST] == [], name


def test_what_the_form_finds_and_what_the_record_would_refuse_are_told_together(signed: Sign, world: World) -> None:
    task = task_of(world, due_on="2021-10-31")
    answer = send(signed("secretary"), f"/viec/{task.pk}/gia-han/", due_on="2021-10-01", reason="")
    assert said_of(answer) == (["id_due_on", "id_reason"], ["id_due_on", "id_reason"])
    assert answer.context["form"]["reason"].value() == ""


def test_points_that_are_right_are_asked_about_while_others_are_wrong(signed: Sign, world: World) -> None:
    answer = _sent_points(signed("secretary"), world)
    assert is_refused(answer)
    assert said_of(answer)[0] == [
        "id_title",
        "id_points-0-figures-0-low",
        "id_points-1-figures-0-low",
        "id_points-2-charges-0-due_on",
    ]


def _sent_points(client: Client, world: World) -> Any:
    """Send three points: a number that is none, a range that is reversed, a deadline before the meeting."""
    parts = [f"points-{at}-{part}" for at in range(3) for part in ("figures", "charges")]
    typed = {f"{name}-{count}_FORMS": "1" for name in parts for count in ("TOTAL", "INITIAL")}
    typed |= {"points-TOTAL_FORMS": "3", "points-INITIAL_FORMS": "0", "title": ""}
    for at, (low, high) in enumerate((("năm", ""), ("9", "5"), ("", ""))):
        typed |= {f"points-{at}-outcome": "agreed", f"points-{at}-text": "Thống nhất."}
        figure = f"points-{at}-figures-0"
        typed |= {f"{figure}-quantity": "Diện tích" if low else "", f"{figure}-low": low, f"{figure}-high": high}
    charge = "points-2-charges-0"
    typed |= {f"{charge}-text": "Báo cáo", f"{charge}-due_on": "2020-01-01"}
    typed |= {f"{charge}-responsible": str(world.department.pk)}
    return client.post(f"/noi-dung/{open_item(world).pk}/ket-luan/", typed)
