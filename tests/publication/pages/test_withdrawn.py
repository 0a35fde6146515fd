"""After a withdrawal: what is there is said to be there, what went is named wherever it stood, and what holds now."""

import pytest
from lxml import html
from tests.publication.pages.sample import release_of, stone
from tests.publication.pages.withdrawal import AGAIN, NUMBER, REASON, TITLE, reissued, withdrawn

from nghitrinh.bundle.addresses import document_file_name, former_file
from nghitrinh.bundle.schema import NAMES, File, Instrument, Row, Tombstone
from nghitrinh.publication.pages import ReleaseRows, changes_between, pages_touched, render_page, render_pages
from nghitrinh.publication.pages.kind import YearlyList
from nghitrinh.publication.pages.kinds import KINDS

NOTICE = f"Thông báo kết luận {NUMBER}"
STONE = "/van-ban/notice-119/"


def main_of(public: ReleaseRows, path: str) -> tuple[str, set[str]]:
    """Return the words of a page's main part, and where it leads."""
    (main,) = html.fromstring(render_page(public, path)).xpath("//main")
    return " ".join(main.text_content().split()), {str(each.get("href")) for each in main.xpath(".//a[@href]")}


def test_the_first_page_says_what_is_there_and_names_what_went() -> None:
    text, links = main_of(release_of(withdrawn()), "index.html")
    assert "Chưa có gì được công bố" not in text
    assert "Phiên họp UBND xã lần thứ 7" in text.replace("\xa0", " ")
    assert {"/hoi-nghi/meeting-7/", STONE} <= links
    assert f"{NOTICE} Đã thu hồi" in text
    assert "Chưa có" not in text  # there were decisions and tasks: they are gone


def test_a_portal_with_nothing_says_so() -> None:
    rows = [row for row in withdrawn() if type(row).__name__ in ("Site", "Source", "Organization")]
    assert "Chưa có gì được công bố ở đây" in main_of(release_of(rows), "index.html")[0]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("van-ban/index.html", NOTICE),
        ("van-ban/nam/2021/index.html", NOTICE),
        ("ket-luan/index.html", f"2 kết luận trong {NOTICE}"),
        ("ket-luan/nam/2021/index.html", f"2 kết luận trong {NOTICE}"),
        ("viec-giao/index.html", f"3 việc giao trong {NOTICE}"),
        ("hoi-nghi/meeting-7/index.html", NOTICE),
    ],
)
def test_what_went_is_named_where_it_stood_and_leads_to_its_tombstone(path: str, name: str) -> None:
    text, links = main_of(release_of(withdrawn()), path)
    assert name in text
    assert STONE in links
    assert "20/9/2021" in text
    assert "Chưa " not in text  # nothing is said never to have been there


def test_every_list_names_what_was_withdrawn_of_its_rows() -> None:
    for kind in KINDS.values():
        if isinstance(kind, YearlyList):
            gone = stone(NAMES[kind.of], "gone", "2022-01-02T08:00:00+07:00", "Nhầm", day="2019-03-04", number="5-TB")
            public = release_of([*withdrawn(), gone])
            for path in (kind.path(""), kind.path("2019")):
                text, links = main_of(public, path)
                assert f"/{kind.of.FOLDER}/gone/" in links, path
                assert "2/1/2022" in text, path
            with pytest.raises(KeyError):
                render_page(release_of(withdrawn()), kind.path("2019"))


def test_a_document_in_the_place_of_another_is_named_beside_it_and_listed_in_its_own_year_alone() -> None:
    rows = reissued()
    gone = next(row for row in rows if isinstance(row, Tombstone))
    rows.append(stone("instrument", "old", gone.withdrawn_at, "Nhầm", day="2019-03-04", replaced_by=("notice-120",)))
    text, links = main_of(release_of(rows), "van-ban/nam/2019/index.html")
    assert "Hiện không có văn bản nào đang được công bố của năm 2019" in text
    assert f"Nay thay bằng Thông báo kết luận {AGAIN}" in text
    assert TITLE not in text
    assert "/van-ban/notice-120/" in links


