"""Which organization or place a name means: one that fits alone, or none."""

import pytest
from tests.intake.made import named

from nghitrinh.intake.matching import Named, match_organization, match_organizations, match_place, plain_name
from nghitrinh.intake.restricted import restricted_hint

HERE = "Tỉnh Hải Dương"
COMMITTEE = named("Ban Thường vụ Tỉnh ủy", short="BTV")
PROVINCE = named("Ủy ban nhân dân tỉnh", short="UBND tỉnh")
AFFAIRS = named("Ban cán sự đảng UBND tỉnh", short="BCSĐ")
MINISTRY = named("Bộ Tài nguyên và Môi trường", near=False)
BODIES = [COMMITTEE, PROVINCE, AFFAIRS, MINISTRY]
DISTRICT, TOWN = named("Thanh Miện", kind="huyện"), Named(named("x").key, "Thanh Miện", kind="thị trấn")
ROAD = named("đường ô tô cao tốc Hà Nội - Hải Phòng")


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Ban Thường vụ Tỉnh ủy", COMMITTEE),
        ("ban thường vụ tỉnh ủy Hải Dương", COMMITTEE),
        ("BTV Tỉnh uỷ", COMMITTEE),
        ("UBND tỉnh", PROVINCE),
        ("Uỷ ban nhân dân tỉnh Hải Dương", PROVINCE),
        ("BCSĐ UBND tỉnh", AFFAIRS),
        ("Bộ TN&MT", MINISTRY),
        ("Tỉnh ủy", None),
        ("UBND tỉnh Hưng Yên", None),
        ("Sở Tài chính", None),
        ("", None),
        ("…", None),
    ],
)
def test_an_organization_is_the_one_of_that_name(said: str, means: Named | None) -> None:
    assert match_organization(said, BODIES, HERE) == (means.key if means else None)


def test_a_name_that_two_organizations_have_is_nobodys_unless_one_is_near() -> None:
    here, there = named("Sở Tài chính"), Named(named("khác").key, "Sở Tài chính", near=False)
    twice = Named(named("thứ hai").key, "Sở Tài chính")
    assert match_organization("Sở Tài chính", [there, here], HERE) == here.key
    assert match_organization("Sở Tài chính", [here, twice], HERE) is None


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("UBND tỉnh, Ban cán sự đảng UBND tỉnh", [PROVINCE, AFFAIRS]),
        ("UBND tỉnh và Bộ Tài nguyên và Môi trường", [PROVINCE]),
        ("Bộ Tài nguyên và Môi trường", [MINISTRY]),
        ("UBND tỉnh; UBND tỉnh; sở ngành liên quan", [PROVINCE]),
        ("các huyện, thị xã", []),
    ],
)
def test_an_enumeration_gives_those_that_fit(said: str, means: list[Named]) -> None:
    assert match_organizations(said, BODIES, HERE) == [each.key for each in means]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("huyện Thanh Miện", DISTRICT),
        ("thị trấn Thanh Miện", TOWN),
        ("Thanh Miện", None),
        ("xã Thanh Miện", None),
        ("tuyến cao tốc Hà Nội – Hải Phòng", ROAD),
        ("Hà Nội", None),
    ],
)
def test_a_place_is_the_one_of_that_name_and_kind(said: str, means: Named | None) -> None:
    assert match_place(said, [DISTRICT, TOWN, ROAD]) == (means.key if means else None)


def test_marks_and_short_forms_make_no_difference() -> None:
    assert plain_name("ỦY BAN NHÂN DÂN  tỉnh.") == plain_name("UBND Tỉnh") == plain_name("Uỷ ban nhân dân tỉnh")


@pytest.mark.parametrize(
    ("title", "public"),
    [
        ("Xét tặng danh hiệu nghệ sĩ lần thứ 10", "Nội dung về thi đua, khen thưởng"),
        ("Một số nội dung về công tác CÁN BỘ", "Nội dung về công tác cán bộ"),
        ("Giới thiệu nhân sự ứng cử", "Nội dung về công tác cán bộ"),
        ("Vùng công nghiệp động lực", ""),
        ("Đào tạo cán sự", ""),
    ],
)
def test_honours_and_personnel_are_proposed_as_restricted(title: str, public: str) -> None:
    hint = restricted_hint(title)
    assert (hint.public_title if hint else "") == public
