"""What no line breaks, what is no text of the page, and that not one letter changes."""

import re

import pytest
from tests.publication.pages.sample import release_of, sample_rows
from tests.publication.pages.withdrawal import reissued

from nghitrinh.publication.pages import render_pages
from nghitrinh.vietnamese import unbroken

SPAN = re.compile(r'<span class="whole">([^<]*)</span>')
KEPT = (
    "127-TB/TU", "119/TB-UBND", "05-HD/VPTW", "15/2021/NQ-HĐND", "127–TB/TU", "10/9/2021", "9/2021", "2021-2026",
    "2021–2030", "4.000 ha", "4.000–5.000 ha", "4.000\xa0ha", "12,5 %", "12,5%", "3 km²", "1.250 tỷ đồng", "120 triệu",
    "96 kB",
)  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_it_stays_on_one_line(text: str) -> None:
    for before, behind in (("", ""), ("Số ", ", "), ("(", ")"), ("<b>", "</b>."), ("khoảng ", ";")):
        assert unbroken(f"{before}{text}{behind}") == f'{before}<span class="whole">{text}</span>{behind}'


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/van-ban/10/9/2021" title="Số 127-TB/TU">x</a>',
        "<title>Số 127-TB/TU</title>",
        '<script type="application/ld+json">{"a": "127-TB/TU"}</script>',
        "<style>a{width:12%}</style>",
        "<pre>sha 127-TB/TU</pre>",
        "<textarea>10/9/2021</textarea>",
        "<select><option>10/9/2021</option></select>",
        "<!-- 10/9/2021 -->",
        "https://vi.du/10/9/2021/x và 12345678901234567890.123 ha",
        "năm 2021, lần thứ 36, 4 nội dung, mã 9e4177d0",
    ],
)
def test_what_is_no_text_or_no_such_number_is_left_as_it_is(html: str) -> None:
    assert unbroken(html) == html


def test_of_whole_pages_nothing_is_changed_but_the_spans() -> None:
    marked = 0
    for rows in (sample_rows(), reissued()):
        for path, content in render_pages(release_of(rows)):
            if path.endswith(".html"):
                text = content.decode()
                bare = SPAN.sub(r"\1", text)
                assert SPAN.sub(r"\1", unbroken(bare)) == bare
                assert not re.search(r"<(title|script|pre)\b[^>]*>(?:(?!</\1>).)*class=\"whole\"", text, re.DOTALL)
                marked += len(SPAN.findall(text))
    assert marked > 50
