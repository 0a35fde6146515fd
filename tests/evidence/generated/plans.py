"""Invented land-use plans whose balances hold exactly, in whole square metres. Nothing here is asked of the program.

The classes are typed by hand: the forms of a province (2021) and of the statistics (2014), each with its tree.
"""

import random
from dataclasses import dataclass, field
from functools import cached_property

PROVINCE = """
NNP Đất nông nghiệp
 LUA Đất trồng lúa
  LUC Đất chuyên trồng lúa nước
  _LUK what the form does not list
 HNK Đất trồng cây hàng năm khác
 CLN Đất trồng cây lâu năm
 RPH Đất rừng phòng hộ
 RDD Đất rừng đặc dụng
 RSX Đất rừng sản xuất
 NTS Đất nuôi trồng thủy sản
 NKH Đất nông nghiệp khác
PNN Đất phi nông nghiệp
 CQP Đất quốc phòng
 CAN Đất an ninh
 SKK Đất khu công nghiệp
 SKN Đất cụm công nghiệp
 TMD Đất thương mại, dịch vụ
 SKC Đất cơ sở sản xuất phi nông nghiệp
 DHT Đất phát triển hạ tầng
  DGT Đất giao thông
  DTL Đất thủy lợi
  DGD Đất xây dựng cơ sở giáo dục và đào tạo
  DYT Đất xây dựng cơ sở y tế
  DRA Đất bãi thải, xử lý chất thải
 ONT Đất ở tại nông thôn
 ODT Đất ở tại đô thị
 TSC Đất xây dựng trụ sở cơ quan
 SON Đất sông, ngòi, kênh, rạch, suối
 MNC Đất có mặt nước chuyên dùng
 PNK Đất phi nông nghiệp khác
CSD Đất chưa sử dụng
"""
STATISTICS = """
NNP Nhóm đất nông nghiệp
 SXN Đất sản xuất nông nghiệp
  CHN Đất trồng cây hàng năm
   LUA Đất trồng lúa
    LUC Đất chuyên trồng lúa nước
    LUK Đất trồng lúa nước còn lại
   HNK Đất trồng cây hàng năm khác
  CLN Đất trồng cây lâu năm
 LNP Đất lâm nghiệp
  RSX Đất rừng sản xuất
  RPH Đất rừng phòng hộ
 NTS Đất nuôi trồng thủy sản
 NKH Đất nông nghiệp khác
PNN Nhóm đất phi nông nghiệp
 OCT Đất ở
  ONT Đất ở tại nông thôn
  ODT Đất ở tại đô thị
 CDG Đất chuyên dùng
  TSC Đất xây dựng trụ sở cơ quan
  CQP Đất quốc phòng
  CAN Đất an ninh
  CSK Đất sản xuất, kinh doanh phi nông nghiệp
   SKK Đất khu công nghiệp
   SKN Đất cụm công nghiệp
   TMD Đất thương mại, dịch vụ
  CCC Đất sử dụng vào mục đích công cộng
   DGT Đất giao thông
   DTL Đất thủy lợi
 TON Đất cơ sở tôn giáo
 NTD Đất nghĩa trang, nghĩa địa, nhà tang lễ, nhà hỏa táng
 SON Đất sông, ngòi, kênh, rạch, suối
 PNK Đất phi nông nghiệp khác
CSD Nhóm đất chưa sử dụng
 BCS Đất bằng chưa sử dụng
 DCS Đất đồi núi chưa sử dụng
"""
UNITS = (
    "Thành phố An Lạc", "Thị xã Bình Minh", "Huyện Cẩm Hà", "Huyện Đông Sơn", "Huyện Gia Phú", "Huyện Kim Bảng",
    "Huyện Lạc Thủy", "Huyện Mỹ Xuyên", "Huyện Nam Giang", "Huyện Phú Lương", "Huyện Quang Trung", "Huyện Tân Yên",
)  # fmt: skip
COMMUNES = ("Xã Hòa An", "Xã Tiên Phong", "Phường Đông Hải", "Xã Vạn Thắng", "Xã Hồng Phong", "Thị trấn Sao Vàng")
WHOLE = ""
OVERLAYS = {"KKT": "Đất khu kinh tế", "KDT": "Đất đô thị"}  # stand below the table and count nowhere


