"""Our own published article, read by our own reader, gives the header facts, the figure and the charge back.

It tests renderer and reader against each other, and is no proof of either: the annotated real pages are.
"""

from pathlib import Path
from typing import Any

import pytest

from nghitrinh.cli.example import EXAMPLE, PARTS, Loader
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.reading import read_bytes


@pytest.fixture
def read(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")
    loader = Loader(EXAMPLE)
    for part in PARTS:
        loader.part(part)
    publish(by=None)
    (page,) = (portal_root() / "current" / "pages" / "bai-viet").glob("*-*/index.html")
    return read_bytes(page.read_bytes(), name=page.name).as_json()


def test_the_header_facts_come_back(read: dict[str, Any]) -> None:
    assert read["organization"]["value"] == "Ban Thường vụ Tỉnh ủy"
    assert (read["number"]["value"], read["term"]["value"]) == (36, "XVII")
    assert read["date"]["value"] == "2021-09-10"
    assert [chair["value"] for chair in read["chair"]] == ["Bí thư Tỉnh ủy"]
    assert read["published_at"]["value"].startswith("2021-09-13T")
    assert read["contradictions"] == []


def test_figure_places_and_charge_come_back(read: dict[str, Any]) -> None:
    zone = [each for each in read["quantities"] if each["unit"] == "ha"]
    assert [(each["low"], each["high"], each["hedge"]) for each in zone] == [("4000", "5000", "khoảng")]
    assert {"huyện Thanh Miện", "Bình Giang"} <= {each["value"] for each in read["places"]}
    charges = [(each["responsible"]["value"], each["through"] and each["through"]["value"]) for each in read["charges"]]
    assert ("UBND tỉnh", "Ban cán sự đảng UBND tỉnh") in charges
    assert any(
        "Ban Chấp hành Đảng bộ tỉnh" in each["report_to"]["value"] for each in read["charges"] if each["report_to"]
    )
