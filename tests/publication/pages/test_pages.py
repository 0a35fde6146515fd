"""What the pages say, and what they must not."""

import random
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.publication.pages.sample import bare, decision, paper, point, release_of, sample, sample_rows, stone, task

from nghitrinh.bundle.schema import Correction, Decision, Instrument, Item, Meeting, Paper, Row, Task
from nghitrinh.portal.words import PUNCTUALITY
from nghitrinh.publication.pages import ReleaseRows, page_inputs, page_paths, render_page, render_pages

VOID = frozenset({"meta", "link", "input", "img", "br", "path"})


def page(path: str, public: ReleaseRows | None = None) -> str:
    return bare(render_page(public or sample(), path).decode())


def words(html: str) -> str:
    """Return the visible text of a page's main part, blanks joined."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()


def test_there_is_one_page_for_each_object_and_each_list() -> None:
    bodies = ("standing-committee", "party-group", "people-committee", "executive", "ministry", "industry")
    decided = ("zone", "quotas", "programme", "rules", "directive")
    assert set(page_paths(sample())) == {
        "index.html",
        "404.html",
        "feed.atom",
        "calendar.ics",
        "sitemap.xml",
        "robots.txt",
        "viec-giao/index.html",
        "ve-trang-nay/index.html",
        *(f"{folder}/index.html" for folder in ("hoi-nghi", "bai-viet", "ket-luan", "van-ban", "co-quan")),
        *(f"{folder}/nam/2021/index.html" for folder in ("hoi-nghi", "bai-viet", "ket-luan", "van-ban")),
        *(f"{folder}/nam/2020/index.html" for folder in ("hoi-nghi", "bai-viet")),
        *(f"sitemap/{part}.xml" for part in ("2020", "2021", "co-quan")),
        *(f"hoi-nghi/meeting-{number}/index.html" for number in (34, 35, 36, 37)),
        *(f"bai-viet/article-{name}/index.html" for name in (34, 35, 36, "withdrawn")),
        *(f"ket-luan/decision-{name}/index.html" for name in decided),
        *(f"van-ban/{name}/index.html" for name in ("notice", "notice-withdrawn")),
        "tep/thong-bao-127-TB-TU.pdf/index.html",
        *(f"viec-giao/task-{name}/index.html" for name in ("zone", "quotas", "programme", "survey", "moved")),
        *(f"co-quan/{body}/index.html" for body in bodies),
    }


def test_the_same_rows_give_the_same_bytes_in_whatever_order_they_come() -> None:
    rows = sample_rows()
    random.Random(7).shuffle(rows)  # noqa: S311 - seeded, so that a failure comes again
    assert dict(render_pages(release_of(rows))) == dict(render_pages(sample()))


def test_one_page_alone_equals_the_page_of_the_full_render() -> None:
    for path, data in render_pages(sample()):
        assert render_page(sample(), path) == data


@pytest.mark.parametrize("path", ["hoi-nghi/nowhere/index.html", "hoi-nghi/nam/1999/index.html", "../index.html", "x"])
def test_a_page_that_is_not_there_is_a_key_error(path: str) -> None:
    with pytest.raises(KeyError):
        render_page(sample(), path)


class Structure(HTMLParser):
    """Collects what is asked of every page: headings, identifiers, inline code, the nesting of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if tag == "a" else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.faults += [f"inline {name}" for name in values if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")


def structure(html: str) -> Structure:
    found = Structure()
    found.feed(html)
    return found


MADE_BY_THE_PORTAL = ("/tra-cuu/", "/du-lieu/", "/dinh-chinh.atom")
HTML = [path for path in page_paths(sample()) if path.endswith(".html")]


@pytest.mark.parametrize("path", HTML)
def test_every_page_is_whole_html(path: str) -> None:
    html = page(path)
    found = structure(html)
    assert html.startswith('<!doctype html>\n<html lang="vi">')
    assert (found.faults, found.open) == ([], [])
    assert len(found.ids) == len(set(found.ids))
    assert found.headings.count(1) == 1
    assert found.tags.count("script") - html.count('<script type="application/ld+json">') == 1
    assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    assert '<main class="wrap p-main" id="main"' in html


@pytest.mark.parametrize("path", HTML)
def test_every_link_leads_to_a_page_or_an_anchor_that_is_there(path: str) -> None:
    public = sample()
    paths = {f"/{found}".removesuffix("index.html") for found in page_paths(public)}
    for link in structure(page(path)).links:
        target, _, anchor = link.partition("#")
        if target.startswith(("/tep/", "https://")) or target in MADE_BY_THE_PORTAL or target.endswith("/feed.atom"):
            continue
        assert not target or target in paths, link
        if anchor:
            there = path if not target else f"{target[1:]}index.html"
            assert anchor in structure(page(there)).ids, link


def test_the_article_has_its_parts_and_the_record_beside_it() -> None:
    html = page("bai-viet/article-36/index.html")
    text = words(html)
    assert '<h1 class="headline">Thống nhất vùng công nghiệp động lực ở Thanh Miện và Bình Giang</h1>' in text_glued(
        html
    )
    assert 'Đăng <time datetime="2021-09-11T15:20:00+07:00">thứ Bảy 11/9/2021, 15:20</time>' in html
    assert [f'data-set-size="{size}"' in html for size in "sml"] == [True] * 3
    assert "data-print" in html
    assert 'alt="Phòng họp chưa có người: bàn dài, ghế hai bên, nắng chiều qua hai cửa sổ"' in html
    assert "<figcaption>Phòng họp trước giờ khai mạc. Hình vẽ minh họa.</figcaption>" in html
    assert '<p class="byline">Văn phòng Tỉnh ủy</p>' in html
    for fact in ("Lần thứ 36, khóa XVII", "Thứ Sáu 10/9/2021", "Chủ trì Bí thư Tỉnh ủy", "khoảng 4.000–5.000 ha"):
        assert fact in text
    assert "21 dữ kiện trong bài đã được đối chiếu" in text
    assert "Trang tin về hội nghị, đăng ngày 11/9/2021" in text
    assert "Bản ghi lần 2" in text


def text_glued(html: str) -> str:
    """Return a page without the spans that only keep words on one line."""
    return re.sub(r'<span class="nowrap">(.*?)</span>', r"\1", html)


def test_other_articles_are_those_published_before() -> None:
    def others(path: str) -> list[str]:
        return re.findall(r'class="plain-link" href="/bai-viet/([^/]+)/"', page(path))

    assert others("bai-viet/article-36/index.html") == ["article-35", "article-34"]
    assert others("bai-viet/article-34/index.html") == []


def test_old_new_and_reason_of_a_correction_stand_on_the_corrected_address() -> None:
    for path, old, new in (
        ("bai-viet/article-36/index.html", "31", "36"),
        ("hoi-nghi/meeting-36/index.html", "31", "36"),
    ):
        html = page(path)
        assert f'<del><span class="vh">Trước: </span>{old}</del>' in html
        assert f'<ins><span class="vh">Nay: </span>{new}</ins>' in html
        assert "sửa ngày" in words(html)
        assert "Lý do:" in words(html)


def test_a_decision_shows_its_chain_and_what_became_of_it() -> None:
    html = page("ket-luan/decision-zone/index.html")
    assert re.findall(r'<b class="step">([^<]+)</b>', html) == [
        "Tài liệu trình",
        "Kết luận",
        "Văn bản",
        "Việc giao",
        "Kết quả",
    ]
    text = words(html)
    for part in (
        "3 việc: 1 xong đúng hạn, 1 xong muộn, 1 chưa xong (1 quá hạn)",
        "Đến hạn mà chưa xong: Hoàn chỉnh phương án vùng công nghiệp động lực",
        "Xong: Khảo sát lại các cụm công nghiệp",
        "Đề nghị giữ hai cụm, bỏ một cụm.",
        "Xong, muộn 5 ngày",
        "tính đến 4/10/2021",
        "Địa bàn: Thanh Miện, Bình Giang",
        "thong-bao-ket-luan.pdf",
    ):
        assert part in text
    assert "Giao ban đầu cho Ban cán sự đảng UBND tỉnh" in text


def test_only_pages_with_an_open_task_say_as_of_which_day() -> None:
    said = {path for path in HTML if "4/10/2021" in page(path)}
    assert said == {
        "index.html",
        "viec-giao/index.html",
        "ket-luan/decision-zone/index.html",
        "co-quan/party-group/index.html",
    } | {
        f"{page}-{name}/index.html"
        for name in ("zone", "quotas", "programme")
        for page in ("ket-luan/decision", "viec-giao/task")
    }


def counted(html: str) -> list[str]:
    """Return the rows of the table that counts tasks, as text."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_tasks_are_counted_for_each_body() -> None:
    assert counted(page("viec-giao/index.html")) == [
        "Ban cán sự đảng UBND tỉnh 0 0 0 3 1",
        "Sở Công Thương Minh họa 1 0 0 0 0",
        "UBND tỉnh 0 0 1 0 0",
        "Cộng 1 0 1 3 1",
    ]


def test_the_group_of_tasks_that_are_not_done_is_never_called_as_a_state_is() -> None:
    """“Đang làm” is what one body said of one task; what was only charged is not done either."""
    charged = [replace(row, state_label="Đã giao") if isinstance(row, Task) else row for row in sample_rows()]
    for path, content in render_pages(release_of(charged)):
        assert "đang làm" not in content.decode(errors="replace").lower(), path
    assert "3 chưa xong (1 quá hạn)" in page("index.html", release_of(charged)).replace("\xa0", " ")
    assert "đang làm" not in {*PUNCTUALITY.values()}


def cancelled(row: Row) -> Row:
    """Return the task of the zone cancelled after its day, any other row as it is."""
    if not isinstance(row, Task) or row.id != "task-zone":
        return row
    return replace(row, state="cancelled", state_label="Thôi giao", punctuality="cancelled", overdue=False)


def test_a_cancelled_task_is_neither_open_nor_overdue_nor_done() -> None:
    release = release_of([cancelled(row) for row in sample_rows()])
    tasks, body = page("viec-giao/index.html", release), page("co-quan/party-group/index.html", release)
    rows = counted(tasks)
    assert (rows[0], rows[-1]) == ("Ban cán sự đảng UBND tỉnh 0 0 0 2 0 1", "Cộng 1 0 1 2 0 1")
    zone = "Hoàn chỉnh phương án vùng công nghiệp động lực"
    assert zone not in tasks[tasks.index('id="theo-han"') : tasks.index('id="thoi-giao"')]
    assert zone in tasks[tasks.index('id="thoi-giao"') :]
    assert "Việc đã thôi giao" in words(body)
    assert zone in body[body.index("thoi-giao") :]
    assert zone not in body[body.index("chua-xong") : body.index("thoi-giao")]
    assert "2 chưa xong, 1 thôi giao" in words(body)
    decision = words(page("ket-luan/decision-zone/index.html", release))
    assert "3 việc: 1 xong đúng hạn, 1 xong muộn, 1 thôi giao" in decision
    assert "2 trên 3 việc đã xong, 1 thôi giao" in decision
    assert "Mọi việc đã xong" not in decision
    assert "tính đến 4/10/2021" not in decision
    assert "Đến hạn mà chưa xong" not in decision


def test_a_closed_item_shows_its_public_title_and_nothing_that_hangs_under_it() -> None:
    hidden: list[Row] = [
        replace(paper("leak-paper", "item-5", "Danh sách rò rỉ"), number="rò-1"),
        decision("leak-decision", 5, "Kết luận rò rỉ"),
        point("leak-decision", 1, "agreed", "Rò rỉ đồng ý", "Tên người rò rỉ"),
        task("leak-task", "leak-decision", "Việc rò rỉ", due_on="2021-09-30"),
    ]
    public = release_of([*sample_rows(), *hidden])
    pages = dict(render_pages(public))
    assert pages == dict(render_pages(sample()))
    html = page("hoi-nghi/meeting-36/index.html")
    found = re.search(r'<li id="item-5".*?</li>', html, re.DOTALL)
    assert found is not None
    assert words(f"<main>{found[0]}</main>") == "5 Khen thưởng Không công khai"


def test_a_tombstone_says_when_and_why_and_no_word_of_the_content() -> None:
    gone = stone("decision", "decision-zone", "2021-10-02", "Thu hồi")
    withdrawn = release_of([*sample_rows(), gone])
    text = words(page("ket-luan/decision-zone/index.html", withdrawn))
    assert text == (
        "Đã rút khỏi trang công khai Địa chỉ này trước đây là của một kết luận. Nội dung đã được rút ngày 2/10/2021 và "
        "không còn ở đây. Lý do Thu hồi Ở đây chỉ còn loại, số, ngày và lý do. Tên gọi, lời văn và tệp không được "
        "công bố nữa, nên tra cứu tìm được theo số và ngày, không theo lời. Về trang đầu"
    )
    own = ("nối với cao tốc", "Khảo sát lại", "Hoàn chỉnh phương án", "Một vùng công nghiệp")
    leading = set[str]()
    for path, data in render_pages(withdrawn):
        for secret in own:
            assert secret not in data.decode(), path
        if 'decision-zone/"' in data.decode():
            leading.add(path)
    assert leading == {"ket-luan/index.html"}  # the list from which it went names it, and leads to where it stood


def test_whatever_is_illustrative_says_so_where_it_stands() -> None:
    html = page("ket-luan/decision-zone/index.html")
    for row in re.findall(r"<tr id=.*?</tr>", html, re.DOTALL):
        assert "Minh họa" in row
    steps = re.findall(r"<li class=\"is-[a-z]+\"><span class=\"node\">.*?</li>", html)
    assert ["Minh họa" in step for step in steps] == [True, False, True, True, True]
    assert "Minh họa" in words(page("bai-viet/article-35/index.html"))
    # Of a real decision only the invented notice is marked: in the chain, below the text, in the course, as a source.
    assert page("ket-luan/decision-rules/index.html").count("badge--illustrative") == 4


def test_text_of_the_record_is_escaped() -> None:
    rows = [
        replace(row, title="<script>alert(1)</script> & Co") if isinstance(row, Item | Decision | Paper) else row
        for row in sample_rows()
    ]
    for path, data in render_pages(release_of(rows)):
        assert b"<script>" not in data, path


def test_an_empty_record_still_has_whole_pages() -> None:
    for path, data in render_pages(release_of([])):
        if path.endswith(".html"):
            assert structure(data.decode()).headings.count(1) == 1


def test_a_page_is_made_of_no_row_it_does_not_read() -> None:
    kinds = {type(row).__name__ for row in page_inputs(sample(), "van-ban/notice/index.html")}
    assert kinds == {
        "Site",
        "Source",
        "Organization",
        "Meeting",
        "Item",
        "Decision",
        "Point",
        "Task",
        "Instrument",
        "File",
        "Tombstone",  # of what it stands in the place of
    }
    (article,) = [
        row for row in page_inputs(sample(), "hoi-nghi/meeting-36/index.html") if type(row).__name__ == "Article"
    ]
    assert getattr(article, "paragraphs", None) == ()


def test_the_course_of_a_decision_stands_newest_first_within_a_day_too() -> None:
    one_day: list[Row] = [
        replace(row, decided_on="2021-09-10", approved_on="2021-09-10")
        if isinstance(row, Decision)
        else replace(row, issued_on="2021-09-10")
        if isinstance(row, Instrument)
        else replace(row, finished_on="2021-09-10")
        if isinstance(row, Task) and row.id == "task-zone"
        else row
        for row in sample_rows()
        if row.id not in {"task-survey", "task-moved", "event-zone", "event-sent-back", "notice-withdrawn"}
    ]
    one_day += [
        Correction(
            id=key,
            subject_kind="decision",
            subject_id="decision-zone",
            corrected_at=f"2021-09-10T{key}:00:00+07:00",
            field=f"lúc {key} giờ",
            old="80 ha",
            new="75 ha",
            reason="Đo lại",
        )
        for key in ("09", "15")
    ]
    html = page("ket-luan/decision-zone/index.html", release_of(one_day))
    course = html[html.index('<ol class="timeline">') : html.index("</ol>", html.index('<ol class="timeline">'))]
    assert re.findall(r"</time><(?:a[^>]*|span)>([^<]+)<", course) == [
        "Xong: Hoàn chỉnh phương án vùng công nghiệp động lực",
        "Đính chính: lúc 15 giờ",
        "Đính chính: lúc 09 giờ",
        "Ban hành thông báo kết luận 128-TB/TU",
        "Kết luận được duyệt",
        "Kết luận tại hội nghị",
    ]


def upcoming_on_home(rows: list[Row]) -> list[str]:
    html = page("index.html", release_of(rows))
    part = html[html.index("Sắp họp") :].split("</section>")[0] if "Sắp họp" in html else ""
    return re.findall(r'href="/hoi-nghi/([^/]+)/"', part)


def test_a_meeting_that_is_over_or_concluded_is_not_upcoming_whatever_its_day() -> None:
    rows = sample_rows()
    assert upcoming_on_home(rows) == ["meeting-37"]
    for state in ("closed", "cancelled"):
        assert upcoming_on_home([replace(row, state=state) if row.id == "meeting-37" else row for row in rows]) == []
    early = replace(decision("early", 1, "Kết luận đã công bố"), meeting_id="meeting-37", item_id="")
    assert upcoming_on_home([*rows, early]) == []
    # The meeting of the newest article and of the newest decisions stands on the page for another reason.
    moved = [replace(row, starts_at="2021-10-06") if row.id == "meeting-36" else row for row in rows]
    assert upcoming_on_home(moved) == ["meeting-37"]
    bare = [row for row in moved if not isinstance(row, Decision)]
    assert upcoming_on_home(bare) == ["meeting-37"]


def test_the_front_page_names_the_site_once_in_its_title() -> None:
    assert re.findall(r"<title>(.*?)</title>", page("index.html")) == ["Trang đầu · Ban Thường vụ Tỉnh ủy Hải Dương"]


@pytest.mark.parametrize("path", HTML)
def test_every_page_has_an_icon(path: str) -> None:
    assert page(path).count('<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">') == 1


def test_headings_keep_ordinals_on_one_line() -> None:
    for path in ("hoi-nghi/meeting-36/index.html", "van-ban/notice/index.html", "hoi-nghi/index.html"):
        headings = " ".join(re.findall(r"<h[123][^>]*>.*?</h[123]>", page(path)))
        assert "lần thứ\xa036" in headings
        assert "lần thứ 36" not in headings
    assert "thứ\xa036" not in page("calendar.ics")


def test_another_day_of_a_meeting_to_come_is_another_plan_and_no_correction() -> None:
    moved = {"subject_kind": "meeting", "subject_id": "meeting-37", "field": "thời gian họp", "reason": "Bão"}
    (ahead,) = (row.starts_at for row in sample_rows() if isinstance(row, Meeting) and row.id == "meeting-37")
    for at, said in (("2021-09-01T08:00:00+07:00", "Đổi lịch"), ("2031-09-01T08:00:00+07:00", "Đính chính")):
        row = Correction(id="moved", corrected_at=at, old="1/1/2021", new=ahead, **moved)
        shown = page("hoi-nghi/meeting-37/index.html", release_of([*sample_rows(), row]))
        assert f'id="dinh-chinh-ten">{said}</h2>' in shown


def test_a_withdrawn_document_is_named_and_leads_to_what_stands_in_its_place() -> None:
    gone, now = (page(f"van-ban/{name}/index.html") for name in ("notice-withdrawn", "notice"))
    for said in ("Thông báo kết luận 127-TB/TU đã thu hồi", "12/9/2021", "13/9/2021", "Sai thể thức", "128-TB/TU"):
        assert said in words(gone), said
    assert "/van-ban/notice/" in gone
    assert "Thay cho Thông báo kết luận 127-TB/TU" in words(now)


def test_the_page_of_a_document_has_its_text_and_who_signed_it() -> None:
    text = words(page("van-ban/notice/index.html"))
    for said in ("128-TB/TU", "13/9/2021", "T/M BAN THƯỜNG VỤ", "1. Quy hoạch vùng công nghiệp động lực", "như sau:"):
        assert said in text, said
