"""Words of the public pages."""

from dataclasses import replace

import pytest
from tests.publication.pages.sample import meeting

from nghitrinh.portal import words as portal_words
from nghitrinh.publication.pages.words import headline, meeting_label, meeting_title, number_and_term
from nghitrinh.record.meetings.titles import with_number


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Quy hoạch ở Thanh Hóa, Hải Dương", "Quy hoạch ở {Thanh Hóa}, {Hải Dương}"),
        ("Ở hai huyện Thanh Miện và Bình Giang", "Ở hai huyện {Thanh Miện} và {Bình Giang}"),
        ("Cao tốc Hà Nội – Hải Phòng – Hạ Long", "Cao tốc {Hà Nội} – {Hải Phòng} – {Hạ Long}"),
        ("Đường ở Huế", "Đường ở Huế"),
        ("<b>Hải Dương</b> & x", "&lt;b&gt;{Hải Dương}&lt;/b&gt; &amp; x"),
        ("", ""),
    ],
)
def test_a_headline_keeps_names_of_places_whole(title: str, html: str) -> None:
    assert headline(title) == html.replace("{", '<span class="whole">').replace("}", "</span>")


@pytest.mark.parametrize(
    ("name", "kind", "number", "title", "label"),
    [
        ("Hội nghị Ban Thường vụ", "hội nghị", 36, "Hội nghị Ban Thường vụ lần thứ 36", "Hội nghị lần thứ 36"),
        ("Kỳ họp HĐND phường", "kỳ họp", 12, "Kỳ họp thứ 12 HĐND phường", "Kỳ họp thứ 12"),
        ("Kỳ họp thứ 12 HĐND phường", "kỳ họp", 12, "Kỳ họp thứ 12 HĐND phường", "Kỳ họp thứ 12"),
        ("Phiên họp UBND xã", "phiên họp", 3, "Phiên họp UBND xã lần thứ 3", "Phiên họp lần thứ 3"),
    ],
)
def test_a_meeting_is_counted_as_its_kind_is_at_the_desk_and_on_the_portal(
    name: str, kind: str, number: int, title: str, label: str
) -> None:
    row = replace(meeting(number, "2026-12-10"), name=name, kind=kind)
    assert {meeting_title(row), portal_words.meeting(row), with_number(name, number)} == {title}
    assert meeting_label(row) == label
    assert number_and_term(row).startswith(label[len(kind) + 1 :].capitalize())
