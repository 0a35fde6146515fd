"""A text that ends with a stop of its own gets no second one, wherever it stands, and nothing is left half said."""

import dataclasses
import re
from typing import Any

from lxml import html
from tests.publication.pages.sample import release_of, sample_rows
from tests.publication.pages.test_findable import _is_words, replaced
from tests.publication.pages.withdrawal import reissued, withdrawn

from nghitrinh.bundle.schema import Correction, Row
from nghitrinh.publication.pages import render_page, render_pages

TWICE = re.compile(r".{0,60}(?:(?<!\.)\.\.(?!\.)|\.;|\.,|…\.).{0,20}")
NAMES = {"name", "short_name", "number", "term", "kind", "series", "title", "outcome_label"}


def _ended(row: Row) -> Row:
    """Return a row of which every text that is a sentence ends as one."""
    given: dict[str, Any] = {}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if _is_words(row, field) and field.name not in NAMES and isinstance(value, str) and value:
            given[field.name] = value.rstrip(".") + "."
    return replaced(row, given)


def test_no_page_ends_a_sentence_twice() -> None:
    for rows in (sample_rows(), withdrawn(), reissued()):
        for path, content in render_pages(release_of([*map(_ended, rows)])):
            if path.endswith(".html") and b"<main" in content:
                (main,) = html.fromstring(content).xpath("//main")
                found = [TWICE.search(" ".join(each.split())) for each in main.itertext()]
                assert [each[0] for each in found if each] == [], path


def corrected(old: str, new: str, **given: str) -> str:
    """Return the part of a decision's page that tells of a correction."""
    row = Correction(
        id="corrected",
        subject_kind="decision",
        subject_id="decision-zone",
        corrected_at="2021-09-20T09:00:00+07:00",
        field="điểm 1, lời",
        old=old,
        new=new,
        reason=given.get("reason", "Đo lại"),
    )
    page = html.fromstring(render_page(release_of([*sample_rows(), row]), "ket-luan/decision-zone/index.html"))
    (found,) = page.xpath("//section[@id='dinh-chinh']//p[@class='diff']")
    return re.sub(r"\s+", " ", html.tostring(found, encoding="unicode"))


def test_of_a_corrected_sentence_only_the_words_that_changed_are_struck() -> None:
    sentence = "Thống nhất quy hoạch một vùng công nghiệp động lực khoảng {} ha tại hai huyện, nối với cao tốc."
    found = corrected(sentence.format("4.000"), sentence.format("4.500"))
    struck, added = (re.findall(rf"<{mark}>.*?</span>(.*?)</{mark}>", found) for mark in ("del", "ins"))
    assert (struck, added) == (["4.000"], ["4.500"])
    assert "Thống nhất quy hoạch" not in found  # the words far from the change are not said again
    assert "công nghiệp động lực khoảng" in found


def test_what_is_wholly_another_stands_one_behind_the_other() -> None:
    found = corrected("Giữ nguyên cụm cũ", "Bỏ hẳn một khu")
    assert re.findall(r"<(?:del|ins)>.*?</span>(.*?)</", found) == ["Giữ nguyên cụm cũ", "Bỏ hẳn một khu"]
