"""What a setup proposes once it knows the kind of system, the level and the place: names, term, registers, departments.

All of it is a proposal that the office changes by typing; none of it is a claim about a law. The names of departments
are those that most provinces and communes have had since July 2025. These are words of the record: they have no other
language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from nghitrinh.record.bodies.models import Body, Organization
from nghitrinh.record.bodies.models import OrganizationKind as Kind
from nghitrinh.record.instruments.letterheads import Heading, suggested
from nghitrinh.vietnamese import AdministrativeUnit


class System(StrEnum):
    """Whose body begins."""

    STATE = "state"
    PARTY = "party"
    COUNCIL = "council"
    COMPANY = "company"


class Stage(StrEnum):
    """At which level of the administration a body stands; a company has none."""

    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True)
class Unit:
    """A department that is charged with work: its name, and what kind of organization it is."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one body. `symbols` are of registers, `counting` says when these begin again."""

    jurisdiction: str
    organization: str
    short_name: str
    kind: Kind
    term: str
    starts_on: date
    ends_on: date
    meeting: str
    symbols: tuple[str, ...]
    counting: str
    chair: str
    secretary: str
    units: tuple[Unit, ...]
    unit: AdministrativeUnit | None = None

    def heading(self, jurisdiction: str, organization: str, short_name: str) -> Heading:
        """Return how its documents are headed, by the names that were typed: the place stands in the line above."""
        place = jurisdiction.removeprefix("Thành phố ").removeprefix("Tỉnh ")
        name = organization.removesuffix(f" {place}") if self.kind == Kind.STANDING_COMMITTEE else organization
        return suggested(Organization(body=Body(name=jurisdiction), name=name, short_name=short_name, kind=self.kind))

    @property
    def code(self) -> str:
        """Return the end of the symbols: "UBND" of "TB-UBND"."""
        return self.symbols[0].replace("/", "-").partition("-")[2]


def proposal(system: System, stage: Stage, unit: AdministrativeUnit | None) -> Proposal:
    """Return what is proposed for a body of a system at a level in a place; without a place, names to be filled in."""
    return replace(_MAKERS[system](_Place(stage, unit)), unit=unit)


@dataclass(frozen=True)
class _Place:
    """Where a body sits, as its names say it: "Xã Tân Lập", "xã Tân Lập"."""

    stage: Stage
    unit: AdministrativeUnit | None

    @property
    def kind(self) -> str:
        """Return its kind as a name begins with it."""
        return self.unit.kind if self.unit else "Xã" if self.stage == Stage.COMMUNE else "Tỉnh"

    @property
    def name(self) -> str:
        """Return its name without its kind."""
        return self.unit.name if self.unit else "…"

    @property
    def title(self) -> str:
        """Return both."""
        return f"{self.kind} {self.name}"

    @property
    def within(self) -> str:
        """Return both as they stand inside a name."""
        return f"{self.kind[:1].lower()}{self.kind[1:]} {self.name}"

    @property
    def small_kind(self) -> str:
        """Return its kind as it stands inside a name."""
        return self.kind[:1].lower() + self.kind[1:]

    @property
    def is_commune(self) -> bool:
        """Tell whether it is a commune, ward or special zone."""
        return self.stage == Stage.COMMUNE


def _state(place: _Place) -> Proposal:
    office = "Văn phòng HĐND và UBND" if place.is_commune else f"Văn phòng UBND {place.small_kind}"
    return Proposal(
        jurisdiction=place.title,
        organization=f"Ủy ban nhân dân {place.within}",
        short_name=f"UBND {place.within}",
        kind=Kind.PEOPLES_COMMITTEE,
        term="2026-2031",
        starts_on=date(2026, 4, 1),
        ends_on=date(2031, 3, 31),
        meeting=f"Phiên họp UBND {place.small_kind}",
        symbols=("TB-UBND",),
        counting="year",
        chair=f"Chủ tịch UBND {place.small_kind}",
        secretary=f"Chánh {office}",
        units=_of_commune(place) if place.is_commune else _of_province(office),
    )


def _of_commune(place: _Place) -> tuple[Unit, ...]:
    economy = "Phòng Kinh tế" if place.kind == "Xã" else "Phòng Kinh tế, Hạ tầng và Đô thị"
    names = (
        "Văn phòng HĐND và UBND",
        economy,
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công",
        f"Công an {place.small_kind}",
        f"Ban Chỉ huy Quân sự {place.small_kind}",
    )
    return (*_units(Kind.OFFICE, names), Unit(f"Ủy ban MTTQ Việt Nam {place.small_kind}", Kind.FRONT))


