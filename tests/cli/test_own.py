"""A home of one's own from nothing: what each command says while there is no body, nothing released, no release."""

import json
import time
from pathlib import Path

import pytest
from tests.cli.attacking import serving
from tests.cli.programs import Home, free_port, new_home

pytestmark = pytest.mark.processes
FIRST = {"username": "quantri", "post": "Quản trị", "password": "mot cau de nho cua toi", "is_administrator": True}
SECRETARY = {"username": "thuky", "post": "Thư ký", "password": "mot cau khac de nho hon"}


@pytest.fixture
def empty(tmp_path: Path) -> Home:
    """Return a home that `init` has made and nobody has begun."""
    home = new_home(tmp_path / "own")
    assert home.run("init").code == 0
    return home


def code_in(printed: str) -> str:
    return printed.split("/bat-dau/?ma=")[1].split(maxsplit=1)[0]


def founded(home: Home) -> None:
    """Begin a home by acts, as the guide for administrators says, up to somebody who may publish."""
    home.run("act", "user.create", "--json", json.dumps(FIRST))
    body = json.loads(home.act("body.found", '{"name": "Xã Tân Lập"}').out)["id"]
    committee = {"body": body, "name": "Ủy ban nhân dân xã Tân Lập", "kind": "peoples_committee"}
    organization = json.loads(home.act("organization.found", json.dumps(committee)).out)["id"]
    user = json.loads(home.act("user.create", json.dumps(SECRETARY)).out)["id"]
    ran = home.act("grant.give", json.dumps({"user": user, "organization": organization, "role": "secretary"}))
    assert ran.code == 0, ran


def test_an_own_home_prints_an_address_whose_code_it_does_not_keep(tmp_path: Path) -> None:
    home = new_home(tmp_path / "own")
    first, second = (home.run("run", "--own", "--once") for _ in range(2))
    codes = {code_in(ran.out) for ran in (first, second)}
    assert len(codes) == 2
    kept = home.folder / "setup.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not any(code.replace("-", "") in kept.read_text("utf-8").replace("-", "") for code in codes)
    assert home.lines == 0
    assert code_in(home.run("setup", "--desk", "https://desk.example").out) not in codes
    assert "https://desk.example/bat-dau/?ma=" in home.run("setup", "--desk", "https://desk.example/").out


def test_a_home_that_init_made_gets_its_setup_and_no_example(empty: Home) -> None:
    assert code_in(empty.run("run", "--once").out)
    assert empty.lines == 0


def test_the_home_of_the_example_is_nobodys_own(home: Home) -> None:
    ran = home.run("run", "--own", "--once")
    ran.require_refused(str(home.folder), "the home of the worked example", "NGHITRINH_HOME")
    home.run("setup").require_refused("found a record that has a body or users")


def test_publishing_says_what_is_missing(empty: Home) -> None:
    empty.run("act", "user.create", "--json", json.dumps(FIRST))
    empty.run("publish", "--by", "quantri").require_refused("no jurisdiction and no body", "./run --own")


def test_a_portal_without_a_release_says_how_to_make_one(empty: Home) -> None:
    ran = empty.run("portal", str(empty.folder / "portal"))
    assert ran.code == 1
    assert "found no release" in ran.err
    assert "nghitrinh publish --by USER" in ran.err
    assert "--wait" in ran.err


def test_a_run_serves_a_first_page_and_opens_the_first_release_by_itself(empty: Home) -> None:
    founded(empty)
    port = free_port()
    with serving(empty, "run", "--desk-port", port, "--portal-port", answers="/") as portal:
        first = portal.ask("/")
        assert (first.status, "Chưa có gì được công bố" in first.body) == (200, True)
        assert portal.ask("/static/nghitrinh.css").status == 200
        assert portal.ask("/hoi-nghi/").status == 404
        assert json.loads(portal.ask("/suc-khoe").body) == {"release": 0}
        published = empty.run("publish", "--by", "thuky")
        assert (published.code, "nothing is released yet" in published.out) == (0, True)
        until = time.monotonic() + 20
        while "Xã Tân Lập" not in portal.ask("/").body:
            assert time.monotonic() < until, "the first release is not served"
            time.sleep(0.3)
        page = portal.ask("/").body
        assert "Chưa có gì được công bố ở đây" in page
        assert portal.ask("/hoi-nghi/").status == 200
        assert "dựng từ hồ sơ của Xã Tân Lập" in page
    assert empty.run("check").code == 0
