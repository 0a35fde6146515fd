"""A few public rows, enough to build bundles from."""

from dataclasses import replace

from nghitrinh.bundle.schema import NO_SITE, Article, Decision, Meeting, Point, Row

MEETING = Meeting(
    id="m1",
    organization_id="o1",
    name="Hội nghị Ban Thường vụ Tỉnh ủy",
    kind="hội nghị",
    form="room",
    number=36,
    series="Hội nghị",
    term="XVII",
    further_numbers=("Chuyên đề 14",),
    starts_at="2021-09-10",
    ends_at="",
    place="Thanh Miện",
    chairs=("Bí thư Tỉnh ủy",),
    state="closed",
    public_revision=1,
    source_id="",
    illustrative=True,
)
DECISION = Decision(
    id="d1",
    meeting_id="m1",
    item_id="i1",
    title="Vùng công nghiệp động lực",
    decided_on="2021-09-10",
    approved_on="",
    instrument_id="",
    public_revision=1,
    source_id="",
    illustrative=False,
)
POINT = Point(
    id="p1",
    decision_id="d1",
    position=1,
    outcome="agreed",
    outcome_label="Thống nhất",
    agreeing=14,
    counted_of=15,
    vote_count="14/15 đại biểu tán thành (93,33 %)",
    text="Thống nhất quy hoạch một vùng công nghiệp động lực khoảng 4.000–5.000 ha ở hai huyện Đường An và Thanh Miện.",
)
ARTICLE = Article(
    id="a1",
    meeting_id="m1",
    title="Bàn về công nghiệp",
    lead="Một lời dẫn.",
    paragraphs=("Đoạn một về đường cao tốc.",),
    byline="Văn phòng",
    published_at="2021-09-11T15:20:00+07:00",
    image="",
    image_width=0,
    image_height=0,
    image_alt="",
    image_caption="",
    checked_facts=3,
    public_revision=1,
    source_id="",
    illustrative=False,
)
SITE = replace(NO_SITE, id="site", name="Ban Thường vụ", jurisdiction="Tỉnh", as_of="2021-10-04")


def rows(**changed: Row) -> dict[str, list[Row]]:
    """Return the rows, some of them replaced."""
    return {
        "site": [SITE],
        "meeting": [changed.get("meeting", MEETING)],
        "decision": [DECISION],
        "point": [changed.get("point", POINT)],
        "article": [changed.get("article", ARTICLE)],
    }


def many_meetings(count: int) -> dict[str, list[Row]]:
    """Return so many meetings, each a day apart in number only."""
    found: list[Row] = [
        replace(MEETING, id=f"m{number}", starts_at=f"20{number % 90 + 10}-01-01", name=f"Họp tỉnh số {number}")
        for number in range(count)
    ]
    return {"site": [SITE], "meeting": found}