def _of_province(office: str) -> tuple[Unit, ...]:
    names = (
        office,
        "Sở Công Thương",
        "Sở Giáo dục và Đào tạo",
        "Sở Khoa học và Công nghệ",
        "Sở Nội vụ",
        "Sở Nông nghiệp và Môi trường",
        "Sở Tài chính",
        "Sở Tư pháp",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Xây dựng",
        "Sở Y tế",
        "Thanh tra",
    )
    return _units(Kind.DEPARTMENT, names)


def _party(place: _Place) -> Proposal:
    if place.is_commune:
        committee, organization, code = "Đảng ủy", f"Đảng ủy {place.within}", "ĐU"
    else:
        committee, code = ("Thành ủy" if place.kind == "Thành phố" else "Tỉnh ủy"), "TU"
        organization = f"Ban Thường vụ {committee} {place.name}"
    return Proposal(
        jurisdiction=place.title,
        organization=organization,
        short_name=organization if place.is_commune else f"Ban Thường vụ {committee}",
        kind=Kind.EXECUTIVE_COMMITTEE if place.is_commune else Kind.STANDING_COMMITTEE,
        term="2025-2030",
        starts_on=date(2025, 8, 1) if place.is_commune else date(2025, 10, 1),
        ends_on=date(2030, 9, 30),
        meeting=f"Hội nghị {'Đảng ủy' if place.is_commune else 'Ban Thường vụ'}",
        symbols=(f"TB/{code}",),
        counting="term",
        chair=f"Bí thư {committee}",
        secretary=f"Chánh Văn phòng {committee}",
        units=_of_party(place, committee),
    )


def _of_party(place: _Place, committee: str) -> tuple[Unit, ...]:
    names: tuple[str, ...]
    if place.is_commune:
        names = (f"Văn phòng {committee}", f"Ban Xây dựng Đảng {committee}", f"Ủy ban Kiểm tra {committee}")
        front = Unit(f"Ủy ban MTTQ Việt Nam {place.small_kind}", Kind.FRONT)
        return (*_units(Kind.OFFICE, names), Unit(f"UBND {place.small_kind}", Kind.PEOPLES_COMMITTEE), front)
    names = (
        f"Văn phòng {committee}",
        f"Ban Tổ chức {committee}",
        f"Ban Tuyên giáo và Dân vận {committee}",
        f"Ban Nội chính {committee}",
        f"Ủy ban Kiểm tra {committee}",
    )
    committee_of_state = Unit(f"Ủy ban nhân dân {place.small_kind}", Kind.PEOPLES_COMMITTEE)
    return (*_units(Kind.DEPARTMENT, names), committee_of_state)


def _council(place: _Place) -> Proposal:
    committees: tuple[str, ...] = ("Ban Pháp chế", "Ban Kinh tế - Xã hội")
    if not place.is_commune:
        committees = ("Ban Pháp chế", "Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội")
    office = "Văn phòng HĐND và UBND" if place.is_commune else f"Văn phòng Đoàn ĐBQH và HĐND {place.small_kind}"
    names = (office, *(f"{name} HĐND {place.small_kind}" for name in committees))
    return Proposal(
        jurisdiction=place.title,
        organization=f"Hội đồng nhân dân {place.within}",
        short_name=f"HĐND {place.within}",
        kind=Kind.PEOPLES_COUNCIL,
        term="2026-2031",
        starts_on=date(2026, 4, 1),
        ends_on=date(2031, 3, 31),
        meeting=f"Kỳ họp HĐND {place.small_kind}",
        symbols=("TB-HĐND",),
        counting="year",
        chair=f"Chủ tịch HĐND {place.small_kind}",
        secretary=f"Chánh {office}",
        units=(
            *_units(Kind.OFFICE if place.is_commune else Kind.DEPARTMENT, names),
            Unit(f"Ủy ban nhân dân {place.small_kind}", Kind.PEOPLES_COMMITTEE),
        ),
    )


def _company(_: _Place) -> Proposal:
    names = ("Ban Tổng Giám đốc", "Ban Kiểm soát", "Phòng Tài chính - Kế toán", "Phòng Tổ chức - Hành chính")
    return Proposal(
        jurisdiction="Công ty cổ phần …",
        organization="Hội đồng quản trị Công ty cổ phần …",
        short_name="Hội đồng quản trị",
        kind=Kind.BOARD,
        term="2026-2031",
        starts_on=date(2026, 4, 1),
        ends_on=date(2031, 3, 31),
        meeting="Phiên họp Hội đồng quản trị",
        symbols=("TB-HĐQT",),
        counting="year",
        chair="Chủ tịch Hội đồng quản trị",
        secretary="Thư ký Hội đồng quản trị",
        units=_units(Kind.OFFICE, names),
    )


def _units(kind: Kind, names: Sequence[str]) -> tuple[Unit, ...]:
    return tuple(Unit(name, kind) for name in names)


_MAKERS = {
    System.STATE: _state,
    System.PARTY: _party,
    System.COUNCIL: _council,
    System.COMPANY: _company,
}
