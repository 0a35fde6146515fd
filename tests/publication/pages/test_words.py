"""Words of the public pages."""

import pytest

from nghitrinh.publication.pages.words import headline


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
