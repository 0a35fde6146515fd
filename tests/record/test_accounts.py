"""Accounts: what a password must be, links by which one is set once, blocking and letting in again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.refused import refusing
from tests.world import PASSWORD, World, make_world

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountLink
from nghitrinh.record.bodies.passwords import faults_of
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import ActContent, User

GOOD = "mưa phùn tháng hai"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def now(user: User) -> User:
    return User.objects.get(pk=user.pk)


def invited(world: World, **more: Any) -> AccountLink:
    found: AccountLink = ACTS["user.invite"](by=world.admin, username="an.nv", post="Văn thư", **more)
    return found


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("cầu vồng", "password_short"),
        ("123456789012", "password_common"),
        ("abcabcabcabc", "password_common"),
        ("matkhau123456", "password_common"),
        ("Mật-Khẩu@2026!!", "password_common"),
        ("password2026!", "password_common"),
        ("abcdefghijklm", "password_common"),
        ("chanhvanphong1", "password_personal"),
        ("TinhHaiDuong2026", "password_personal"),
        ("nguyen.van.an.99", "password_personal"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(world: World, password: str, code: str) -> None:
    user = User(username="nguyen.van.an", post="Chánh Văn phòng")
    assert [each.code for each in faults_of(password, user)] == [code]
    assert all(password not in str(each) for each in faults_of(password, user))


@pytest.mark.parametrize("password", [GOOD, PASSWORD, "1f3a-99c2-77b0", "x7Kq!mpW-29zR", "con trâu là đầu cơ nghiệp"])
def test_a_password_of_ones_own_is_taken(world: World, password: str) -> None:
    assert faults_of(password, User(username="nguyen.van.an", post="Chánh Văn phòng")) == []


@pytest.mark.parametrize("act", ["user.create", "user.set_password", "user.accept_link"])
def test_every_act_that_takes_a_password_holds_it_against_the_rules(world: World, act: str) -> None:
    link = invited(world)
    given: dict[str, dict[str, Any]] = {
        "user.create": {"by": world.admin, "username": "mot", "post": "Thư ký"},
        "user.set_password": {"by": world.reader, "user": world.reader.pk},
        "user.accept_link": {"by": link.user, "secret": link.secret},
    }
    for password in ("x", "password2026!"):
        with pytest.raises(BadInput) as refused:
            ACTS[act](**given[act], password=password)
        assert refused.value.field == "password"
    ACTS[act](**given[act], password=GOOD)
    takes = {name for name, verb in ACTS.items() if "password" in verb.parameters.model_fields}
    assert takes == set(given)


def test_a_link_sets_a_password_once(world: World) -> None:
    link = invited(world)
    assert not link.user.check_password("")
    assert not link.user.has_usable_password()
    kept = " ".join(str(row) for row in ActContent.objects.values_list("content", flat=True))
    assert link.secret
    assert link.secret not in kept
    assert link.secret not in str(AccountLink.objects.values())
    with refusing(BadInput, "link_unknown"):
        ACTS["user.accept_link"](by=world.secretary, secret=link.secret, password=GOOD)
    ACTS["user.accept_link"](by=link.user, secret=link.secret, password=GOOD)
    assert now(link.user).check_password(GOOD)
    with refusing(WrongState, "link_over"):
        ACTS["user.accept_link"](by=now(link.user), secret=link.secret, password=GOOD + " nữa")
    assert journal.verify() == []


def test_a_link_ends_with_its_day_with_a_newer_one_and_by_an_administrator(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = invited(world, days=1)
    second = ACTS["user.give_link"](by=world.admin, user=first.user_id, edit=first.user.edit)
    with refusing(WrongState, "link_over"):
        ACTS["user.accept_link"](by=now(first.user), secret=first.secret, password=GOOD)
    ACTS["user.end_link"](by=world.admin, link=second.pk, reason="Gửi nhầm người")
    with refusing(WrongState, "link_over"):
        ACTS["user.accept_link"](by=now(first.user), secret=second.secret, password=GOOD)
    third = ACTS["user.give_link"](by=world.admin, user=first.user_id, edit=first.user.edit)
    late = clock.now() + timedelta(days=8)
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: late)
        with refusing(WrongState, "link_over"):
            ACTS["user.accept_link"](by=now(first.user), secret=third.secret, password=GOOD)
    with pytest.raises(NotAllowed):
        ACTS["user.give_link"](by=world.secretary, user=world.admin.pk, edit=world.admin.edit)


def test_who_is_blocked_has_no_link_and_comes_back_without_their_sessions(world: World) -> None:
    client = Client()
    client.force_login(world.reader)
    link = ACTS["user.give_link"](by=world.admin, user=world.reader.pk, edit=world.reader.edit)
    gone = ACTS["user.disable"](by=world.admin, user=world.reader.pk, edit=world.reader.edit, reason="Nghỉ")
    assert client.get("/").status_code == 302
    with refusing(WrongState, "user_blocked"):
        ACTS["user.accept_link"](by=gone, secret=link.secret, password=GOOD)
    with refusing(WrongState, "user_blocked"):
        ACTS["user.give_link"](by=world.admin, user=gone.pk, edit=gone.edit)
    back = ACTS["user.enable"](by=world.admin, user=gone.pk, edit=gone.edit, reason="Trở lại")
    assert back.check_password(PASSWORD)
    assert client.get("/").status_code == 302  # the session of before is not let in with them
    with refusing(WrongState, "user_not_blocked"):
        ACTS["user.enable"](by=world.admin, user=back.pk, edit=back.edit, reason="Trở lại")
    with refusing(Contradiction, "last_administrator"):
        ACTS["user.disable"](by=world.admin, user=world.admin.pk, edit=world.admin.edit, reason="Nghỉ")


def test_a_name_is_corrected_with_a_reason_and_stays_one_persons(world: World) -> None:
    reader = world.reader
    with refusing(BadInput, "username_taken"):
        ACTS["user.rename"](by=world.admin, user=reader.pk, edit=1, username="chair", post="x", reason="Gõ nhầm")
    with refusing(BadInput, "user_as_before"):
        ACTS["user.rename"](
            by=world.admin, user=reader.pk, edit=1, username=reader.username, post=reader.post, reason="Gõ nhầm"
        )
    named = ACTS["user.rename"](
        by=world.admin, user=reader.pk, edit=1, username="doc", post="Chuyên viên", reason="Gõ nhầm"
    )
    assert (named.username, named.post) == ("doc", "Chuyên viên")


def test_an_identity_is_one_users(world: World) -> None:
    give = ACTS["user.identify"]
    give(by=world.admin, user=world.reader.pk, edit=1, value="doc@example.vn")
    with refusing(BadInput, "identity_taken"):
        give(by=world.admin, user=world.chair.pk, edit=1, value="doc@example.vn")
    give(by=world.admin, user=world.reader.pk, edit=2, value="")
    give(by=world.admin, user=world.chair.pk, edit=1, value="doc@example.vn")
    assert journal.verify() == []
