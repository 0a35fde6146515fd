"""A small public record: one meeting whose facts are known, and invented surroundings that say so."""

import re
from typing import Any

from nghitrinh.bundle.database import in_memory
from nghitrinh.bundle.schema import (
    TABLES,
    Article,
    Correction,
    Decision,
    Figure,
    File,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Resumption,
    Row,
    Site,
    Source,
    Task,
    TaskEvent,
    Tombstone,
)
from nghitrinh.bundle.years import Tables, split
from nghitrinh.publication.pages import ReleaseRows
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.shard import Shard

AS_OF = "2021-10-04"
ADDRESS = "https://nghitrinh.example"
PAGE = "source-page"
INVENTED = "source-invented"
ZONE = "decision-zone"
QUOTAS = "decision-quotas"
PROGRAMME = "decision-programme"
_WHOLE = re.compile(r'<span class="whole">(\d[^<]*)</span>')
NOTICE_FILE = "7c1f09abe43d55287c1f09abe43d55287c1f09abe43d55287c1f09abe43d5528"


def bare(html: str) -> str:
    """Return a page without what keeps its numbers, dates and amounts on one line (`vietnamese.unbroken`)."""
    return _WHOLE.sub(r"\1", html)


def tables(rows: list[Row]) -> dict[str, list[Row]]:
    """Sort rows into the tables of the public schema."""
    names = {kind: name for name, kind in TABLES.items()}
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for row in rows:
        found[names[type(row)]].append(row)
    return found


def release_of(rows: list[Row]) -> ReleaseRows:
    """Return the release that consists of these rows."""
    return ReleaseRows.in_memory(tables(rows))


def shown(rows: list[Row]) -> dict[str, Tables]:
    """Return what a release of these rows shows, by shard."""
    public = PublicSet(tables(rows))
    return split({name: public.raw(kind).values() for name, kind in TABLES.items()})


def release_beside(release: ReleaseRows, held: dict[str, Tables], rows: list[Row]) -> ReleaseRows:
    """Return the release of these rows, with the shards of another release, which holds `held`, where they are equal.

    It is how a release follows another: only the databases that differ are made, and only they are compared.
    """
    found = shown(rows)
    same = {shard for shard, of_shard in found.items() if held.get(shard) == of_shard}
    return ReleaseRows(
        {shard: release.shards[shard] if shard in same else Shard(in_memory(found[shard])) for shard in found}
    )


def sample() -> ReleaseRows:
    """Return the sample as a release."""
    return release_of(sample_rows())


def sample_rows() -> list[Row]:
    """Return all rows of the sample."""
    return [*_surroundings(), *_meeting(), *_decisions(), *_tasks(), *_articles()]


def organization(key: str, name: str, *, successors: tuple[str, ...] = (), invented: bool = False) -> Organization:
    """Return a body; one with successors ended in 2025."""
    return Organization(
        id=key,
        name=name,
        short_name=name,
        former_names=(),
        renamed_on=(),
        kind="cơ quan",
        started_on="",
        ended_on="2025-02-28" if successors else "",
        successors=successors,
        succession_act="Nghị quyết về sắp xếp bộ máy" if successors else "",
        source_id=INVENTED if invented else PAGE,
        illustrative=invented,
    )


def meeting(number: int, starts_at: str, state: str = "closed", *, invented: bool = True) -> Meeting:
    """Return a meeting of the Standing Committee."""
    return Meeting(
        id=f"meeting-{number}",
        organization_id="standing-committee",
        name="Hội nghị Ban Thường vụ Tỉnh ủy",
        kind="hội nghị",
        form="room",
        number=number,
        series="hội nghị",
        term="XVII",
        further_numbers=(),
        starts_at=starts_at,
        ends_at="",
        place="",
        chairs=() if invented else ("Bí thư Tỉnh ủy",),
        state=state,
        public_revision=1 if invented else 2,
        source_id=INVENTED if invented else PAGE,
        illustrative=invented,
    )


def _surroundings() -> list[Row]:
    return [
        Site(
            id="site",
            name="Ban Thường vụ Tỉnh ủy Hải Dương",
            jurisdiction="Tỉnh Hải Dương",
            as_of=AS_OF,
            address=ADDRESS,
            licence="Giấy phép mẫu",
            licence_link="https://giay-phep.example/mau",
            house="",
            logo="",
            accent="",
            accent_dark="",
        ),
        Source(
            id=PAGE,
            kind="page",
            title="Trang tin về hội nghị, đăng ngày 11/9/2021",
            address="https://tinhuy.example/hoi-nghi-36",
            digest="9e4177d0c2b81f6a9e4177d0c2b81f6a9e4177d0c2b81f6a9e4177d0c2b81f6a",
        ),
        Source(id=INVENTED, kind="illustrative", title="Đặt ra để trình bày", address="", digest=""),
        organization("standing-committee", "Ban Thường vụ Tỉnh ủy"),
        organization("party-group", "Ban cán sự đảng UBND tỉnh", successors=("people-committee",)),
        organization("people-committee", "UBND tỉnh"),
        organization("executive", "Ban Chấp hành Đảng bộ tỉnh"),
        organization("ministry", "Bộ Tài nguyên và Môi trường"),
        organization("industry", "Sở Công Thương", invented=True),
        File(id=NOTICE_FILE, name="thong-bao-ket-luan.pdf", media_type="application/pdf", size=96_412),
    ]


