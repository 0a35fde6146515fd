"""The list of administrative units: whole, each name once, none lost to another that is spelled alike without marks."""

import subprocess
import sys
from collections import Counter

import pytest

from nghitrinh.vietnamese import alphabetical, cleaned, fold, modern, provinces, unit_of, units_of

ALL = [(province, unit) for province in provinces() for unit in units_of(province.code)]


def test_every_unit_of_the_country_is_there_with_a_code_of_its_own() -> None:
    assert len(provinces()) == 34
    assert Counter(unit.kind for _, unit in ALL) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}
    codes = [unit.code for unit in provinces()] + [unit.code for _, unit in ALL]
    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {2, 5}
    assert all(unit_of(code).code == code for code in codes)


def test_names_that_are_spelled_alike_without_marks_are_all_there() -> None:
    spelled = Counter((province.name, unit.kind, fold(unit.name)) for province, unit in ALL)
    alike = {key: count for key, count in spelled.items() if count > 1}
    assert len(alike) == 8
    assert set(alike.values()) == {2}
    assert alike["Hải Phòng", "Xã", "cam giang"] == 2
    assert len({(province.code, unit.full_name) for province, unit in ALL}) == len(ALL)


def test_names_are_clean_modern_and_in_vietnamese_order() -> None:
    for province in provinces():
        names = [unit.name for unit in units_of(province.code)]
        assert names == sorted(names, key=alphabetical)
        assert names == [cleaned(modern(name)) for name in names]


def test_a_kind_is_that_of_the_name_where_the_list_of_kinds_says_another() -> None:
    assert unit_of("10543").full_name == "Phường Việt Hòa"
    assert unit_of("31299").full_name == "Xã Phong Điền"


def test_a_code_that_no_province_has_is_none() -> None:
    with pytest.raises(KeyError):
        units_of("00")


def test_the_package_with_its_libraries_of_geometry_is_never_loaded() -> None:
    program = "import sys; from nghitrinh.vietnamese import units_of; units_of('01'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {name for name in loaded if name.split(".")[0] in {"vietnamadminunits", "shapely", "geopy", "django"}}
