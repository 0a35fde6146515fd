"""Signing in by a provider of identities: a real one, in a process of its own (`oidc-provider-mock`)."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
import requests
from django.test import Client
from tests.world import World

from nghitrinh.desk import security
from nghitrinh.desk.models import SignIn
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.models import User
from nghitrinh.settings import environment

ASK, BACK = "/dang-nhap/mot-lan/home/", "/dang-nhap/mot-lan/home/ve/"
PEOPLE = (
    {"sub": "an", "email": "an@example.vn", "email_verified": True},
    {"sub": "binh", "email": "binh@example.vn", "email_verified": False},
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Return the address of a provider that runs while the tests of this module do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for person in PEOPLE:
        command += ["--user-claims", json.dumps(person)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _number in range(300):
        try:
            with urlopen(address):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture
def desk(world: World, provider: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a browser of nobody's, at a desk that knows the provider."""
    monkeypatch.setenv("NGHITRINH_OIDC_ISSUER", provider)
    monkeypatch.setenv("NGHITRINH_OIDC_CLIENT", "nghitrinh")
    monkeypatch.setenv("NGHITRINH_OIDC_SECRET", "giu-kin")
    settings.OIDC_CLIENT = "nghitrinh"
    settings.SOCIALACCOUNT_PROVIDERS = environment.provider()
    return Client()


def through(desk: Client, sub: str, wanted: str = "") -> Any:
    """Go to the provider, sign in there as somebody, and come back; return the desk's answer."""
    asked = desk.get(ASK, {"next": wanted} if wanted else {})
    assert asked.status_code == 302
    assert "code_challenge=" in asked.headers["Location"]
    answered = requests.post(asked.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=20)
    back = answered.headers["Location"]
    assert back.startswith(f"http://testserver{BACK}")
    return desk.get(back.removeprefix("http://testserver"))


def known_as(world: World, user: User, value: str) -> None:
    ACTS["user.identify"](by=world.admin, user=user.pk, edit=User.objects.get(pk=user.pk).edit, value=value)


def test_who_was_given_the_very_value_comes_in(desk: Client, world: World) -> None:
    assert ASK in desk.get("/dang-nhap/").content.decode()
    known_as(world, world.secretary, "an@example.vn")
    assert through(desk, "an", "/hoi-nghi/").headers["Location"] == "/hoi-nghi/"
    assert desk.get("/").context["request"].user.username == "secretary"
    assert SignIn.objects.get().method == "provider"


def test_nobody_is_made_and_nobody_else_comes_in(desk: Client, world: World) -> None:
    count = User.objects.count()
    for sub in ("an", "binh"):
        assert through(desk, sub).headers["Location"] == "/dang-nhap/"
    assert "Không đăng nhập được" in desk.get("/dang-nhap/").content.decode()
    known_as(world, world.reader, "binh@example.vn")  # whose address nobody verified
    assert through(desk, "binh").headers["Location"] == "/dang-nhap/"
    known_as(world, world.chair, "an@example.vn")
    ACTS["user.disable"](by=world.admin, user=world.chair.pk, edit=2, reason="Nghỉ")
    assert through(desk, "an").headers["Location"] == "/dang-nhap/"
    assert User.objects.count() == count
    assert desk.get("/").status_code == 302
    assert {line.event for line in security.latest()} == {"provider_refused"}


def test_another_claim_may_name_somebody(desk: Client, world: World, settings: Any) -> None:
    settings.OIDC_CLAIM = "sub"
    known_as(world, world.reader, "binh")
    assert through(desk, "binh").headers["Location"] == "/"


def test_an_answer_that_nobody_asked_for_lets_nobody_in(desk: Client, world: World) -> None:
    known_as(world, world.secretary, "an@example.vn")
    for query in ("", "?code=x&state=y", "?error=access_denied"):
        assert desk.get(f"{BACK}{query}").headers["Location"] == "/dang-nhap/"
    asked = desk.get(ASK)
    answered = requests.post(asked.headers["Location"], data={"sub": "an"}, allow_redirects=False, timeout=20)
    stolen = answered.headers["Location"].removeprefix("http://testserver")
    assert Client().get(stolen).headers["Location"] == "/dang-nhap/"  # another browser's


def test_a_provider_out_of_reach_is_said(desk: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_OIDC_ISSUER", "http://127.0.0.1:9")
    settings.SOCIALACCOUNT_PROVIDERS = environment.provider()
    assert desk.get(ASK).headers["Location"] == "/dang-nhap/"
    assert "Không đăng nhập được" in desk.get("/dang-nhap/").content.decode()
