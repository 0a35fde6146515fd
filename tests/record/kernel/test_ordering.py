"""Names stand in the order of the Vietnamese alphabet, on either database and in Python alike."""

import ast
import random
from pathlib import Path

from tests.world import World

import nghitrinh
from nghitrinh.record.bodies import acts
from nghitrinh.record.bodies.models import Person
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.vietnamese import alphabetical

# As Unicode's CLDR orders them for Vietnamese.
NAMES = [
    *("An Phú", "anh", "ành", "ảnh", "ãnh", "Ánh", "ạnh", "Ăn", "Âu Lâu", "Ban cán sự đảng", "Ban Tổ chức"),
    *("Cong an", "Công an", "Cộng an", "d", "D", "đ", "Đ", "Đảng ủy", "Em", "Ê a", "Hoa Binh", "Hoà Bình", "Hòa Bình"),
    *("Ong", "Ô", "Ơ", "Phòng 10", "Phòng 9", "Phòng kinh tế", "Phòng Kinh tế", "Sở Công Thương", "Sở Tài chính"),
    *("Thôn Đoài", "Thôn Đông", "Thôn Hạ", "Tỉnh đoàn", "Tỉnh Đoàn", "Tỉnh ủy", "UBND", "Uông", "Uỷ ban", "ủy ban"),
    *("Ủy ban nhân dân", "Ưng", "Văn phòng", "Viêt", "Việt Nam", "Xã Tân Lâp", "Xã Tân Lập", "ý", "Ý", "Yên"),
]


def test_names_stand_in_vietnamese_order(world: World) -> None:
    shuffled = random.Random(36).sample(NAMES, len(NAMES))  # noqa: S311 - an order, no secret
    assert sorted(shuffled, key=alphabetical) == NAMES
    for name in shuffled:
        acts.register_person(by=world.admin, name=name)
    found = Person.objects.filter(name__in=NAMES).order_by(in_order("name"), "pk")
    assert list(found.values_list("name", flat=True)) == NAMES


def _by_code_point(path: Path) -> bool:
    """Tell whether a module orders a query by a column of names as the database has it."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    columns = {
        str(each.value).lstrip("-").split("__")[-1]
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "order_by"
        for each in call.args
        if isinstance(each, ast.Constant)
    }
    return bool(columns & {"name", "short_name"})


def test_no_query_orders_names_by_code_point() -> None:
    package = Path(nghitrinh.__file__).parent
    found = {str(path.relative_to(package)) for path in package.rglob("*.py") if _by_code_point(path)}
    assert found == set()
