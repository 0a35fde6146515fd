"""The world of the record's tests, and a client signed in as one of its users."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.backends.jinja2 import Template
from django.test import Client
from django.test.signals import template_rendered
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from tests.world import World, make_world

from nghitrinh.desk.findings import runs as checks
from nghitrinh.desk.findings.checking import check_waiting
from nghitrinh.desk.models import PublicationRun
from nghitrinh.desk.publication import runs
from nghitrinh.record.kernel import deadline


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return the home's folder, each test's own: files and portal lie there."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer of the test client have the context of its templates, as Django does it for its own templates."""
    render = Template.render

    def noted(self: Template, context: Any = None, request: Any = None) -> Any:
        given = {} if context is None else context
        drawn = render(self, given, request)
        template_rendered.send(sender=Template, template=self, context=given)
        return drawn

    monkeypatch.setattr(Template, "render", noted)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """Speak Vietnamese again after a test: a request leaves its language with the thread."""
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _published_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish where it is asked for: a test's record is in a transaction that no other process sees."""

    def at_once(run: PublicationRun) -> None:
        with deadline.within(600):
            runs.carry_out(run)

    monkeypatch.setattr(runs, "spawn", at_once)
    monkeypatch.setattr(checks, "wake", check_waiting)  # as above


@pytest.fixture
def world(db: None) -> World:
    """Return a small home with a user for every role."""
    return make_world()


class Browsing(Client):
    """A client that goes where an answer to a form says that it is shown (303), as a browser does."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Send a form; return its answer, or the page to which that leads by 303."""
        answer = super().post(*args, **kwargs)
        return self.get(answer.headers["Location"]) if answer.status_code == 303 else answer


@pytest.fixture
def signed(world: World) -> Callable[[str], Client]:
    """Return how to get a client of a user of the world."""

    def sign(username: str) -> Client:
        client = Browsing()
        client.force_login(world.admin if username == "quantri" else world.users[username])
        return client

    return sign


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        program = os.environ.get("NGHITRINH_CHROMIUM", "/usr/bin/chromium")
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def home(transactional_db: None) -> World:
    """Return a small home, kept beyond one transaction because the server reads it."""
    return make_world()
