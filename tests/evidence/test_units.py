from tests.evidence.sheets import check, use

HEADS = ("Tổng diện tích", "Huyện Cao Lãnh", "Thành phố Cao Lãnh")


def test_a_town_and_a_district_of_one_name_are_two_units() -> None:
    table = use(2020, ["Đất trồng lúa", "LUA", 12, 5, 7], ["Đất ở tại đô thị", "ODT", 3, 1, 2], heads=HEADS)
    finding = check({"CH01": table})
    assert (finding.holds, [each.examined for each in finding.checks if each.code == "land.units"]) == (True, [2])
