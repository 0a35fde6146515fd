"""What readers see otherwise since a kept home's version, each difference with its reason. Everything else is the same.

A difference of a page is exact: these lines stand where those stood. It has to be found, and what is left when all are
taken back has to be the page of that version.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.homes.seen import Rows


@dataclass(frozen=True)
class Intended:
    """One intended difference: its reason, and how to take it back."""

    why: str
    lines: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]] = ()  # pages, the lines now, the lines then
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)  # table and column now: the column then
    added: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # table and column: the rows' values
    tables: dict[str, set[str]] = field(default_factory=dict)  # a table that there was not: its rows
    rewritten: Sequence[tuple[str, str, str]] = ()  # pages, what stands in a line now, what stood there
    new: Sequence[str] = ()  # pages that there were not
    gone: Sequence[str] = ()  # pages that there are no more

    def take_back_rows(self, rows: Rows) -> Rows:
        """Return the rows as they were without this difference; fail where it is another one."""
        for table, identifiers in self.tables.items():
            assert set(rows[table]) == identifiers, table
        for (table, column), values in self.added.items():
            assert {key: row[column] for key, row in rows[table].items()} == values, (table, column)
        return {
            table: {
                key: {
                    self.renamed.get((table, column), column): value
                    for column, value in row.items()
                    if (table, column) not in self.added
                }
                for key, row in kept.items()
            }
            for table, kept in rows.items()
            if table not in self.tables
        }

    def take_back_lines(self, pages: dict[str, str]) -> dict[str, str]:
        """Return the pages as they were without this difference; fail where it is not to be found."""
        for pattern, now, then in self.lines:
            wanted, put = _block(now), _block(then)
            there = {name for name, text in pages.items() if fnmatchcase(name, pattern) and wanted in f"\n{text}\n"}
            assert there, (self.why, pattern, now)
            pages |= {name: f"\n{pages[name]}\n".replace(wanted, put)[1:-1] for name in there}
        for pattern, now, then in self.rewritten:
            there = {name for name, text in pages.items() if fnmatchcase(name, pattern) and re.search(now, text)}
            assert there, (self.why, pattern, now)
            pages |= {name: re.sub(now, then, pages[name]) for name in there}
        return _without(pages, self.new, self.why)

    def take_back_gone(self, before: dict[str, str]) -> dict[str, str]:
        """Return the pages of that version without those that there are no more; fail where there were none."""
        return _without(before, self.gone, self.why)


def _without(pages: dict[str, str], patterns: Sequence[str], why: str) -> dict[str, str]:
    for pattern in patterns:
        assert [name for name in pages if fnmatchcase(name, pattern)], (why, pattern)
    return {name: text for name, text in pages.items() if not any(fnmatchcase(name, each) for each in patterns)}


def _listed(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _block(lines: tuple[str, ...]) -> str:
    return "".join(f"\n{line}" for line in lines) + "\n"


_SITE, _LOCAL = "f6299aeb-16f4-4956-8538-b0d477c1883b", "http://127.0.0.1:8001"
_UUID = "[0-9a-f-]{36}"
# Which task was charged by which decision.
_CHARGED = {
    "5de34eeb-5f9d-43aa-9140-d01baf83129b": "c19580c0-cb1f-406c-b16a-ced21e229a5a",
    "65ccbde7-4e7e-4cc1-8c6d-03abf08b04f9": "23bf7d27-15a8-4ab0-abc3-a63b5c3c9b99",
    "795d841e-43ef-44ca-ab24-8fa231214852": "27b2fc86-0a8f-44f9-8239-dd4777daa258",
    "b3ffcf5f-3575-4ec6-9ec6-088177845848": "dc896aee-2f6c-4c08-8ed9-114b0d49bff2",
    "c2bf74b0-5360-4af9-983f-8016afe6bcba": "63ff786d-cfb8-493a-a3ac-68b513984f64",
    "dabffddf-810b-421b-bc47-5cd0ffd1c3da": "e519dc12-7004-44ad-84a6-57b8afdc442c",
}
_PUT_OFF = (
    "Hạn cũ",
    "30/9/2021",
    ", lùi ngày",
    "4/10/2021",
    ".",
    "Lùi khi đã quá hạn 4 ngày.",
    "Lý do: Chờ ý kiến của bộ",
)
_LEAD = (
    "Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy khóa XVII họp hội nghị lần thứ 36, nghe báo cáo và cho ý kiến về nhiều "
    "nội dung. Bí thư Tỉnh ủy chủ trì."
)


def _table(columns: int) -> tuple[str, ...]:
    """Return the lines of the table of tasks by organization: with four counts, or with the fifth."""
    fifth, none, one = columns == 5, ("0",) * (columns == 5), ("1",)
    return (
        *("Xong đúng hạn", *["Xong, không định hạn"] * fifth, "Xong muộn", "Quá hạn", "Đang làm"),
        *("Số việc của từng cơ quan", "Cơ quan", "Mỗi ô một việc"),
        *("Đúng hạn", *["Xong, không hạn"] * fifth, "Xong muộn", "Quá hạn", "Đang làm"),
        *("href=/co-quan/70e7271a-8fd4-4e8b-b607-8a444a29e6bd/", "Ban Quản lý KCN", "Minh họa"),
        *("0", *none, "0", "1", "0"),
        *("href=/co-quan/de22f979-9aef-4e85-944d-70ad57a06392/", "Ban cán sự đảng"),
        *(*none, *one, "0", "0", "1"),
        *("href=/co-quan/5064b6a2-a615-4972-9434-f3dc462a1f7b/", "Sở Giáo dục và Đào tạo", "Minh họa"),
        *("0", *none, "1", "0", "0"),
        *("href=/co-quan/27762335-6c1b-4f09-8e19-215f51059d13/", "Sở Kế hoạch và Đầu tư", "Minh họa"),
        *("0", *none, "1", "0", "0"),
        *("href=/co-quan/3912249b-1b93-499d-a577-94ec45b7de74/", "Sở mới (minh họa)"),
        *("0", *none, "0", "0", "1"),
        *("Cộng", *none, *one, "2", "1", "2"),
    )


_BODIES = (
    "089dd596-19e8-4a13-8507-aa413490cdc7",
    "13659929-b4f7-415f-8ad3-9a029fbf6b66",
    "27762335-6c1b-4f09-8e19-215f51059d13",
    "3912249b-1b93-499d-a577-94ec45b7de74",
    "5064b6a2-a615-4972-9434-f3dc462a1f7b",
    "70e7271a-8fd4-4e8b-b607-8a444a29e6bd",
    "b2dd15c2-bf12-41a9-aad2-d04e179b09e4",
    "c95631fb-c479-49f4-959c-109d058e1d57",
    "cc01a9ba-890c-4b5f-b528-9e604e7a20e7",
    "dc3c84c7-40d9-4b99-ba0b-d9cf6028b2e6",
    "de22f979-9aef-4e85-944d-70ad57a06392",
)
_CIVIL_AFFAIRS = (
    "href=/co-quan/de22f979-9aef-4e85-944d-70ad57a06392/",
    "Ban cán sự đảng UBND tỉnh",
    "Ban cán sự đảng",
)
_COMMITTEE = ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ")

_NOTICE, _STONE = "ffda6228-ef4e-4202-b727-6e57c612fa1d", "0a531f29-e1c8-4a84-9357-8db4a8144098"
_SIGNED = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC")
# The text of document 118-TB/TU, as its PDF has it.
_TEXT_OF_118 = (
    "Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy họp hội nghị lần thứ 36 và kết luận như sau:",
    (
        "## 1. Chương trình phát triển kinh tế nhanh, bền vững theo hướng tăng trưởng xanh, ứng dụng khoa "
        "học công nghệ giai đoạn 2021–2030"
    ),
    (
        "Hoàn thiện, báo cáo. Đề nghị tiếp thu ý kiến tham gia để bổ sung, hoàn thiện Chương trình rồi báo "
        "cáo Ban Chấp hành Đảng bộ tỉnh; làm rõ hơn phần dự báo bối cảnh của tỉnh trong mười năm tới và các "
        "đột phá chiến lược."
    ),
    (
        "Giao Ban cán sự đảng UBND tỉnh: Chỉ đạo UBND tỉnh tiếp thu ý kiến, hoàn thiện Chương trình phát "
        "triển kinh tế giai đoạn 2021–2030; báo cáo Ban Chấp hành Đảng bộ tỉnh."
    ),
    "## 2. Phương án chỉ tiêu sử dụng đất đến năm 2025 và năm 2030",
    "Cơ bản nhất trí phương án chỉ tiêu sử dụng đất đến năm 2025 và năm 2030 của tỉnh.",
    (
        "Giao Ban cán sự đảng UBND tỉnh: Chỉ đạo hoàn thành báo cáo để đăng ký chỉ tiêu sử dụng đất lúa và "
        "phân bổ vào các vùng phát triển; báo cáo Bộ Tài nguyên và Môi trường."
    ),
    "## 3. Ý tưởng quy hoạch vùng công nghiệp động lực và định hướng khu, cụm công nghiệp",
    (
        "3.1. Thống nhất quy hoạch một vùng công nghiệp động lực khoảng 4.000–5.100\xa0ha ở hai huyện Thanh "
        "Miện và Bình Giang, nối với cao tốc Hà Nội – Hải Phòng – Hạ Long tại Bình Giang. Vùng gồm khu công "
        "nghiệp công nghệ cao cùng khu công nghiệp sinh thái, khu đô thị, trung tâm dịch vụ công nghiệp, "
        "trung tâm đổi mới sáng tạo, khu thương mại, dịch vụ, y tế và khu hậu cần."
    ),
    "- Diện tích vùng công nghiệp động lực: khoảng 4.000–5.100\xa0ha.",
    (
        "3.2. Cơ bản nhất trí số lượng, vị trí và quy mô dự kiến của các khu, cụm công nghiệp; rà soát lại "
        "một số khu, cụm để đầu tư có hiệu quả nhất."
    ),
    "## 4. Quy chế làm việc của UBND tỉnh nhiệm kỳ 2021–2026",
    "Cho ý kiến vào Quy chế làm việc của UBND tỉnh nhiệm kỳ 2021–2026.",
    "## 5. Chỉ thị về đẩy mạnh kết nạp đảng viên trong giai đoạn mới",
    "Cho ý kiến vào dự thảo Chỉ thị về đẩy mạnh kết nạp đảng viên.",
)


SINCE: dict[str, list[Intended]] = {
    "7952f49": [
        Intended(
            "public revisions are counted by release and correction acts, from where the counters stood (issue 11, 4)",
            renamed={
                (table, "public_revision"): "revision" for table in ("meeting", "decision", "instrument", "article")
            },
        ),
        Intended("a figure says its quantity (issue 11, 4)", renamed={("figure", "quantity"): "label"}),
        Intended(
            "a task's deadline put off, a task sent back are told where the task stands (issue 11, 4)",
            tables={"taskevent": {"2f9d2f70-a891-58a6-8cc0-2fc9881e5996", "45ad7fd2-4f8e-5bd8-810f-94ef9fc2c1cb"}},
            lines=[
                ("*", ("31/12/2021", *_PUT_OFF), ("31/12/2021",)),
                ("*", ("Làm lại", "Trả lại ngày", "4/10/2021"), ("Làm lại",)),
                (
                    "ket-luan/*",
                    (
                        "4/10/2021",
                        "href=#65ccbde7-4e7e-4cc1-8c6d-03abf08b04f9",
                        "Báo cáo chưa đạt, làm lại: Trình phương án xét nghiệm định kỳ trong khu công nghiệp",
                        "Minh họa",
                    ),
                    (),
                ),
                (
                    "ket-luan/*",
                    (
                        "4/10/2021",
                        "href=#dabffddf-810b-421b-bc47-5cd0ffd1c3da",
                        "Lùi hạn: Rà soát các khoản chi chưa cần thiết để dành nguồn phòng dịch",
                        "Minh họa",
                        "Từ 30/9/2021 sang 31/12/2021. Lùi khi đã quá hạn 4 ngày. Lý do: Chờ ý kiến của bộ",
                    ),
                    (),
                ),
            ],
        ),
        Intended(
            "a task without a deadline is done, never in time: a fifth count (issue 11, 4)",
            added={
                ("task", "punctuality"): {
                    "5de34eeb-5f9d-43aa-9140-d01baf83129b": "done",
                    "65ccbde7-4e7e-4cc1-8c6d-03abf08b04f9": "overdue",
                    "795d841e-43ef-44ca-ab24-8fa231214852": "open",
                    "b3ffcf5f-3575-4ec6-9ec6-088177845848": "late",
                    "c2bf74b0-5360-4af9-983f-8016afe6bcba": "late",
                    "dabffddf-810b-421b-bc47-5cd0ffd1c3da": "open",
                }
            },
            lines=[
                ("*", ("Không định hạn", "Xong"), ("Không định hạn", "Đã xong")),
                ("*", ("1 xong, không định hạn",), ("1 xong đúng hạn",)),
                ("viec-giao/index.html", _table(5), _table(4)),
                ("ket-luan/*", ("1 việc: 1 xong",), ("1 việc: 1 xong đúng hạn",)),
                (
                    "index.html",
                    ("aria-label=6 ô: 1 xong, 2 xong muộn, 1 quá hạn, 2 đang làm",),
                    ("aria-label=6 ô: 1 xong đúng hạn, 2 xong muộn, 1 quá hạn, 2 đang làm",),
                ),
                (
                    "co-quan/*",
                    (
                        "Được giao 2 việc: 1 xong, 1 đang làm. Tính đến 4/10/2021.",
                        "aria-label=2 ô: 1 xong, 1 đang làm",
                    ),
                    (
                        "Được giao 2 việc: 1 xong đúng hạn, 1 đang làm. Tính đến 4/10/2021.",
                        "aria-label=2 ô: 1 xong đúng hạn, 1 đang làm",
                    ),
                ),
            ],
        ),
        Intended(
            "the feed is written by Django's feedgenerator, which marks a summary as HTML (issue 11, 8)",
            lines=[("feed.atom", (f"summary html {_LEAD}",), (f"summary {_LEAD}",))],
        ),
        Intended(
            "a portal whose address nobody said has no absolute link and no sitemap; what a feed is called does not "
            "depend on where it stands (issue 12, K)",
            added={("site", name): {_SITE: ""} for name in ("address", "licence", "licence_link")},
            lines=[
                (
                    "ve-trang-nay/index.html",
                    ("Lịch hội nghị, theo chuẩn iCalendar",),
                    (
                        "Lịch hội nghị, theo chuẩn iCalendar",
                        *("href=/sitemap.xml", "Danh mục địa chỉ, theo chuẩn Sitemap"),
                    ),
                )
            ],
            rewritten=[
                ("feed.atom", r"\A(.*\n)id urn:uuid:\S+\n", rf"\1id {_LOCAL}/feed.atom\n"),
                ("feed.atom", r"(?m)^link /", f"link {_LOCAL}/"),
                ("calendar.ics", r"(?m)^UID:(.*)$", rf"UID:\1\nURL:{_LOCAL}/hoi-nghi/\1/"),
                ("robots.txt", r"\Z", f"\nSitemap: {_LOCAL}/sitemap.xml\n"),
            ],
            gone=["sitemap.xml", "sitemap/*"],
        ),
        Intended(
            "a feed is as new as the last article that was taken back; an invented meeting says so (issue 12, L)",
            rewritten=[
                ("feed.atom", r"(?m)^updated 2021-10-04T13:46:30", "updated 2021-10-04T13:46:29"),
                ("calendar.ics", r" \(minh họa\)", ""),
            ],
        ),
        Intended(
            "a body says what it was called before (issue 12, A2); none of these was called otherwise",
            added={("organization", column): dict.fromkeys(_BODIES, "[]") for column in ("former_names", "renamed_on")},
        ),
        Intended(
            "names stand in Vietnamese order (issue 12, A2)",
            lines=[
                ("co-quan/index.html", _COMMITTEE, (*_COMMITTEE, *_CIVIL_AFFAIRS)),
                ("co-quan/index.html", ("Đang hoạt động", *_CIVIL_AFFAIRS), ("Đang hoạt động",)),
            ],
        ),
        Intended(
            "each task has a page, and its links lead there (issue 12, 11)",
            rewritten=[
                (
                    "ket-luan/*",
                    rf"(?m)^href=/viec-giao/({_UUID})/\n(?=Lùi hạn:|Báo cáo chưa|Xong|Đến hạn)",
                    r"href=#\1\n",
                ),
                ("ket-luan/*", rf"(?m)^href=/viec-giao/{_UUID}/\n", ""),
                *(("*", f"/viec-giao/{task}/", f"/ket-luan/{decision}/#{task}") for task, decision in _CHARGED.items()),
            ],
            new=["viec-giao/*-*/index.html"],
        ),
        Intended(
            "each page of an object says how it is cited; open data has a page of its own (issue 12, 11)",
            lines=[("*", ("href=/du-lieu/", "Dữ liệu mở"), ("href=/ve-trang-nay/#du-lieu", "Dữ liệu mở"))],
            rewritten=[
                ("*/*/index.html", r"(?m)^Trích dẫn trang này\n.*\n", ""),
                ("robots.txt", r"Disallow: /pages/\nDisallow: /files/\n", ""),
            ],
        ),
        Intended(
            "decisions, tasks, corrections and each body have feeds (issue 12, 11)",
            rewritten=[
                ("co-quan/*/index.html", rf"href=/co-quan/{_UUID}/feed.atom\nTheo dõi cơ quan này \(Atom\)\n", ""),
                ("index.html", r"(?m)^href=/(?:ket-luan/feed|viec-giao/feed|dinh-chinh).atom\n.*\n", ""),
            ],
        ),
        Intended(
            "a house has a name, a logo and colours of its own (issue 12, A1); this one chose none",
            added={("site", column): {_SITE: ""} for column in ("house", "logo", "accent", "accent_dark")},
        ),
        Intended(
            "a record that was brought back says so (issue 12, A4); this one was not",
            tables={"resumption": set()},
        ),
        Intended(
            "open data stands in the menu, the page about the portal at the foot; a portal without an address says so "
            "where a page is cited (issue 12, 11)",
            lines=[
                ("*", ("Tra cứu", "href=/du-lieu/", "Dữ liệu mở", "Nền sáng/tối"), ("Tra cứu", "Nền sáng/tối")),
                (
                    "*",
                    ("href=/ve-trang-nay/", "Về trang này", "href=/ve-trang-nay/#tiep-can"),
                    ("href=/ve-trang-nay/#tiep-can",),
                ),
                (
                    "ve-trang-nay/index.html",
                    (
                        ") có đủ mọi hàng dữ liệu đã dựng nên trang. Trang",
                        *("href=/du-lieu/", "Dữ liệu mở"),
                        "có mọi tệp, bảng tính và giao diện cho chương trình.",
                    ),
                    (
                        (
                            ") có đủ mọi hàng dữ liệu đã dựng nên trang. Bảng và cột được mô tả trong tài liệu cho "
                            "người nghiên cứu."
                        ),
                    ),
                ),
            ],
            rewritten=[("*", r"(?m)^Cổng chưa công bố địa chỉ của mình trên mạng\. .*\n", "")],
        ),
        Intended(
            "a document's page has its text and who signed it, and what was withdrawn says which one it was (schema 7)",
            added={
                ("instrument", "signature"): {_NOTICE: _listed(_SIGNED)},
                ("instrument", "paragraphs"): {_NOTICE: _listed(_TEXT_OF_118)},
                **{("tombstone", column): {_STONE: ""} for column in ("kind", "number", "organization_id")},
                ("tombstone", "day"): {_STONE: "2021-10-04"},
                ("tombstone", "replaced_by"): {_STONE: "[]"},
            },
            lines=[
                (f"bai-viet/{_STONE}/*", ("và không còn ở đây.", "Đăng ngày", "4/10/2021"), ("và không còn ở đây.",)),
                (
                    f"van-ban/{_NOTICE}/*",
                    (
                        "Nội dung văn bản",
                        *(each.removeprefix("## ").replace("\xa0", " ") for each in _TEXT_OF_118),
                        *_SIGNED,
                    ),
                    (),
                ),
                (
                    f"van-ban/{_NOTICE}/*",
                    ("Người ký", *_SIGNED),
                    ("Người ký", "Phó Bí thư Thường trực Tỉnh ủy"),
                ),
            ],
        ),
    ],
}
