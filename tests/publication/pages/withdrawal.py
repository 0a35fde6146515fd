"""A small public record of which the one notice was withdrawn, and the same after it was issued again."""

from typing import Any

from tests.publication.pages.sample import INVENTED, decision, organization, point, sample_rows, stone, task

from nghitrinh.bundle.schema import Instrument, Item, Meeting, Row, Site, Source

NUMBER, AGAIN = "119/TB-UBND", "120/TB-UBND"
KNOWN = {"kind": "Thông báo kết luận", "number": NUMBER, "day": "2021-09-13", "meeting_id": "meeting-7"}
REASON = "Ghi nhầm hạn của một việc"
TITLE = "Thông báo kết luận phiên họp về giải phóng mặt bằng"


def _of_meeting() -> list[Row]:
    meeting = Meeting(
        id="meeting-7",
        organization_id="committee",
        name="Phiên họp UBND xã",
        kind="phiên họp",
        form="room",
        number=7,
        series="phiên họp",
        term="2021-2026",
        further_numbers=(),
        starts_at="2021-09-10T08:00:00+07:00",
        ends_at="",
        place="Trụ sở UBND xã",
        chairs=("Chủ tịch UBND xã",),
        state="closed",
        public_revision=1,
        source_id="",
        illustrative=False,
    )
    titles = ("Giải phóng mặt bằng đường liên xã", "Thu ngân sách chín tháng")
    items = [
        Item(
            id=f"item-{number}",
            meeting_id="meeting-7",
            position=number,
            title=title,
            closed=False,
            decision_id="",
            source_id="",
            illustrative=False,
        )
        for number, title in enumerate(titles, 1)
    ]
    kept = [row for row in sample_rows() if isinstance(row, Site | Source)]
    return [*kept, organization("committee", "UBND xã Thanh Tân"), meeting, *items]


def withdrawn() -> list[Row]:
    """Return what is public after the notice was withdrawn: a meeting, and tombstones."""
    at = "2021-09-20T09:00:00+07:00"
    decisions = ("decision-land", "decision-taxes")
    return [
        *_of_meeting(),
        stone("instrument", "notice-119", at, REASON, **KNOWN, organization_id="committee", issued=decisions),
        *(stone("decision", key, at, REASON, **KNOWN) for key in decisions),
        *(stone("task", f"task-{number}", at, REASON, **KNOWN) for number in range(1, 4)),
    ]


def reissued() -> list[Row]:
    """Return what is public after the same was issued under another number."""
    at = "2021-09-20T09:00:00+07:00"
    known: dict[str, Any] = KNOWN | {"organization_id": "committee", "issued": ("decision-land", "decision-taxes")}
    rows = [row for row in _of_meeting() if not isinstance(row, Item)]
    items = [row for row in _of_meeting() if isinstance(row, Item)]
    decided: list[Row] = []
    for item, key in zip(items, ("decision-land", "decision-taxes"), strict=True):
        given = vars(item) | {"decision_id": key}
        decided.append(Item(**given))
        row = decision(key, item.position, item.title)
        decided.append(type(row)(**(vars(row) | {"meeting_id": "meeting-7", "instrument_id": "notice-120"})))
        decided.append(point(key, 1, "agreed", "Thống nhất", f"Thống nhất {item.title.lower()}."))
        decided.append(task(f"task-{item.position}", key, f"Báo cáo kết quả {item.title.lower()}", due_on="2021-11-30"))
    again = Instrument(
        id="notice-120",
        meeting_id="meeting-7",
        organization_id="committee",
        kind="thông báo kết luận",
        number=AGAIN,
        title=TITLE,
        issued_on="2021-09-21",
        signer="",
        signature=("CHỦ TỊCH",),
        paragraphs=("Phiên họp kết luận như sau:",),
        state="issued",
        public_revision=1,
        files=(),
        source_id=INVENTED,
        illustrative=False,
    )
    gone = stone("instrument", "notice-119", at, REASON, **known, replaced_by=("notice-120",))
    return [*rows, *decided, organization("party-group", "Ban cán sự"), again, gone]
