"""The command line reaches the record, and refuses in one line that says field, found and expected."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.world import World, make_world

from nghitrinh import cli
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import guard, storage
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import Meeting


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


REFUSED = {"code", "field", "message", "found", "expected", "beside"}


def plan(world: World, **changes: object) -> str:
    given = {"organization": str(world.committee.pk), "name": "Hội nghị", "starts_at": "2021-09-10T14:00"}
    return json.dumps({name: value for name, value in (given | changes).items() if value is not None})


def test_an_act_is_carried_out_and_shown(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "act", "meeting.plan", "--by", "secretary", "--json", plan(world))
    made = json.loads(out)
    assert (code, made["type"], made["state"]) == (0, "meeting", "planned")
    code, out, _ = run(capsys, "show", made["id"], "--json")
    assert (code, json.loads(out)["journal"][0]["act"]) == (0, "meeting.plan")


@pytest.mark.parametrize(
    ("changes", "field", "coded"),
    [
        ({"name": None}, "name", "missing"),
        ({"name": ""}, "name", "text_empty"),
        ({"starts_at": "hôm qua"}, "starts_at", "not_a_time"),
        ({"organization": "36"}, "organization", "name_unknown"),
        ({"organization": "00000000-0000-0000-0000-000000000000"}, "organization", "unknown"),
        ({"level": "secret"}, "level", "not_a_choice"),
        ({"colour": "red"}, "colour", "no_such_parameter"),
    ],
)
def test_a_bad_parameter_is_named_and_nothing_is_written(
    world: World, capsys: pytest.CaptureFixture[str], changes: dict[str, object], field: str, coded: str
) -> None:
    lines = Journal.objects.count()
    code, out, err = run(capsys, "act", "meeting.plan", "--by", "secretary", "--json", plan(world, **changes))
    refused = json.loads(out)["refused"]
    assert (code, Journal.objects.count(), Meeting.objects.count()) == (1, lines, 0)
    assert (refused["field"], refused["code"], set(refused)) == (field, coded, REFUSED)
    assert err.startswith(f"nghitrinh: {field}: {refused['message']}; found ")
    assert "expected" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["act", "meeting.fly", "--by", "secretary"], "'meeting.fly'"),
        (["act", "meeting.plan", "--by", "nobody"], "'nobody'"),
        (["act", "meeting.plan", "--by", "secretary", "--json", "{"], "--json: line 1"),
        (["act", "meeting.plan", "--by", "secretary", "--json", "[]"], "found list"),
        (["show", "36"], "'36'"),
        (["show", "00000000-0000-0000-0000-000000000000"], "found no object"),
    ],
)
def test_a_wrong_call_is_refused(
    world: World, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 1
    assert said in err


def test_a_refused_parameter_is_told_in_english(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = "00000000-0000-0000-0000-000000000000"
    said = {
        plan(world, name=None): "name: is missing; found nothing, expected a value",
        plan(
            world, colour="red"
        ): "colour: there is no such field: 'red'; found 'red', expected only parameters of this act",
        plan(world, name="x" * 5000): "name: Too long; found 5000 characters, expected at most ",
        plan(world, organization=unknown): f"organization: Not in the record; found {unknown}, "
        "expected the identifier of one in the record",
    }
    for given, line in said.items():
        _, _, err = run(capsys, "act", "meeting.plan", "--by", "secretary", "--json", given)
        assert err.startswith(f"nghitrinh: {line}")


def test_an_unknown_command_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fly")
    assert code == 2
    assert "publish" in err


def test_another_bodys_member_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "act", "meeting.plan", "--by", "bob", "--json", plan(world))
    assert (code, "not for you" in err) == (1, True)


def test_the_journal_lists_and_verifies(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "journal", "list", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[0]["act"] == "user.create"
    assert run(capsys, "journal", "verify")[0] == 0
    assert run(capsys, "check")[0] == 0


def test_a_lost_photo_of_an_article_is_named_by_check(
    world: World, capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    digest = storage.put(b"a photo")
    given = {"title": "Bài", "lead": "", "body": "Lời.", "image": digest, "image_alt": "Phòng họp"}
    ACTS["article.draft"](by=world.secretary, meeting=world.plan_meeting().pk, **given)
    assert run(capsys, "check")[0] == 0
    (storage.folder() / digest).unlink()
    code, _, err = run(capsys, "check")
    assert (code, err.strip()) == (1, f"File {digest} is not in the store (No such file or directory)")


def test_a_row_changed_by_sql_is_named_by_verify_and_check(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    planned = world.plan_meeting()
    with guard.opened("a hand in the database"), connection.cursor() as cursor:
        cursor.execute("UPDATE record_meeting SET place = 'khác'")
    for command in (["journal", "verify"], ["check"]):
        code, _, err = run(capsys, *command)
        assert (code, f"meeting:{planned.pk}" in err) == (1, True)


def test_every_act_is_listed_with_its_parameters(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "acts")
    assert code == 0
    assert "meeting.convene(meeting, edit, [series])" in out


def test_names_stand_in_place_of_identifiers(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"user": "BOB", "organization": world.department.name.lower(), "role": "reader"}
    code, out, _ = run(capsys, "act", "grant.give", "--by", "quantri", "--json", json.dumps(given))
    assert (code, json.loads(out)["organization_id"]) == (0, str(world.department.pk))
    several = {"body": world.body.name, "number": "XX", "starts_on": "2030-01-01"}
    assert run(capsys, "act", "term.open", "--by", "quantri", "--json", json.dumps(several))[0] == 0


def test_a_name_of_several_is_refused_with_the_identifiers(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [
        ACTS["membership.appoint"](by=world.admin, organization=each.pk, post="Giám đốc")
        for each in (world.department, world.council)
    ]
    given = json.dumps({"membership": "Giám đốc", "edit": 1, "ends_on": "2021-01-01"})
    code, _, err = run(capsys, "act", "membership.end", "--by", "quantri", "--json", given)
    assert code == 1
    assert all(str(post.pk) in err for post in posts)


def test_who_acts_is_asked_for(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "act", "body.found", "--json", json.dumps({"name": "Tỉnh"}))
    assert (code, "--by" in err) == (1, True)
