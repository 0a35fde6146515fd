"""A publication runs apart from the request that asks for it: one at a time, with its page, told when it was killed."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from tests.record.instruments.chain import make_chain
from tests.world import World

import nghitrinh
from nghitrinh.desk.models import PublicationRun
from nghitrinh.desk.publication import runs
from nghitrinh.desk.publication.words import CODES, STEPS, run_words
from nghitrinh.record.kernel import clock
from nghitrinh.record.releases.models import Release

Sign = Callable[[str], Client]
SOURCE = Path(nghitrinh.__file__).parent


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[PublicationRun]]:
    """Let runs be begun by a process that does nothing for a long time; return those that were begun."""
    begun: list[PublicationRun] = []
    children: list[subprocess.Popen[bytes]] = []

    def spawn(run: PublicationRun) -> None:
        children.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]))
        PublicationRun.objects.filter(pk=run.pk).update(process=runs.name_of(children[-1].pid))
        begun.append(run)

    monkeypatch.setattr(runs, "spawn", spawn)
    yield begun
    for each in children:
        each.kill()
        each.wait()


def _kill(run: PublicationRun) -> None:
    run.refresh_from_db()
    pid = int(run.process.partition(":")[0])
    os.kill(pid, signal.SIGKILL)
    while runs.name_of(pid):
        time.sleep(0.01)


def _press(client: Client) -> str:
    answer = client.post("/phat-hanh/ra-cong/")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_two_presses_are_one_run(signed: Sign, slow: list[PublicationRun]) -> None:
    first, second = _press(signed("secretary")), _press(signed("quantri"))
    assert (first, len(slow)) == (second, 1)
    assert PublicationRun.objects.get().running


def test_a_run_that_goes_on_says_how_far_it_is(signed: Sign, slow: list[PublicationRun]) -> None:
    client = signed("secretary")
    address = _press(client)
    answer = client.get(address)
    assert (answer.headers["Refresh"], answer.headers["Cache-Control"]) == ("2", "private, no-store")
    assert "Đang chuẩn bị" in answer.content.decode()
    PublicationRun.objects.update(step="pages")
    assert "Đã dựng các trang, đang xếp tệp" in client.get(address).content.decode()
    assert address in client.get("/phat-hanh/").content.decode()
    assert "Refresh" not in client.get(f"{address}?dung").headers


def test_a_killed_run_is_told_and_another_may_begin(signed: Sign, slow: list[PublicationRun]) -> None:
    client = signed("secretary")
    address = _press(client)
    _kill(slow[0])
    answer = client.get(address)
    assert "bị ngắt giữa chừng" in answer.content.decode()
    assert "Refresh" not in answer.headers
    assert "bị ngắt giữa chừng" in client.get("/phat-hanh/").content.decode()
    assert _press(client) != address
    assert [run.code for run in PublicationRun.objects.order_by("started_at")] == ["killed", ""]


def test_a_number_that_another_process_has_by_now_is_not_taken_for_the_run(
    signed: Sign, slow: list[PublicationRun]
) -> None:
    client = signed("secretary")
    address = _press(client)
    slow[0].refresh_from_db()
    PublicationRun.objects.update(process=f"{slow[0].process}0")
    assert "bị ngắt giữa chừng" in client.get(address).content.decode()


def test_a_run_whose_process_never_came_is_given_up(signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "spawn", lambda _run: None)
    client = signed("secretary")
    address = _press(client)
    assert "Đang chuẩn bị" in client.get(address).content.decode()
    PublicationRun.objects.update(started_at=clock.now() - timedelta(minutes=2))
    assert "bị ngắt giữa chừng" in client.get(address).content.decode()


def test_a_mistake_of_the_program_is_told_and_stays_loud(signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise LookupError("x")

    monkeypatch.setattr(runs, "publish", fail)
    client = signed("secretary")
    with pytest.raises(LookupError):
        client.post("/phat-hanh/ra-cong/")
    run = PublicationRun.objects.get()
    assert (run.code, run.running) == ("crashed", None)
    assert "Máy hỏng giữa chừng" in client.get(f"/phat-hanh/lan/{run.pk}/").content.decode()


def test_what_came_of_it_stands_on_its_page_in_both_languages(signed: Sign, world: World) -> None:
    make_chain(world).released()
    client = signed("secretary")
    address = _press(client)
    assert "Đã phát hành bản 1" in client.get(address).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Release 1 is out" in client.get(address).content.decode()
    assert Release.objects.get().sequence == 1


def test_nobody_else_sees_a_run(signed: Sign, slow: list[PublicationRun]) -> None:
    address = _press(signed("secretary"))
    assert {who: signed(who).get(address).status_code for who in ("chair", "reader", "officer")} == {
        "chair": 404,
        "reader": 404,
        "officer": 404,
    }
    assert signed("secretary").get("/phat-hanh/lan/00000000-0000-0000-0000-000000000000/").status_code == 404


def _codes(*folders: str) -> set[str]:
    """Return the codes of all faults of a bundle that some packages raise."""
    paths = [path for folder in folders for path in (SOURCE / folder).rglob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    own = [call for call in calls if ast.unparse(call.func) in ("BundleError", "NotSealed", "UnderWay")]
    found = [each.value for call in own for each in call.keywords if each.arg == "code"]
    assert len(found) == len(own) > 5
    return {str(ast.literal_eval(each)) for each in found}


def test_every_fault_of_a_bundle_has_words_on_the_desk() -> None:
    """The bundle speaks English; whoever publishes reads words of the desk."""
    lacking = _codes("bundle", "publication") - {"no_public_key"} - set(CODES)
    assert lacking == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_and_step_is_said_in_both_languages(language: str) -> None:
    values = {"where": "/home/portal", "number": 7, "rendered": 12}
    with translation.override(language):
        said = {code: run_words(PublicationRun(running=None, code=code, values=values)) for code in [*CODES, "new_one"]}
        said |= {step: run_words(PublicationRun(step=step)) for step in [*STEPS, "sealed"]}
    assert not [words for words in said.values() if "%(" in words or not words]
    if language == "en":
        vietnamese = {str(text) for text in (*CODES.values(), *STEPS.values())}
        assert not [words for words in said.values() if words in vietnamese or "Báo quản trị" in words]


@pytest.mark.parametrize(("quick", "written"), [(60.0, ""), (0.0, "pages")])
def test_a_run_that_takes_longer_than_a_moment_says_how_far_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch, quick: float, written: str
) -> None:
    monkeypatch.setattr(runs, "QUICK", quick)
    run = PublicationRun.objects.create(by=world.secretary)

    def publish(*, by: object, step: Callable[[str], None]) -> None:
        step("begun")
        step("pages")
        raise OSError("so far")

    monkeypatch.setattr(runs, "publish", publish)
    runs.carry_out(run)
    run.refresh_from_db()
    assert (run.step, run.code) == (written, "system")