@pytest.mark.parametrize("path", ["ket-luan/decision-land/index.html", "viec-giao/task-1/index.html"])
def test_what_became_of_it_tells_of_the_withdrawn_document_and_of_the_one_that_holds(path: str) -> None:
    page = html.fromstring(render_page(release_of(reissued()), path))
    course = [" ".join(" ".join(each.itertext()).split()) for each in page.xpath("//ol[@class='timeline']/li")]
    events = [each for each in course if "thông báo" in each]
    assert events == [
        f"21/9/2021 Ban hành thông báo kết luận {AGAIN}",
        f"20/9/2021 Thu hồi thông báo kết luận {NUMBER} Lý do: {REASON}",
        f"13/9/2021 Ban hành thông báo kết luận {NUMBER}",
    ]


@pytest.mark.parametrize(("path", "what"), [("ket-luan/decision-land", "Kết luận"), ("viec-giao/task-2", "Việc giao")])
def test_the_tombstone_of_what_left_with_its_document_says_what_it_was_and_why(path: str, what: str) -> None:
    text, links = main_of(release_of(withdrawn()), f"{path}/index.html")
    assert text.startswith(f"{what} trong {NOTICE} đã rút khỏi trang công khai")
    assert f"Lý do thu hồi: {REASON}" in text
    assert "Hiện không có văn bản nào đang được công bố nói điều này" in text
    assert {STONE, "/hoi-nghi/meeting-7/"} <= links


def test_not_one_word_of_what_went_stands_anywhere() -> None:
    """Nor the title: it may be the reason for the withdrawal."""
    assert any(isinstance(row, Instrument) and row.title == TITLE for row in reissued())
    for path, content in render_pages(release_of(withdrawn())):
        assert TITLE not in content.decode(errors="replace"), path


def _changed(rows: list[Row], key: str, **given: object) -> list[Row]:
    return [type(row)(**(vars(row) | given)) if row.id == key else row for row in rows]


def test_a_document_that_comes_in_the_place_of_another_reaches_all_that_name_it() -> None:
    before = [*withdrawn(), *(row for row in reissued() if row.id == "notice-120")]
    old, new = release_of(before), release_of(_changed(before, "notice-119", replaced_by=("notice-120",)))
    touched = pages_touched(old, new, changes_between(old, new))
    pages = dict(render_pages(old))
    assert {path for path, content in render_pages(new) if pages.get(path) != content} <= {*touched}
    assert {"ket-luan/decision-land/index.html", "van-ban/nam/2021/index.html", "index.html"} <= {*touched}


FILE_PAGE = f"{former_file(NUMBER).strip('/')}/index.html"


def test_the_page_of_a_withdrawn_document_s_file_names_it_and_what_stands_in_its_place() -> None:
    text, links = main_of(release_of(reissued()), FILE_PAGE)
    assert f"{NOTICE}, ban hành ngày 13/9/2021 Đã thu hồi" in text
    assert f"Thu hồi ngày 20/9/2021. Lý do: {REASON}" in text
    assert {STONE, "/van-ban/notice-120/"} <= links
    assert f"{document_file_name(AGAIN)}/index.html" not in {path for path, _ in render_pages(release_of(reissued()))}


def test_two_documents_of_one_number_stand_on_one_page() -> None:
    """Numbers begin anew each year: who has an old address cannot say of which year it was."""
    again = [row for row in reissued() if row.id == "notice-120"]
    of_now = _changed(_changed(again, "notice-120", number=NUMBER), "notice-120", id="notice-of-2022")
    older = stone("instrument", "old", "2020-01-02T08:00:00+07:00", "Nhầm", number=NUMBER, day="2019-03-04")
    text, links = main_of(release_of([*withdrawn(), *of_now, older]), FILE_PAGE)
    assert {STONE, "/van-ban/old/", "/van-ban/notice-of-2022/"} <= links
    assert "Tệp của văn bản dưới đây nay là một bản khác" in text


@pytest.mark.parametrize(
    "given",
    [{"number": NUMBER}, {"title": "Tên khác"}, {"files": ()}, {"kind": "quyết định"}],
    ids=lambda each: next(iter(each)),
)
def test_what_is_said_of_a_document_beside_a_withdrawn_one_reaches_the_page_of_its_file(given: dict[str, str]) -> None:
    file = File(id="f" * 64, name=document_file_name(AGAIN), media_type="application/pdf", size=1)
    before = [*_changed(reissued(), "notice-120", files=(file.id,)), file]
    old, new = release_of(before), release_of(_changed(before, "notice-120", **given))
    assert render_page(old, FILE_PAGE) != render_page(new, FILE_PAGE)
    assert FILE_PAGE in pages_touched(old, new, changes_between(old, new))
