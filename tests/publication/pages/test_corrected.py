"""An article and a notice say which of their decisions were corrected after them."""

from dataclasses import replace

import pytest
from tests.publication.pages.sample import ZONE, release_of, sample, sample_rows
from tests.publication.pages.test_incremental import assert_incremental
from tests.publication.pages.test_pages import page, structure, words

from nghitrinh.bundle.schema import Correction, Instrument, Row
from nghitrinh.publication.pages import ReleaseRows

ARTICLE = "bai-viet/article-36/index.html"  # published 11/9/2021, last corrected 12/9/2021 at 9:30
NOTICE = "van-ban/notice/index.html"  # issued 13/9/2021
CHECKED = "dữ kiện trong bài đã được đối chiếu"
BEFORE = "Lời trong bài là lời trước khi đính chính."


def correction(kind: str, subject: str, at: str, old: str = "khoảng 80 ha", new: str = "75 ha") -> Correction:
    return Correction(
        id=f"{kind}-{at}-{old}",
        subject_kind=kind,
        subject_id=subject,
        corrected_at=at,
        field="điểm 1, số liệu 1, Diện tích",
        old=old,
        new=new,
        reason="Đo lại",
    )


def with_rows(*rows: Row) -> ReleaseRows:
    return release_of([*sample_rows(), *rows])


@pytest.mark.parametrize(("kind", "subject"), [("decision", ZONE), ("figure", "figure-zone")])
def test_an_article_says_that_what_it_rests_on_was_corrected_after_it(kind: str, subject: str) -> None:
    corrected = with_rows(correction(kind, subject, "2021-09-15T10:00:00+07:00"))
    html = page(ARTICLE, corrected)
    text = words(html)
    assert "” đã được đính chính ngày 15/9/2021 : khoảng 80 ha → 75 ha." in text
    assert BEFORE in text
    assert CHECKED not in text
    assert f'href="/ket-luan/{ZONE}/#dinh-chinh"' in html
    assert "dinh-chinh" in structure(page(f"ket-luan/{ZONE}/index.html", corrected)).ids
    assert "<del>khoảng 80 ha</del>" not in html  # what was corrected of the article itself is another list
    assert text.index(BEFORE) < text.index("Vùng công nghiệp động lực khoảng")


@pytest.mark.parametrize(
    "rows",
    [
        [correction("decision", ZONE, "2021-09-12T09:00:00+07:00")],
        [correction("decision", ZONE, "2021-09-12T02:30:00+00:00")],
        [correction("decision", "decision-of-another-meeting", "2021-09-15T10:00:00+07:00")],
        [
            correction("decision", ZONE, "2021-09-15T10:00:00+07:00"),
            correction("article", "article-36", "2021-09-16T08:00:00+07:00"),
        ],
    ],
    ids=["before its own correction", "at that very time", "elsewhere", "and the article after it"],
)
def test_an_article_that_was_released_after_the_correction_says_nothing(rows: list[Row]) -> None:
    text = words(page(ARTICLE, with_rows(*rows)))
    assert BEFORE not in text
    assert CHECKED in text


def test_corrections_of_a_decision_stand_newest_first_and_long_texts_by_their_place() -> None:
    text = words(
        page(
            ARTICLE,
            with_rows(
                correction("decision", ZONE, "2021-09-15T10:00:00+07:00"),
                correction("decision", ZONE, "2021-09-20T10:00:00+07:00", old="Lời cũ " * 20, new="Lời mới " * 20),
                correction("decision", "decision-rules", "2021-09-20T11:00:00+07:00", old="", new="3 xã"),
            ),
        )
    )
    assert text.index("20/9/2021 : điểm 1, số liệu 1, Diện tích.") < text.index("15/9/2021 : khoảng 80 ha → 75 ha.")
    assert "ngày 20/9/2021 : thêm Diện tích “3 xã”." in text
    assert "Lời cũ" not in text


def test_a_notice_says_that_a_decision_it_issues_was_corrected_after_it() -> None:
    late = correction("decision", ZONE, "2021-09-15T10:00:00+07:00")
    sentence = "” đã được đính chính ngày 15/9/2021 : khoảng 80 ha → 75 ha."
    assert sentence in words(page(NOTICE, with_rows(late)))
    assert sentence not in words(page(NOTICE, with_rows(replace(late, corrected_at="2021-09-12T10:00:00+07:00"))))
    renewed = correction("instrument", "notice", "2021-09-16T10:00:00+07:00", old="bản 1", new="bản 2")
    assert sentence not in words(page(NOTICE, with_rows(late, renewed)))


def test_a_correction_touches_the_pages_that_tell_of_it() -> None:
    late = correction("decision", ZONE, "2021-09-15T10:00:00+07:00")
    touched = assert_incremental(sample(), with_rows(late))
    assert touched >= {ARTICLE, NOTICE, f"ket-luan/{ZONE}/index.html"}
    again = with_rows(late, correction("article", "article-36", "2021-09-16T08:00:00+07:00"))
    assert assert_incremental(with_rows(late), again) == {ARTICLE, "feed.atom"}


def test_a_notice_of_another_day_reads_the_same_corrections() -> None:
    late = correction("decision", ZONE, "2021-09-15T10:00:00+07:00")
    rows = [*sample_rows(), late]
    later = [replace(row, issued_on="2021-09-20") if isinstance(row, Instrument) else row for row in rows]
    assert NOTICE in assert_incremental(release_of(rows), release_of(later))
    assert "đã được đính chính" not in words(page(NOTICE, release_of(later)))