def _meeting() -> list[Row]:
    titles = (
        ("Chương trình phát triển kinh tế nhanh, bền vững giai đoạn 2021–2030", PROGRAMME),
        ("Phương án chỉ tiêu sử dụng đất đến năm 2025 và năm 2030", QUOTAS),
        ("Vùng công nghiệp động lực và định hướng các khu, cụm công nghiệp", ZONE),
        ("Quy chế làm việc của UBND tỉnh nhiệm kỳ 2021–2026", "decision-rules"),
        ("Khen thưởng", ""),
        ("Công tác cán bộ", ""),
        ("Chỉ thị về đẩy mạnh kết nạp đảng viên", "decision-directive"),
    )
    items = [
        Item(
            id=f"item-{position}",
            meeting_id="meeting-36",
            position=position,
            title=title,
            closed=not decision,
            decision_id=decision,
            source_id=PAGE,
            illustrative=False,
        )
        for position, (title, decision) in enumerate(titles, 1)
    ]
    return [
        meeting(36, "2021-09-10", invented=False),
        meeting(35, "2021-08-27T14:00:00+07:00"),
        meeting(34, "2020-12-13T07:00:00+00:00"),
        meeting(37, "2021-10-08T14:00:00+07:00", "convened"),
        *items,
        paper("paper-zone", "item-3", "Tờ trình về ý tưởng quy hoạch vùng công nghiệp động lực"),
        paper("paper-quotas", "item-2", "Báo cáo phương án chỉ tiêu sử dụng đất"),
        Correction(
            id="correction-number",
            subject_kind="meeting",
            subject_id="meeting-36",
            corrected_at="2021-09-12T09:00:00+07:00",
            field="số hội nghị",
            old="31",
            new="36",
            reason="Tiêu đề của trang nguồn ghi khác với nội dung",
        ),
    ]


def paper(key: str, item: str, title: str) -> Paper:
    """Return an invented paper of the party group."""
    return Paper(
        id=key,
        item_id=item,
        title=title,
        kind="tờ trình",
        number="",
        submitted_by="party-group",
        submitted_on="2021-09-06",
        source_id=INVENTED,
        illustrative=True,
    )


def decision(key: str, position: int, title: str) -> Decision:
    """Return a decision of the 36th meeting."""
    return Decision(
        id=key,
        meeting_id="meeting-36",
        item_id=f"item-{position}",
        title=title,
        decided_on="2021-09-10",
        approved_on="",
        instrument_id="notice",
        public_revision=1,
        source_id=PAGE,
        illustrative=False,
    )


def point(decision_id: str, position: int, outcome: str, label: str, text: str, agreeing: int = 0) -> Point:
    """Return a point of a decision; where it rests on a vote that is let out, so many of fifteen agreed."""
    return Point(
        id=f"point-{decision_id}-{position}",
        decision_id=decision_id,
        position=position,
        outcome=outcome,
        outcome_label=label,
        text=text,
        agreeing=agreeing,
        counted_of=15 if agreeing else 0,
        vote_count=f"{agreeing}/15 đồng chí tán thành (93,33 %)" if agreeing else "",
    )


