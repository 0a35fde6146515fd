"""What readers see otherwise since a kept home's version, each difference with its reason. Everything else is the same.

A difference of a page is exact: these lines stand where those stood. It has to be found, and what is left when all are
taken back has to be the page of that version. The list is long because it only grows: each version that kept homes
come from has its own, and none is ever shortened.
"""

import json
from dataclasses import dataclass

from tests.homes.difference import Intended


def _listed(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)


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
_POINTS = (
    "304f85a9-d357-46ad-bae6-038145ac22f5",
    "631e6dc5-b6df-43fe-8f3d-1364b6292c97",
    "64b9f0f4-045f-412e-9fe3-2c616242bfe0",
    "683dff88-f979-4395-a8fc-b3cb34885613",
    "6c1bdefc-14d5-433c-9c0d-b40000d459dd",
    "7fce2079-0457-4939-8698-c612e261afea",
    "9eb3361f-3ca9-455c-b622-f29b00bc8612",
    "d17a20ad-fffe-4411-b0d2-3b79eb3d401f",
    "da30b16f-33c5-42f7-8797-7366ada00d74",
    "ef629bff-a37a-4011-bf38-d878e1a1d817",
)
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


def _table(columns: int, *, undone: bool = False) -> tuple[str, ...]:
    """Return the lines of the table of tasks by organization: with four counts, or with the fifth.

    With `undone` what is not done is counted together, and beside it what of it is overdue.
    """
    fifth, none, one = columns == 5, ("0",) * (columns == 5), ("1",)

    def open_ones(overdue: int, others: int) -> tuple[str, str]:
        return (str(overdue + others), str(overdue)) if undone else (str(overdue), str(others))

    legend = ("Quá hạn", "Chưa xong, chưa quá hạn") if undone else ("Quá hạn", "Đang làm")
    heads = ("Chưa xong", "Trong đó quá hạn") if undone else ("Quá hạn", "Đang làm")
    return (
        *("Xong đúng hạn", *["Xong, không định hạn"] * fifth, "Xong muộn", *legend),
        *("Số việc của từng cơ quan", "Cơ quan", "Mỗi ô một việc"),
        *("Đúng hạn", *["Xong, không hạn"] * fifth, "Xong muộn", *heads),
        *("href=/co-quan/70e7271a-8fd4-4e8b-b607-8a444a29e6bd/", "Ban Quản lý KCN", "Minh họa"),
        *("0", *none, "0", *open_ones(1, 0)),
        *("href=/co-quan/de22f979-9aef-4e85-944d-70ad57a06392/", "Ban cán sự đảng"),
        *(*none, *one, "0", *open_ones(0, 1)),
        *("href=/co-quan/5064b6a2-a615-4972-9434-f3dc462a1f7b/", "Sở Giáo dục và Đào tạo", "Minh họa"),
        *("0", *none, "1", *open_ones(0, 0)),
        *("href=/co-quan/27762335-6c1b-4f09-8e19-215f51059d13/", "Sở Kế hoạch và Đầu tư", "Minh họa"),
        *("0", *none, "1", *open_ones(0, 0)),
        *("href=/co-quan/3912249b-1b93-499d-a577-94ec45b7de74/", "Sở mới (minh họa)"),
        *("0", *none, "0", *open_ones(0, 1)),
        *("Cộng", *none, *one, "2", *open_ones(1, 2)),
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
# What was corrected of the article and the decision of the meeting.
_RETOLD_ARTICLE = "bai-viet/8c38abef-5ada-4f3c-afbb-144539d48c17/*"
_ALT = "Phòng họp chưa có người: bàn dài gỗ đỏ, ghế xanh hai bên, nắng chiều qua hai cửa sổ"
_CAPTION = "Phòng họp trước giờ khai mạc. Hình vẽ minh họa."
_NAMED_ZONE = "Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 36: %s vùng công nghiệp động lực"
_CHANGED = ("Trước:", "4.000–5.000", "Nay:", "4.000–5.100")
_ZONE = (
    "Thống nhất quy hoạch một vùng công nghiệp động lực khoảng %s ở hai huyện Thanh Miện và Bình Giang, nối với "
    "cao tốc Hà Nội – Hải Phòng – Hạ Long tại Bình Giang. Vùng gồm khu công nghiệp công nghệ cao cùng khu công nghiệp "
    "sinh thái, khu đô thị, trung tâm dịch vụ công nghiệp, trung tâm đổi mới sáng tạo, khu thương mại, dịch vụ, y tế "
    "và khu hậu cần."
)
# How a list, a meeting and the first page name what was withdrawn.
_NAMED = (
    f"href=/bai-viet/{_STONE}/",
    "Bài viết đăng ngày 4/10/2021",
    "Đã rút",
    "Đăng ngày 4/10/2021, rút ngày",
    "4/10/2021",
    ".",
)
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


def _plain(words: str) -> str:
    return words.replace("\xa0", " ")


@dataclass(frozen=True)
class _File:
    """A public file as a page lists it."""

    digest: str
    name: str
    size: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of a page that lists it."""
        return f"href=/tep/{self.digest}/{self.name}", self.name, self.size, f"SHA-256 {self.digest[:16]}…"


_CORRECTED = _File(
    "4232e19ac1eb7e4cae7f6ff725d17772230187848028941ed6485a3ed76de6dd", "thong-bao-118-TB-TU-dinh-chinh-1.pdf", "55 kB"
)
_BEFORE = _File("59d25466b15c5b48434f97481eec64e79df6bae04277f3a5532e8f2f739ac774", "thong-bao-118-TB-TU.pdf", "54 kB")
_THEN = _File("d0f12071a8c4b93c873a3fbf98de618e1f8866dec9863a3bc9c954f8c57b5f36", "thong-bao-118-TB-TU.pdf", "48 kB")
# What the correction of the notice changed, old and new.
_RETOLD = tuple(
    tuple(each.replace("{}", figure) for figure in ("4.000–5.000", "4.000–5.100"))
    for each in (
        next(line for line in _TEXT_OF_118 if line.startswith("3.1.")).replace("4.000–5.100", "{}"),
        "- Diện tích vùng công nghiệp động lực: khoảng {}\xa0ha.",
    )
)

# What leads to the groups of tasks in their list, and those that were finished, as it names them since.
_TO_GROUPS = ("href=#theo-han", "3 việc chưa xong", ",", "href=#da-xong", "3 việc đã xong")
_DONE = (
    *("3 việc đã xong, mới nhất trước", "Việc đã xong, mới nhất trước", "Việc", "Cơ quan", "Hạn", "Tình trạng"),
    "href=/viec-giao/c2bf74b0-5360-4af9-983f-8016afe6bcba/",
    "Tổng hợp ý kiến của các ngành và địa phương về quy hoạch tỉnh",
    *("Minh họa", "href=#nguon-1", "Nguồn", "1", "Hội nghị lần thứ 33, nội dung 1"),
    *("Báo cáo", "href=/co-quan/c95631fb-c479-49f4-959c-109d058e1d57/", "Ban Thường vụ"),
    *("Kết quả:", "Đã nhận bản tổng hợp ý kiến về quy hoạch tỉnh."),
    *("href=/co-quan/27762335-6c1b-4f09-8e19-215f51059d13/", "Sở Kế hoạch và Đầu tư", "15/9/2021"),
    *("Xong, muộn 19 ngày", "Xong ngày", "4/10/2021"),
    "href=/viec-giao/b3ffcf5f-3575-4ec6-9ec6-088177845848/",
    "Chuẩn bị dạy trực tuyến cho các trường chưa mở cửa lại",
    *("Minh họa", "href=#nguon-1", "Nguồn", "1", "Hội nghị lần thứ 35, nội dung 1"),
    *("Báo cáo", "href=/co-quan/b2dd15c2-bf12-41a9-aad2-d04e179b09e4/", "UBND tỉnh"),
    *("Kết quả:", "Đã chuẩn bị xong, các trường dạy trực tuyến từ ngày 6/9/2021."),
    *("href=/co-quan/5064b6a2-a615-4972-9434-f3dc462a1f7b/", "Sở Giáo dục và Đào tạo", "5/9/2021"),
    *("Xong, muộn 29 ngày", "Xong ngày", "4/10/2021"),
    "href=/viec-giao/5de34eeb-5f9d-43aa-9140-d01baf83129b/",
    "Chỉ đạo hoàn thành báo cáo để đăng ký chỉ tiêu sử dụng đất lúa và phân bổ vào các vùng phát triển",
    *("href=#nguon-2", "Nguồn", "2", "Hội nghị lần thứ 36, nội dung 2"),
    *("Báo cáo", "href=/co-quan/cc01a9ba-890c-4b5f-b528-9e604e7a20e7/", "Bộ TN&MT"),
    *("Kết quả:", "Đã gửi báo cáo đăng ký chỉ tiêu đất lúa."),
    *("href=/co-quan/de22f979-9aef-4e85-944d-70ad57a06392/", "Ban cán sự đảng", "Không định hạn", "Xong", "Xong ngày"),
    "4/10/2021",
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
        Intended(
            "what was withdrawn is named where it stood, under its meeting (schema 8)",
            added={
                ("tombstone", "meeting_id"): {_STONE: "1c1db386-f9a3-4129-8576-63d993bd57ef"},
                ("tombstone", "issued"): {_STONE: "[]"},
            },
            lines=[
                ("*index.html", ("Đã thu hồi, đã rút", *_NAMED), ()),
                ("index.html", ("Thu hồi, rút gần đây nhất", *_NAMED), ()),
                (
                    f"bai-viet/{_STONE}/*",
                    (
                        "Hội nghị",
                        "href=/hoi-nghi/1c1db386-f9a3-4129-8576-63d993bd57ef/",
                        "Hội nghị lần thứ 35",
                        "Lý do",
                    ),
                    ("Lý do",),
                ),
                (
                    f"bai-viet/{_STONE}/*",
                    (
                        (
                            "Ở đây chỉ còn loại, số, ngày và lý do. Tên gọi, lời văn và tệp không được công bố nữa, "
                            "nên tra cứu tìm được theo số và ngày, không theo lời."
                        ),
                    ),
                    (),
                ),
            ],
            rewritten=[
                (f"bai-viet/{_STONE}/*", "Bài viết đăng ngày 4/10/2021: Đã", "Đã"),
                (f"bai-viet/{_STONE}/*", "Bài viết đăng ngày 4/10/2021 đã rút", "Đã rút"),
            ],
        ),
        Intended(
            "a corrected document says so under its number and has a file of its own, the text before stays, and the "
            "correction is told in its words (decision 0055)",
            rows={
                ("instrument", _NOTICE): (
                    {"files": _listed((_CORRECTED.digest, _BEFORE.digest))},
                    {"files": _listed((_THEN.digest,))},
                ),
                ("file", _CORRECTED.digest): ({"name": _CORRECTED.name}, {}),
                ("file", _BEFORE.digest): ({"name": _BEFORE.name}, {}),
                ("file", _THEN.digest): (
                    {},
                    {"id": _THEN.digest, "name": _THEN.name, "media_type": "application/pdf", "size": 48050},
                ),
                ("correction", "4536222c-b03e-5fed-925a-e5d2af691f41"): (
                    dict(zip(("old", "new"), _RETOLD[0], strict=True)),
                    {"old": "bản 1", "new": "bản 2"},
                ),
                ("correction", "312cfddb-16fa-56cc-9e44-4612796f6553"): (
                    dict(zip(("old", "new"), _RETOLD[1], strict=True)),
                    {},
                ),
            },
            lines=[
                ("ket-luan/*", _CORRECTED.lines, _THEN.lines),
                (
                    f"van-ban/{_NOTICE}/*",
                    (
                        *_CORRECTED.lines,
                        *("Bản trước khi đính chính", "Đã được bản trên thay thế; giữ lại để đối chiếu.", "PDF"),
                        *_BEFORE.lines,
                    ),
                    _THEN.lines,
                ),
                (
                    f"van-ban/{_NOTICE}/*",
                    (
                        *("Trước:", _plain(_RETOLD[0][0]), "Nay:", _plain(_RETOLD[0][1])),
                        *("Lý do: Theo kết luận đã đính chính", "Văn bản", ", sửa ngày", "4/10/2021"),
                        *("Trước:", _plain(_RETOLD[1][0]), "Nay:", _plain(_RETOLD[1][1])),
                    ),
                    ("Trước:", "bản 1", "Nay:", "bản 2"),
                ),
            ],
        ),
        Intended(
            "a correction strikes only the words that changed; a page that is not there tells of files that went",
            lines=[
                (_RETOLD_ARTICLE, (_ALT, "Lý do: Ghi sai chữ"), (_ALT, "Nay:", "Lý do: Ghi sai chữ")),
                (_RETOLD_ARTICLE, (_CAPTION, "Lý do: Ghi sai chữ"), (_CAPTION, "Nay:", "Lý do: Ghi sai chữ")),
                (_RETOLD_ARTICLE, ("Nay:", "bỏ", "ảnh", "Trước:", "trước"), ("Trước:", "ảnh trước", "Nay:", "bỏ ảnh")),
                (
                    _RETOLD_ARTICLE,
                    ("… vụ Tỉnh ủy lần thứ 36:", "Trước:", "thống", "nhất", "Nay:", "trí", "vùng công nghiệp động lực"),
                    ("Trước:", _NAMED_ZONE % "thống nhất", "Nay:", _NAMED_ZONE % "nhất trí"),
                ),
                ("hoi-nghi/*", ("4/10/2021", "Nay:"), ("4/10/2021", "Trước:", "Nay:")),
                (
                    "ket-luan/*",
                    ("khoảng", *_CHANGED, "ha", "Lý do: Ghi nhầm số"),
                    ("Trước:", "khoảng 4.000–5.000 ha", "Nay:", "khoảng 4.000–5.100 ha", "Lý do: Ghi nhầm số"),
                ),
                (
                    "ket-luan/*",
                    ("… vùng công nghiệp động lực khoảng", *_CHANGED, "ha ở hai huyện Thanh …"),
                    ("Trước:", _ZONE % "4.000–5.000 ha", "Nay:", _ZONE % "4.000–5.100 ha"),
                ),
                (
                    f"van-ban/{_NOTICE}/*",
                    ("… vùng công nghiệp động lực khoảng", *_CHANGED, "ha ở hai huyện Thanh …"),
                    ("Trước:", _plain(_RETOLD[0][0]), "Nay:", _plain(_RETOLD[0][1])),
                ),
                (
                    f"van-ban/{_NOTICE}/*",
                    ("… vùng công nghiệp động lực: khoảng", *_CHANGED, "ha."),
                    ("Trước:", _plain(_RETOLD[1][0]), "Nay:", _plain(_RETOLD[1][1])),
                ),
            ],
            rewritten=[("404.html", " Tệp của văn bản đã thu hồi .*", "")],
        ),
        Intended(
            "the tasks that are not done are called so, and what of them is overdue beside it; “Đang làm” is a state "
            "(issue 12)",
            lines=[
                ("viec-giao/index.html", _table(5, undone=True), _table(5)),
                (
                    "index.html",
                    ("aria-label=6 ô: 1 xong, 2 xong muộn, 3 chưa xong (1 quá hạn)",),
                    ("aria-label=6 ô: 1 xong, 2 xong muộn, 1 quá hạn, 2 đang làm",),
                ),
            ],
            rewritten=[
                ("*", r"(\d+) chưa xong, chưa quá hạn", r"\1 đang làm"),
                ("*", r"(\d+) chưa xong \((\d+ quá hạn)\)", r"\2"),
                ("*", r"(\d+) chưa xong(?!,| \()", r"\1 đang làm"),
                ("*", r"việc giao, chưa xong", "việc giao, đang làm"),
            ],
        ),
        Intended(
            "every page counts the tasks of a decision alike; the list of tasks names those that were finished; a "
            "table says of which day “xong” is; documents have a feed",
            lines=[
                ("index.html", ("href=/van-ban/feed.atom", "Văn bản mới"), ()),
                ("co-quan/*", ("Xong ngày", "4/10/2021"), ("4/10/2021",)),
                ("ket-luan/*", ("Xong ngày", "4/10/2021"), ("4/10/2021",)),
                (
                    "viec-giao/index.html",
                    ("href=#theo-han", "3 việc chưa xong", ",", "href=#da-xong", "3 việc đã xong"),
                    (),
                ),
                ("viec-giao/index.html", ("Việc chưa xong, theo hạn",), ("Việc chưa xong, xếp theo hạn",)),
                ("viec-giao/index.html", _DONE, ()),
            ],
            rewritten=[
                ("*", r"1 việc giao: 1 chưa xong \(1 quá hạn\)", "1 việc giao, 1 quá hạn"),
                ("*", r"1 việc giao: 1 chưa xong", "1 việc giao, chưa xong"),
                ("*", r"1 việc giao: 1 xong( muộn)?", "1 việc giao, đã xong"),
            ],
        ),
        Intended(
            "a point tells the counts of the vote on which it rests, where the rule lets them out (schema 9)",
            added={
                ("point", "agreeing"): dict.fromkeys(_POINTS, 0),
                ("point", "counted_of"): dict.fromkeys(_POINTS, 0),
                ("point", "vote_count"): dict.fromkeys(_POINTS, ""),
            },
        ),
        Intended(
            "beside an agenda stands how many of its items are named by a common title, which is what can be seen",
            rewritten=[("hoi-nghi/*", r"(?m)^(\d+) nội dung chỉ nêu tên chung$", r"\1 nội dung không công khai")],
        ),
    ],
}
