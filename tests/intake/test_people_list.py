"""Organizations, posts, people and users as a workbook: out and in changes nothing, and every bad cell is named."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.refused import refusing
from tests.world import World

from nghitrinh.intake.people_list.bringing import bring_in, tried
from nghitrinh.intake.people_list.columns import SHEETS
from nghitrinh.intake.people_list.outcome import BadPeopleList, NoReason, Outcome
from nghitrinh.intake.people_list.reading import read_people, understood
from nghitrinh.intake.people_list.writing import listed, template
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.tables import NotAList
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountPost, Membership, Organization, Person
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal, User

pytestmark = pytest.mark.usefixtures("staffed")


@pytest.fixture
def staffed(world: World) -> None:
    """Let there be posts with and without names, one that is over, and two people of one name."""
    for name in ("Trần Thị Bình", "Trần Thị Bình", "Lê Văn Cường"):
        person = ACTS["person.register"](by=world.admin, name=name)
    first = {"name": "A Phòng tạm", "short_name": "BT", "kind": "office"}  # in the order of names
    ACTS["organization.found"](by=world.admin, body=world.body.pk, **first)
    for _twice in range(2):
        ACTS["membership.appoint"](by=world.admin, organization=world.committee.pk, post="Ủy viên")
    given = {"organization": world.department.pk, "post": "Giám đốc", "starts_on": "2020-01-01"}
    post = ACTS["membership.appoint"](by=world.admin, person=person.pk, voting=False, **given)
    ACTS["membership.end"](by=world.admin, membership=post.pk, edit=1, ends_on="2021-01-01")


def workbook(**rows: list[tuple[Any, ...]]) -> bytes:
    """Return a workbook of the template with rows under the headers, by the keys of the sheets."""
    book = load_workbook(io.BytesIO(template()))
    for sheet in SHEETS:
        for line in rows.get(sheet.key, ()):
            book[sheet.name].append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def brought(world: World, data: bytes, *, by: User | None = None, **more: Any) -> Outcome:
    people = understood("nguoi.xlsx", read_people(data, "nguoi.xlsx"))
    return bring_in(people, world.body, by=by or world.admin, **more)


def verbs(outcome: Outcome) -> list[str]:
    return [row.verb for row in outcome.written]


def bad_of(world: World, data: bytes) -> list[str]:
    lines = Journal.objects.count()
    with refusing(ActError, "people_cells_to_mend") as refused:
        brought(world, data)
    assert Journal.objects.count() == lines
    assert isinstance(refused.value, BadPeopleList)
    return [f"{cell.sheet}!{cell.cell}" for cell in refused.value.bad]


def test_out_and_in_changes_nothing(world: World) -> None:
    lines = Journal.objects.count()
    outcome = brought(world, listed())
    assert (outcome.written, Journal.objects.count()) == ([], lines)
    assert outcome.same > 10


def test_out_edited_and_in_writes_what_is_new_and_no_more(world: World) -> None:
    book = load_workbook(io.BytesIO(listed()))
    book["Chức vụ"].append((world.department.name, "Giám đốc", "Phạm Thu Hà", "Có", date(2021, 2, 1)))
    outcome = brought(world, saved(book))
    assert verbs(outcome) == ["person.register", "membership.appoint"]
    assert Membership.objects.get(person__name="Phạm Thu Hà").starts_on == date(2021, 2, 1)


def edited(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(listed()))
    change(book)
    return saved(book)


@pytest.mark.parametrize(
    ("cell", "value", "verb", "change"),
    [
        ("Cơ quan!B2", "Tên tắt khác", "organization.correct", ("Tên gọi tắt", "BT", "Tên tắt khác")),
        ("Cơ quan!B2", None, "organization.correct", ("Tên gọi tắt", "BT", "")),
        ("Cơ quan!C2", "Sở, ban, ngành", "organization.correct", ("Loại", "Phòng, ban, đơn vị", "Sở, ban, ngành")),
        ("Cơ quan!D2", date(2020, 5, 1), "organization.correct", ("Lập ngày", "", "1/5/2020")),
        ("Cơ quan!E2", date(2021, 5, 1), "organization.end", ("Kết thúc ngày", "", "1/5/2021")),
        ("Người dùng!B2", "Chức danh khác", "user.rename", ("Chức danh", "", "Chức danh khác")),
        ("Chức vụ!D3", "Không", "membership.correct", ("Biểu quyết", "Có", "Không")),
        ("Chức vụ!E3", date(2020, 5, 1), "membership.correct", ("Từ ngày", "", "1/5/2020")),
        ("Chức vụ!F3", date(2021, 5, 1), "membership.end", ("Đến ngày", "", "1/5/2021")),
    ],
)
def test_out_edited_otherwise_than_recorded_corrects_with_a_reason_or_ends(
    world: World, cell: str, value: Any, verb: str, change: tuple[str, str, str]
) -> None:
    sheet, place = cell.split("!")
    data = edited(lambda book: book[sheet].__setitem__(place, value))
    seen = tried(understood("a.xlsx", read_people(data, "a.xlsx")), world.body, by=world.admin)
    lines = Journal.objects.count()
    if verb != "membership.end":
        with refusing(NoReason, "people_list_without_reason"):
            brought(world, data, reason=" ")
        assert Journal.objects.count() == lines
    outcome = brought(world, data, reason="Gõ nhầm")
    assert outcome.written == seen.written
    assert verbs(outcome) == [verb]
    [(header, old, new)] = outcome.written[0].changes
    assert (header, old if change[1] or not old else "", new) == change
    line = Journal.objects.order_by("-seq")[0]
    assert (Journal.objects.count(), line.act) == (lines + 1, verb)
    assert (journal.content_of(line.seq) or {})["reason"] == ("" if verb == "membership.end" else "Gõ nhầm")
    assert brought(world, listed()).written == brought(world, data).written == []
    assert journal.verify() == []


def test_a_head_ends_and_the_next_one_begins_in_one_file_whatever_the_order_of_the_rows(world: World) -> None:
    first = ("BCSĐ", "Bí thư", "Trần Văn An", "Có", date(2020, 1, 1))
    brought(world, workbook(posts=[first]))
    second = ("BCSĐ", "Bí thư", "Lê Thị Ba", "Có", date(2021, 1, 1))
    rows: list[tuple[Any, ...]] = [second, (*first, date(2020, 12, 31))]
    assert verbs(brought(world, workbook(posts=rows))) == ["membership.end", "person.register", "membership.appoint"]


def test_a_column_that_a_sheet_lacks_says_nothing(world: World) -> None:
    def without_names_and_days(book: Workbook) -> None:
        book["Cơ quan"].delete_cols(4, 2)
        book["Cơ quan"].delete_cols(2)
        book["Chức vụ"].delete_cols(4, 4)

    assert brought(world, edited(without_names_and_days)).written == []


def test_a_row_is_not_held_for_another_that_the_record_has_as_it_is(world: World) -> None:
    """Of two posts of one name the edited one stands first in the file, as the other one is recorded."""
    given = {"organization": world.department.pk, "post": "Ủy viên"}
    for day in ("2020-01-01", "2021-01-01"):
        ACTS["membership.appoint"](by=world.admin, starts_on=day, **given)
    kept, wrong = Membership.objects.filter(organization=world.department, post="Ủy viên").order_by("starts_on")
    rows = [(world.department.name, "Ủy viên", "", "Không", wrong.starts_on)]
    rows.append((world.department.name, "Ủy viên", "", "Có", kept.starts_on))
    assert verbs(brought(world, workbook(posts=rows), reason="Không biểu quyết")) == ["membership.correct"]
    kept.refresh_from_db()
    wrong.refresh_from_db()
    assert (kept.voting, wrong.voting) == (True, False)
    # Which one a row means that is as near to both nobody can tell.
    near_to_both = (world.department.name, "Ủy viên", "", "Có", wrong.starts_on)
    assert bad_of(world, workbook(posts=[near_to_both])) == ["Chức vụ!E2"]


def test_two_rows_do_not_say_two_things_of_one(world: World) -> None:
    data = workbook(
        organizations=[("Sở Nội vụ", "SNV", "Sở, ban, ngành"), ("Sở Nội vụ", "NV", "Sở, ban, ngành")],
        users=[("secretary", "Chánh văn phòng", "", ""), ("secretary", "Thư ký", "", "")],
    )
    assert bad_of(world, data) == ["Cơ quan!B3", "Người dùng!B3"]


def test_everything_new_comes_in_and_a_second_time_nothing(world: World) -> None:
    data = workbook(
        organizations=[("Sở Nội vụ", "SNV", "Sở, ban, ngành", "1/3/2021")],
        posts=[("SNV", "Giám đốc", "Phạm Thu Hà", "", date(2021, 3, 1)), ("Sở Nội vụ", "Phó Giám đốc")],
        persons=[("Phạm Thu Hà",), ("Đỗ Minh",)],
        users=[("ha.pt", "Giám đốc Sở Nội vụ", "SNV", "Cán bộ cơ quan được giao"), ("minh.d", "Chuyên viên")],
    )
    seen = tried(understood("a.xlsx", read_people(data, "a.xlsx")), world.body, by=world.admin)
    assert not Organization.objects.filter(name="Sở Nội vụ").exists()
    outcome = brought(world, data)
    assert outcome.written == seen.written
    body = Organization.objects.get(name="Sở Nội vụ")
    assert (body.kind, body.started_on) == ("department", date(2021, 3, 1))
    assert Person.objects.filter(name="Phạm Thu Hà").count() == 1
    assert [link.user.username for link in outcome.links] == ["ha.pt", "minh.d"]
    assert all(link.secret for link in outcome.links)
    assert User.objects.get(username="ha.pt").grants.get().role == "officer"
    again = brought(world, data)
    assert (again.written, again.links) == ([], [])
    assert journal.verify() == []


def test_every_bad_cell_is_named_and_nothing_comes_in(world: World) -> None:
    data = workbook(
        organizations=[("Sở Mới", "", "Loại lạ"), (world.council.name.upper(), "", "Hội đồng nhân dân")],
        posts=[("Sở Không Có", "Giám đốc"), (world.committee.name, "", "Ai đó", "Có lẽ", "31/02/2021")],
        persons=[("x" * 121,)],
        users=[("secretary ", "Chức vụ khác"), ("moi", "Chuyên viên", world.committee.name)],
    )
    assert bad_of(world, data) == [
        *("Cơ quan!C2", "Chức vụ!A2", "Chức vụ!B3", "Chức vụ!D3", "Chức vụ!E3", "Người!A2"),
        "Người dùng!D3",
    ]
    assert not Organization.objects.filter(name="Sở Mới").exists()


def test_who_may_not_brings_nothing_in(world: World) -> None:
    data = workbook(organizations=[("Sở Mới", "", "Sở, ban, ngành")])
    with refusing(ActError, "people_cells_to_mend"):
        brought(world, data, by=world.chair)
    assert not Organization.objects.filter(name="Sở Mới").exists()


def test_what_a_sheet_says_beyond_its_cells_is_asked_first(world: World) -> None:
    book = load_workbook(io.BytesIO(workbook(persons=[("Đỗ Minh",)])))
    book["Người"].row_dimensions[2].hidden = True
    with refusing(ActError, "remarks_not_seen") as refused:
        brought(world, saved(book))
    assert isinstance(refused.value, UnseenRemarks)
    assert len(brought(world, saved(book), seen=["hidden_row"]).written) == 1


@pytest.mark.parametrize("name", ["Trang lạ", "Sheet1"])
def test_another_workbook_is_none_of_ours(world: World, name: str) -> None:
    book = Workbook()
    book.worksheets[0].title = name
    book.worksheets[0].append(["Tên cơ quan"])
    with refusing(NotAList, "workbook_without_people"):
        brought(world, saved(book))


def test_a_second_head_is_a_bad_cell_until_the_first_ends_or_a_reason_is_given(world: World) -> None:
    rows: list[tuple[Any, ...]] = [
        ("BCSĐ", "Bí thư", "Trần Văn An", "Có", date(2020, 1, 1)),
        ("BCSĐ", "Bí thư", "Lê Thị Ba", "Có", date(2021, 1, 1)),
    ]
    with pytest.raises(BadPeopleList) as caught:
        brought(world, workbook(posts=rows))
    assert [cell.cell for cell in caught.value.bad] == ["G3"]
    brought(world, workbook(posts=[rows[0], (*rows[1], None, "Bàn giao")]))
    first, second = Membership.objects.filter(post="Bí thư").order_by("starts_on")
    assert (first.beside, second.beside) == ("", "Bàn giao")
    changed = brought(world, listed())
    assert not changed.written


def test_every_fault_of_a_row_is_told_in_one_round(world: World) -> None:
    data = workbook(
        posts=[
            ("Cơ quan lạ", "Ủy viên", "Trần Thị Bình", "Có", date(2021, 5, 1), date(2021, 1, 1)),
            ("Cơ quan lạ", "", "Trần Thị Bình", "Có", date(2021, 5, 1), date(2021, 1, 1)),
            ("BTV", "Ủy viên", "Trần Thị Bình", "Có", date(2021, 5, 1), date(2021, 1, 1)),
        ],
        users=[("secretary", "Chức danh khác", "Cơ quan lạ", "Thư ký")],
    )
    posts = [f"Chức vụ!{cell}" for cell in ("A2", "A3", "B3", "C2", "C3", "C4", "F2", "F3", "F4")]
    assert sorted(bad_of(world, data)) == [*posts, "Người dùng!C2"]


def test_an_account_is_tied_to_the_post_of_its_holder(world: World) -> None:
    tied = ("chair", "Chức vụ chair", "BTV", "Chủ trì", "Bí thư")
    posts = [("BTV", "Bí thư", "Phạm Thị Dung")]
    assert "user.name_holder" in verbs(brought(world, workbook(posts=posts, users=[tied])))
    assert AccountPost.objects.get(user=world.chair).membership == Membership.objects.get(post="Bí thư")
    assert brought(world, workbook(users=[tied])).written == []
    outcome = brought(world, listed())
    assert (outcome.written, AccountPost.objects.count()) == ([], 1)


def test_each_cell_of_a_post_that_no_account_can_have_is_named(world: World) -> None:
    ACTS["membership.appoint"](by=world.admin, organization=world.committee.pk, post="Bí thư")
    data = workbook(
        users=[
            ("chair", "Chức vụ chair", "BTV", "Chủ trì", "Chức không có"),
            ("member", "Chức vụ member", "BTV", "Ủy viên", "Ủy viên"),  # two hold it
            ("reader", "Chức vụ reader", "", "", "Bí thư"),
            ("bob", "Chức vụ bob", "BTV", "", "Bí thư"),
            ("officer", "Chức vụ officer", "BTV", "", "Bí thư"),  # is the account of one already
        ]
    )
    assert bad_of(world, data) == [f"Người dùng!{cell}" for cell in ("E2", "E3", "C4", "E6")]


def test_bad_cells_stand_in_the_order_of_the_file(world: World) -> None:
    data = workbook(
        organizations=[("Sở Một", "", "Loại lạ"), ("Sở Hai", "", "Sở, ban, ngành", "không ngày")],
        posts=[("Không có", "Giám đốc", "", "Có thể"), ("BTV", "", "", "", "32/1/2020")],
        users=[("ai.do", "", "BTV", "Vua")],
    )
    found = [(f"{each.partition('!')[0]}", int(each[-1]), each.partition("!")[2][0]) for each in bad_of(world, data)]
    names = [sheet.name for sheet in SHEETS]
    assert len(found) > 6
    assert found == sorted(found, key=lambda cell: (names.index(cell[0]), *cell[1:]))