def _decisions() -> list[Row]:
    return [
        decision(PROGRAMME, 1, "Chương trình kinh tế 2021–2030: hoàn thiện để báo cáo Ban Chấp hành"),
        decision(QUOTAS, 2, "Chỉ tiêu sử dụng đất đến năm 2025 và năm 2030"),
        decision(ZONE, 3, "Một vùng công nghiệp động lực 4.000–5.000 ha ở Thanh Miện và Bình Giang"),
        decision("decision-rules", 4, "Quy chế làm việc của UBND tỉnh"),
        decision("decision-directive", 7, "Chỉ thị về kết nạp đảng viên"),
        point(
            PROGRAMME,
            1,
            "complete",
            "Hoàn thiện, báo cáo Ban Chấp hành",
            "Tiếp thu các ý kiến, phân tích thêm bối cảnh mười năm tới rồi báo cáo Ban Chấp hành Đảng bộ tỉnh.",
        ),
        point(QUOTAS, 1, "agreed_in_principle", "Cơ bản nhất trí", "Cơ bản nhất trí phương án chỉ tiêu sử dụng đất."),
        point(
            ZONE,
            1,
            "agreed",
            "Thống nhất",
            "Thống nhất quy hoạch một vùng công nghiệp động lực khoảng 4.000–5.000 ha tại hai huyện Thanh Miện và "
            "Bình Giang, nối với cao tốc Hà Nội – Hải Phòng – Hạ Long ở Bình Giang.",
            agreeing=14,
        ),
        point(
            ZONE,
            2,
            "agreed_in_principle",
            "Cơ bản nhất trí",
            "Cơ bản nhất trí về số lượng, vị trí, quy mô dự kiến của các khu, cụm khác; rà soát lại một số khu, cụm.",
        ),
        point("decision-rules", 1, "opinion", "Đã cho ý kiến", "Cho ý kiến vào Quy chế làm việc của UBND tỉnh."),
        point("decision-directive", 1, "opinion", "Đã cho ý kiến", "Cho ý kiến vào dự thảo Chỉ thị."),
        Figure(
            id="figure-zone",
            point_id=f"point-{ZONE}-1",
            quantity="Diện tích",
            low="4000",
            high="5000",
            unit="ha",
            exact=False,
            as_of="",
            places=("Thanh Miện", "Bình Giang"),
            rendered="khoảng 4.000–5.000 ha",
            source_id=PAGE,
            illustrative=False,
        ),
        Instrument(
            id="notice",
            meeting_id="meeting-36",
            organization_id="standing-committee",
            kind="thông báo kết luận",
            number="128-TB/TU",
            title="Thông báo kết luận của Ban Thường vụ Tỉnh ủy tại hội nghị lần thứ 36",
            issued_on="2021-09-13",
            signer="Phó Bí thư Thường trực",
            signature=("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
            paragraphs=(
                "Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy họp hội nghị lần thứ 36 và kết luận như sau:",
                "## 1. Quy hoạch vùng công nghiệp động lực",
                "Thống nhất quy hoạch vùng công nghiệp động lực.",
            ),
            state="issued",
            public_revision=1,
            files=(NOTICE_FILE,),
            source_id=INVENTED,
            illustrative=True,
        ),
    ]


def punctuality(due: str, finished: str) -> str:
    """Return the punctuality of a task as of the sample's day."""
    if not finished:
        return "overdue" if due and due < AS_OF else "open"
    if not due:
        return "done"
    return "late" if finished > due else "in_time"


def task_event(key: str, task_id: str, kind: str, happened_at: str, **more: str) -> TaskEvent:
    """Return that a deadline was put off, or that a task was sent back; `more` gives days and reason."""
    return TaskEvent(
        id=key,
        task_id=task_id,
        kind=kind,
        happened_at=happened_at,
        due_before=more.get("due_before", ""),
        due_text_before=more.get("due_text_before", ""),
        due_after=more.get("due_after", ""),
        reason=more.get("reason", ""),
    )


def task(key: str, decision_id: str, text: str, **more: str) -> Task:
    """Return an open task of the party group; `more` gives due_on, finished_on, result and responsible_id."""
    due, finished = more.get("due_on", ""), more.get("finished_on", "")
    return Task(
        id=key,
        decision_id=decision_id,
        point_id=f"point-{decision_id}-1",
        text=text,
        responsible_id=more.get("responsible_id", "party-group"),
        original_responsible_id=more.get("original_responsible_id", more.get("responsible_id", "party-group")),
        through=("people-committee",) if "responsible_id" not in more else (),
        with_bodies=(),
        report_to=more.get("report_to", ""),
        due_on=due,
        due_text=more.get("due_text", ""),
        state="confirmed" if finished else "accepted",
        state_label="Đã xác nhận xong" if finished else "Đang làm",
        overdue=bool(due) and not finished and due < AS_OF,
        punctuality=punctuality(due, finished),
        finished_on=finished,
        result=more.get("result", ""),
        moved_by=more.get("moved_by", ""),
        source_id=INVENTED if due or finished else PAGE,
        illustrative=bool(due or finished),
    )


def _tasks() -> list[Row]:
    return [
        task_event(
            "event-zone",
            "task-zone",
            "extended",
            "2021-09-17T09:00:00+07:00",
            due_before="2021-09-15",
            due_after="2021-09-30",
            reason="Chờ số liệu của hai huyện",
        ),
        task_event("event-sent-back", "task-zone", "returned", "2021-09-29T16:00:00+07:00"),
        task(
            "task-programme",
            PROGRAMME,
            "Chỉ đạo UBND tỉnh bổ sung, hoàn thiện Chương trình",
            report_to="executive",
            due_text="Trước kỳ họp Ban Chấp hành",
        ),
        task("task-quotas", QUOTAS, "Hoàn thành báo cáo để đăng ký chỉ tiêu đất lúa", report_to="ministry"),
        task("task-zone", ZONE, "Hoàn chỉnh phương án vùng công nghiệp động lực", due_on="2021-09-30"),
        task(
            "task-survey",
            ZONE,
            "Khảo sát lại các cụm công nghiệp",
            due_on="2021-10-10",
            finished_on="2021-10-01",
            result="Đề nghị giữ hai cụm, bỏ một cụm.",
            responsible_id="industry",
        ),
        task(
            "task-moved",
            ZONE,
            "Rà soát ranh giới vùng với hai huyện",
            due_on="2021-09-20",
            finished_on="2021-09-25",
            result="Đã nộp bản đồ ranh giới.",
            responsible_id="people-committee",
            original_responsible_id="party-group",
            moved_by="Nghị quyết về sắp xếp bộ máy",
        ),
    ]


def article(key: str, meeting_id: str, title: str, published_at: str, *, invented: bool = True) -> Article:
    """Return an article with a lead, a heading and one paragraph."""
    return Article(
        id=key,
        meeting_id=meeting_id,
        title=title,
        lead="Hội nghị lần thứ 36 của Ban Thường vụ Tỉnh ủy khóa XVII cho ý kiến về kinh tế, đất đai và công nghiệp."
        if not invented
        else "",
        paragraphs=(
            "## Đất đai và công nghiệp",
            "Vùng công nghiệp động lực khoảng 4.000–5.000 ha ở Thanh Miện và Bình Giang được thống nhất.",
            "Chỉ tiêu sử dụng đất được cơ bản nhất trí; báo cáo được hoàn thành để đăng ký chỉ tiêu đất lúa.",
            "## Nội dung khác",
            "Hội nghị cho ý kiến vào Quy chế làm việc của UBND tỉnh và dự thảo Chỉ thị về kết nạp đảng viên.",
        ),
        byline="Văn phòng Tỉnh ủy",
        published_at=published_at,
        image="/static/phong-hop.svg",
        image_width=1200,
        image_height=750,
        image_alt="Phòng họp chưa có người: bàn dài, ghế hai bên, nắng chiều qua hai cửa sổ",
        image_caption="Phòng họp trước giờ khai mạc. Hình vẽ minh họa.",
        checked_facts=0 if invented else 21,
        public_revision=1 if invented else 2,
        source_id=INVENTED if invented else PAGE,
        illustrative=invented,
    )


def stone(subject_kind: str, key: str, at: str, reason: str, **known: Any) -> Tombstone:
    """Return that something was withdrawn; what nobody says of it is not known."""
    nothing: dict[str, Any] = {"kind": "", "number": "", "day": "", "organization_id": "", "meeting_id": ""}
    nothing |= {"issued": (), "replaced_by": ()}
    return Tombstone(id=key, subject_kind=subject_kind, withdrawn_at=at, reason=reason, **nothing | known)


def _articles() -> list[Row]:
    return [
        article(
            "article-36",
            "meeting-36",
            "Thống nhất vùng công nghiệp động lực ở Thanh Miện và Bình Giang",
            "2021-09-11T15:20:00+07:00",
            invented=False,
        ),
        article("article-35", "meeting-35", "Chuẩn bị năm học mới", "2021-08-28T08:00:00+07:00"),
        article("article-34", "meeting-34", "Thu ngân sách cuối năm", "2020-12-14T08:00:00+07:00"),
        Correction(
            id="correction-article",
            subject_kind="article",
            subject_id="article-36",
            corrected_at="2021-09-12T09:30:00+07:00",
            field="số hội nghị",
            old="Hội nghị lần thứ 31",
            new="Hội nghị lần thứ 36",
            reason="Số đúng theo hồ sơ là 36",
        ),
        stone("article", "article-withdrawn", "2021-09-20T10:00:00+07:00", "Đăng trùng", day="2021-09-19"),
        stone(
            "instrument",
            "notice-withdrawn",
            "2021-09-13T07:00:00+07:00",
            "Sai thể thức",
            kind="Thông báo kết luận",
            number="127-TB/TU",
            day="2021-09-12",
            organization_id="standing-committee",
            meeting_id="meeting-36",
            issued=(ZONE,),
            replaced_by=("notice",),
        ),
        Resumption(id="resumption", sequence=7, resumed=5, at="2021-09-21T08:00:00+07:00", reason="Đĩa hỏng"),
    ]