@dataclass
class Plan:
    """Areas in square metres by (unit, class, year); WHOLE is the unit of all. Flows are those of the first period."""

    scheme: str
    names: dict[str, str]
    parent: dict[str, str]
    units: list[str]
    years: list[int]
    area: dict[tuple[str, str, int], int] = field(default_factory=dict)
    flow: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def shown(self) -> list[str]:
        """The classes that the form lists."""
        return [code for code in self.names if not code.startswith("_")]

    @cached_property
    def leaves(self) -> list[str]:
        """The classes that nothing hangs under."""
        return [code for code in self.names if code not in self.parent.values()]

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """Each class with everything above it."""
        lines: dict[str, list[str]] = {}
        for code in self.names:  # a parent stands before its classes
            lines[code] = [code, *(lines[self.parent[code]] if code in self.parent else ())]
        return lines

    def under(self, code: str) -> list[str]:
        """The leaves of a class, itself when it is one."""
        return [leaf for leaf in self.leaves if code in self.lines[leaf]]

    def converted(self, unit: str, source: str, target: str) -> int:
        """What one class gave to another in the first period."""
        units = self.units if unit == WHOLE else [unit]
        return sum(
            self.flow.get((each, one, other), 0)
            for each in units for one in self.under(source) for other in self.under(target) if one != other
        )  # fmt: skip


def tree_of(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read an indented list of classes as names and parents."""
    names: dict[str, str] = {}
    parent: dict[str, str] = {}
    above: list[str] = []
    for line in filter(None, text.splitlines()):
        depth = len(line) - len(line.lstrip())
        code, name = line.split(maxsplit=1)
        names[code] = name
        above = [*above[:depth], code]
        if depth:
            parent[code] = above[depth - 1]
    return names, parent


def make_plan(chance: random.Random) -> Plan:
    """Invent a plan: areas at the start, then flows out of farm and unused land into the rest, year by year."""
    scheme = chance.choice(("province", "province", "statistics"))
    names, parent = tree_of(PROVINCE if scheme == "province" else STATISTICS)
    pool = chance.choice((UNITS, UNITS, COMMUNES))
    units = list(pool[: chance.randint(3, len(pool))])
    years = chance.choice(([2020, 2025, 2030], [2020, 2025], [2019, 2024, 2030], [2022]))
    plan = Plan(scheme, names, parent, units, years)
    for unit in units:
        for leaf in plan.leaves:
            large = 30_000_000 if leaf in ("LUC", "LUK", "CLN", "ONT", "DGT") else 3_000_000
            empty = leaf not in ("LUC", "SKK", "DGT") and chance.random() < 0.12
            plan.area[unit, leaf, years[0]] = 0 if empty else chance.randint(10_000, large)
        for index, year in enumerate(years[1:], start=1):
            _convert(plan, unit, years[index - 1], year, chance)
        for code in OVERLAYS:
            size = chance.randint(0, 20_000_000)
            for year in years:
                plan.area[unit, code, year] = size
    _add_up(plan)
    return plan


def _convert(plan: Plan, unit: str, before: int, year: int, chance: random.Random) -> None:
    for leaf in plan.leaves:
        plan.area[unit, leaf, year] = plan.area[unit, leaf, before]
    givers = [leaf for leaf in plan.leaves if plan.lines[leaf][-1] in ("NNP", "CSD")]
    takers = [leaf for leaf in ("SKK", "SKN", "TMD", "DGT", "ONT", "ODT") if leaf in plan.names]
    for giver in givers:
        for taker in chance.sample(takers, 3):
            taken = int(plan.area[unit, giver, before] * chance.random() * 0.06)
            plan.area[unit, giver, year] -= taken
            plan.area[unit, taker, year] += taken
            if before == plan.years[0]:
                plan.flow[unit, giver, taker] = taken


def _add_up(plan: Plan) -> None:
    for year in plan.years:
        for leaf in (*plan.leaves, *OVERLAYS):
            plan.area[WHOLE, leaf, year] = sum(plan.area[unit, leaf, year] for unit in plan.units)
        for unit in (*plan.units, WHOLE):
            for code in [each for each in plan.names if each not in plan.leaves]:
                plan.area[unit, code, year] = sum(plan.area[unit, leaf, year] for leaf in plan.under(code))
            plan.area[unit, "", year] = sum(plan.area[unit, leaf, year] for leaf in plan.leaves)
