"""Nothing is sent twice or lost: killed at every write, two workers at once, tried again until it is given up."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from tests.mail.conftest import address, convened, letters, seated
from tests.world import World, make_world

from nghitrinh.mail import sending, transport
from nghitrinh.mail.filling import fill, gather
from nghitrinh.mail.models import Choice, Letter, LetterState, Notice, Progress
from nghitrinh.record.kernel.clock import ZONE

MORNING = datetime(2021, 9, 2, 8, 0, tzinfo=ZONE)


@pytest.fixture
def invited(transactional_db: None, home: Path) -> World:
    """A meeting was convened, of which nobody was written to yet; papers wait for the day's letter."""
    world = make_world()
    seated(world)
    for user in (world.chair, world.member, world.officer):
        address(user)
    fill()
    convened(world)
    return world


def work() -> None:
    fill()
    gather(MORNING)
    sending.send_due()


def outcome() -> tuple[list[str], int, int]:
    """Return what every worker must come to: to whom letters are, how many are sent, how many notices there are."""
    sent = Letter.objects.filter(state=LetterState.SENT).count()
    return (
        [str(each["Subject"]).partition(":")[0] + " " + each["To"] for each in letters()],
        sent,
        Notice.objects.count(),
    )


WHOLE = (
    [
        "Giấy mời họp chair@example.vn",
        "Giấy mời họp member@example.vn",
        "Giấy mời họp officer@example.vn",
        "Nghị trình officer@example.vn",
    ],
    4,
    4,
)


def _die_at(step: int) -> Callable[..., Any]:
    """Return what counts statements that write and kills its process before or after one: odd before, even after."""
    count = [0]

    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        writes = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        for half in (1, 0):
            count[0] += writes
            if writes and count[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            if half:
                result = execute(sql, *rest)
        return result

    return wrapper


def _died(step: int) -> bool:
    """Work in a child that dies at a step; tell whether it came to that."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(_die_at(step)):
                work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.processes
def test_killed_at_every_write_nothing_is_sent_twice_or_lost(invited: World) -> None:
    deaths, step, before = 0, 1, _come_to()
    while _died(step):
        deaths += 1
        # What a child committed stays: then the next one begins there, and dies at its first write again.
        step, before = (step + 1 if _come_to() == before else 1), _come_to()
        Letter.objects.filter(state=LetterState.SENDING).update(leased_until=timezone.now() - timedelta(seconds=1))
    work()
    assert outcome() == WHOLE
    assert deaths > 20


def _come_to() -> tuple[Any, int]:
    return list(Progress.objects.values_list("line", "day")), Letter.objects.filter(state=LetterState.SENT).count()


def test_a_letter_whose_worker_died_is_taken_up_when_the_claim_ran_out(invited: World) -> None:
    fill()
    letter = Letter.objects.order_by("next_at", "id").first()
    assert letter is not None
    assert sending._claimed(letter)
    sending.send_due()
    assert Letter.objects.filter(state=LetterState.SENDING).count() == 1
    Letter.objects.filter(pk=letter.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    work()
    assert outcome() == WHOLE


def test_of_two_claims_one_wins(invited: World) -> None:
    fill()
    first, second = Letter.objects.first(), Letter.objects.first()
    assert first is not None
    assert second is not None
    assert [sending._claimed(first), sending._claimed(second)] == [True, False]


def test_two_workers_at_once_send_once(invited: World, monkeypatch: pytest.MonkeyPatch) -> None:
    delivered: list[Any] = []
    deliver = transport.deliver

    def counted(letter: Any, message: Any) -> None:
        delivered.append(letter)
        deliver(letter, message)

    monkeypatch.setattr(sending, "deliver", counted)
    faults: list[BaseException] = []

    def worker() -> None:
        try:
            for _ in range(3):
                work()
        except BaseException as error:  # noqa: BLE001 - raised by the test
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert outcome() == WHOLE
    assert sorted(delivered) == sorted(set(delivered))
    assert Progress.objects.count() == 1


@pytest.mark.parametrize("for_good", [False, True])
def test_what_does_not_leave_is_tried_again_ever_later_and_then_given_up(
    invited: World, monkeypatch: pytest.MonkeyPatch, *, for_good: bool
) -> None:
    def refused(*_: Any) -> None:
        raise transport.Fault("refused", reply=550, for_good=for_good)

    monkeypatch.setattr(sending, "deliver", refused)
    fill()
    waited = []
    for _ in range(2 * sending.MOST_ATTEMPTS):
        sending.send_due()
        if (letter := Letter.objects.filter(recipient=invited.chair, state=LetterState.QUEUED).first()) is not None:
            waited.append(round((letter.next_at - timezone.now()).total_seconds() / 60))
        sending.hurry()
    assert waited == ([] if for_good else [1, 5, 15, 60, 180, 480, 720])
    assert (sending.given_up(), sending.waiting()) == (3, 0)
    letter = Letter.objects.filter(state=LetterState.FAILED).first()
    assert letter is not None
    assert (letter.fault, letter.reply) == ("refused", 550)
    monkeypatch.undo()
    assert sending.again(letter.pk)
    sending.send_due()
    assert Letter.objects.get(pk=letter.pk).state == LetterState.SENT


def test_a_letter_that_cannot_be_made_stops_no_other(invited: World, monkeypatch: pytest.MonkeyPatch) -> None:
    render = sending.render

    def broken(letter: Letter) -> Any:
        if letter.recipient_id == invited.chair.pk:
            raise ValueError("what somebody typed")
        return render(letter)

    monkeypatch.setattr(sending, "render", broken)
    work()
    assert sending.waiting() == 1
    assert Letter.objects.get(state=LetterState.QUEUED).fault == "broken"
    assert len(letters()) == 3


def test_files_are_the_owners_alone(invited: World, home: Path) -> None:
    work()
    assert (home / "mail").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (home / "mail").iterdir()} == {0o600}
    assert {path.suffix for path in (home / "mail").iterdir()} == {".eml"}


def test_a_home_begins_with_what_happens_from_now_on(transactional_db: None, home: Path) -> None:
    world = make_world()
    address(world.member, Choice.AT_ONCE)
    convened(world)
    work()
    assert outcome() == ([], 0, 0)
