"""What goes wrong leaves a line that an administrator finds by the number on the page, and that quotes nobody."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from tests.world import PASSWORD, World

from nghitrinh.desk.kit.access import ANYONE, SIGNED_IN, access
from nghitrinh.desk.logs import HEADER, Lines

SECRET = "hồ sơ cán bộ của ông A"


@access(ANYONE)
def mistaken(_request: HttpRequest) -> HttpResponse:
    raise ValueError(SECRET)


@access(SIGNED_IN)
def mistaken_inside(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str({}[SECRET]))


urlpatterns = [path("lỗi/", mistaken), path("lỗi-trong/", mistaken_inside), path("", include("nghitrinh.desk.urls"))]
handler404 = "nghitrinh.desk.faults.missing"
handler500 = "nghitrinh.desk.faults.broken"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what the log of the program writes, by its own formatter."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/lỗi/", "/lỗi-trong/"])
def test_a_mistake_is_found_by_the_number_on_its_page(world: World, log: io.StringIO, address: str) -> None:
    client = Client(raise_request_exception=False)
    client.login(username="secretary", password=PASSWORD)
    response = client.get(f"{address}?q={SECRET}", headers={"user-agent": SECRET})
    assert response.status_code == 500
    number = response.headers[HEADER]
    assert number in response.text
    (line,) = lines(log)
    assert line["request"] == number
    assert line["level"] == "ERROR"
    assert line["fault"] in {"ValueError", "KeyError"}
    assert any("test_logs.py" in place and "mistaken" in place for place in line["trace"])
    assert SECRET not in log.getvalue()
    assert SECRET not in response.text


def test_every_answer_has_a_number_and_takes_the_one_it_is_given(world: World) -> None:
    client = Client()
    first, second = client.get("/dang-nhap/"), client.get("/khong-co/")
    assert len(first.headers[HEADER]) == 32
    assert first.headers[HEADER] != second.headers[HEADER]
    given = "b3f1c7e0-0000-4000-8000-000000000000"
    assert client.get("/dang-nhap/", headers={HEADER: given}).headers[HEADER] == given
    for odd in ("", "a", "x" * 65, "a b c d e f g h", '"},{"level":"INFO"'):
        assert client.get("/dang-nhap/", headers={HEADER: odd}).headers[HEADER] != odd


def test_what_is_asked_for_and_not_there_fills_no_log(world: World, log: io.StringIO) -> None:
    client = Client()
    client.login(username="secretary", password=PASSWORD)
    assert client.get("/khong-co/").status_code == 404
    assert lines(log) == []


def test_a_line_is_one_line_whatever_was_sent() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "một\nhai %s", ("ba\r\nbốn",), None)
    assert len(Lines().format(record).splitlines()) == 1
