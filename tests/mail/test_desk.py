"""One's own letters, the private calendar, and the administrator's page of what waits and failed."""

import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from tests.mail.conftest import convened
from tests.world import World

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.logs import Lines
from nghitrinh.desk.mail.words import FAULTS, KINDS
from nghitrinh.mail import addresses, choices, sending
from nghitrinh.mail.models import Choice, Kind, Letter, LetterState, new_letter
from nghitrinh.record.bodies.models import MailAddress
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Journal


def client_of(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


def test_everybody_says_where_their_letters_go_and_how_often(world: World) -> None:
    client = client_of(world.member)
    answer = client.post("/tai-khoan/thu/", {"address": "uv@tinhuy.vn", "choice": "at_once"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tai-khoan/")
    assert choices.of(world.member).address == "uv@tinhuy.vn"
    assert choices.of(world.member).choice == Choice.AT_ONCE
    assert "uv@tinhuy.vn" in client.get("/tai-khoan/").content.decode()  # and the session goes on
    assert Journal.objects.order_by("-seq")[0].act == "user.set_mail_address"


@pytest.mark.parametrize("typed", ["uv", "uv@tinhuy", "ủy@tinhuy.vn", "a@b.vn, c@d.vn", "a" * 260 + "@b.vn"])
def test_what_is_no_address_is_said_and_stays_on_the_form(world: World, typed: str) -> None:
    answer = client_of(world.member).post("/tai-khoan/thu/", {"address": typed, "choice": "none"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert typed in page
    assert "Địa chỉ thư chưa đúng" in page
    assert choices.of(world.member).choice == Choice.DAILY  # nothing half done


def test_an_administrator_sets_another_ones_address_and_nobody_else_does(world: World) -> None:
    address = f"/nguoi-dung/{world.reader.pk}/dia-chi-thu/"
    page = client_of(world.admin).get(address).content.decode()
    key = re.search(r'name="(form_key|key|once)" value="([^"]+)"', page)
    given = {"address": "doc@tinhuy.vn"} | ({key[1]: key[2]} if key else {})
    assert client_of(world.admin).post(address, given).status_code == 302
    assert MailAddress.objects.get(user=world.reader).value == "doc@tinhuy.vn"
    assert "doc@tinhuy.vn" in client_of(world.admin).get(f"/nguoi-dung/{world.reader.pk}/").content.decode()
    assert client_of(world.secretary).post(address, {"address": "x@y.vn"}).status_code == 404


def _secret_address(client: Client) -> str:
    client.post("/tai-khoan/lich/")
    found = re.search(
        r'<code class="secret">http://testserver(/lich-rieng/[^<]+)</code>', client.get("/tai-khoan/").content.decode()
    )
    assert found is not None
    return found[1]


def test_a_private_calendar_is_shown_once_renewed_and_ended(world: World) -> None:
    convened(world)
    client = client_of(world.member)
    first = _secret_address(client)
    assert first not in client.get("/tai-khoan/").content.decode()
    answer = Client().get(first)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == "Hội nghị Ban Thường vụ lần thứ 1"
    second = _secret_address(client)
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    client.post("/tai-khoan/lich/", {"end": "1"})
    assert Client().get(second).status_code == 404


def test_a_private_calendar_has_what_its_user_may_see_and_nothing_restricted(world: World) -> None:
    convened(world, level="restricted")
    for user in (world.chair, world.bob):
        feed = Client().get(_secret_address(client_of(user))).content
        assert Calendar.from_ical(feed).walk("VEVENT") == []


def test_programs_read_the_same_meetings_as_rows_coming_or_past_and_of_one_body(world: World) -> None:
    meeting = convened(world)
    address = _secret_address(client_of(world.member)).removesuffix(".ics") + ".json"
    (row,) = Client().get(address).json()["meetings"]
    assert (row["id"], row["title"]) == (str(meeting.pk), "Hội nghị Ban Thường vụ lần thứ 1")
    assert (row["starts"], row["state"]) == (meeting.starts_at.astimezone(clock.ZONE).isoformat(), "convened")
    assert Client().get(address, {"body": str(world.committee.pk)}).json()["meetings"] == [row]
    assert Client().get(address, {"body": str(world.department.pk)}).json()["meetings"] == []
    assert Client().get(address, {"when": "past"}).json()["meetings"] == []
    for wrong in ({"when": "someday"}, {"body": "x"}, {"from": "2021"}):
        answer = Client().get(address, wrong)
        assert answer.status_code == 400
        assert next(iter(wrong)) in answer.json()["error"]
    described = Client().get("/lich-rieng/openapi.json").json()
    shape = described["paths"]["/lich-rieng/{secret}.json"]["get"]["responses"]["200"]
    (listed,) = shape["content"]["application/json"]["schema"]["properties"].values()
    assert set(listed["items"]["required"]) == set(row)
    convened(world, level="restricted")
    assert Client().get(address).json()["meetings"] == [row]
    assert Client().get(address.replace(".json", "x.json")).status_code == 404


def test_no_log_has_a_secret_address() -> None:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "Broken: %s", ("/lich-rieng/AbCdEfGhIj.ics",), None
    )
    assert "EfGh" not in Lines().format(record)
    record.args = ("/dat-mat-khau/AbCdEfGhIj/",)
    assert "EfGh" not in Lines().format(record)


def _failed(world: World) -> Letter:
    letter = new_letter(world.member, Kind.INVITED, timezone.now(), "test")
    letter.state, letter.fault, letter.reply, letter.attempts = LetterState.FAILED, "recipient", 550, 1
    letter.save(force_insert=True)
    return letter


def test_an_administrator_is_shown_what_failed_and_tries_it_again_or_lets_it_be(world: World) -> None:
    client, letter = client_of(world.admin), _failed(world)
    assert "Thư không gửi được" in client.get("/").content.decode()
    assert "Thư không gửi được" not in client_of(world.secretary).get("/").content.decode()
    page = client.get("/thu/").content.decode()
    assert "Máy chủ thư không nhận địa chỉ này (550)" in page
    assert "member@example.vn" not in page
    client.post(f"/thu/{letter.pk}/gui-lai/")
    assert Letter.objects.get(pk=letter.pk).state == LetterState.QUEUED
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED)
    client.post(f"/thu/{letter.pk}/bo/")
    assert sending.given_up() == 0
    assert "Thư không gửi được" not in client.get("/").content.decode()


def test_a_trial_goes_the_way_of_every_letter(world: World) -> None:
    client = client_of(world.admin)
    client.post("/thu/gui-thu/")
    assert not Letter.objects.exists()  # whoever has no address is asked for one
    client.post("/tai-khoan/thu/", {"address": "qt@tinhuy.vn", "choice": "none"})
    client.post("/thu/gui-thu/")
    sending.send_due()
    assert set(Letter.objects.values_list("kind", "state")) == {("trial", "sent")}


def test_every_fault_and_kind_has_words() -> None:
    source = "".join(
        (addresses.settings.PACKAGE / "mail" / f"{name}.py").read_text() for name in ("transport", "sending")
    )
    codes = set(re.findall(r'Fault\("(\w+)"', source)) | set(re.findall(r'fault="(\w+)"', source))
    assert codes == set(FAULTS)
    assert set(KINDS) >= set(Kind.values)


def test_letters_lead_to_the_desks_own_pages(world: World) -> None:
    for kind, page in ((Kind.INVITED, "meetings.meeting"), (Kind.PAPERS, "agenda.item"), (Kind.DUE, "tasks.task")):
        assert addresses.path_of(kind, world.body.pk) == reverse(page, [world.body.pk])
    assert reverse("account.letters") == addresses.CHOICE
