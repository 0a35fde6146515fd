"""A home in which letters are files, and users who have addresses."""

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from tests.record.presence.room import appoint, tie
from tests.world import World, make_world

from nghitrinh.mail.filling import fill, gather
from nghitrinh.mail.models import Choice, Preference
from nghitrinh.mail.sending import send_due
from nghitrinh.mail.transport import folder
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME, settings.DESK_ADDRESS = tmp_path, "https://desk.example/"
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-01")
    return tmp_path


@pytest.fixture
def world(db: None, home: Path) -> World:
    """Return the small home, whose chair and member sit by posts of the committee, and whose journal was read so far.

    Everybody but the reader has an address.
    """
    made = make_world()
    seated(made)
    for user in made.users.values():
        if user != made.reader:
            address(user)
    fill()
    return made


def seated(world: World) -> None:
    """Let chair and member sit by posts of the committee that are their accounts'."""
    for user in (world.chair, world.member):
        tie(world, user, appoint(world, f"Ủy viên {user.username}"))


def address(user: User, choice: str = Choice.DAILY) -> None:
    """Give a user an address of their own name, and let them choose."""
    ACTS["user.set_mail_address"](by=user, user=user.pk, address=f"{user.username}@example.vn")
    Preference.objects.update_or_create(user=user, defaults={"choice": choice})


def act(name: str, by: User, noun: Any, **given: Any) -> Any:
    """Carry out an act on a noun as it is now."""
    now = type(noun).objects.get(pk=noun.pk)
    return ACTS[name](by=by, **{noun._meta.model_name: now.pk, "edit": now.edit} | given)


def convened(world: World, *, level: str = "public", presents: bool = True) -> Meeting:
    """Convene a meeting at which the department presents an item."""
    meeting = world.plan_meeting(level=level)
    if presents:
        now = Meeting.objects.get(pk=meeting.pk)
        given = {"title": "Vùng công nghiệp", "level": level, "presenter": world.department.pk}
        ACTS["item.add"](by=world.secretary, meeting=now.pk, edit=now.edit, **given)
    found: Meeting = act("meeting.convene", world.secretary, meeting, series=world.series.pk)
    return found


def sent() -> list[EmailMessage]:
    """Fill and send, and return every letter of the home, in the order of their recipients."""
    fill()
    send_due()
    return letters()


def letters() -> list[EmailMessage]:
    """Return every letter of the home."""
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder().glob("*.eml")]
    return sorted(found, key=lambda each: (each["To"], each["Date"], each["Subject"]))  # type: ignore[arg-type, return-value]


def of_a_day(day: str, monkeypatch: pytest.MonkeyPatch, hour: int = 8) -> Callable[[], list[EmailMessage]]:
    """Let it be a day and an hour; return what sends that day's letters."""
    monkeypatch.setenv("NGHITRINH_TODAY", day)

    def work() -> list[EmailMessage]:
        fill()
        gather(datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE))
        send_due()
        return letters()

    return work


def plain(letter: EmailMessage) -> str:
    """Return the words of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
