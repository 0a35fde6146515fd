"""How an organization heads and signs its documents: what its letterhead says, or what its kind and name suggest.

What is suggested is a default that the office changes, never a claim: the form by the kind of organization, the place
without "Xã" or "Tỉnh", the name in whose place a head signs without the place.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

from nghitrinh.record.bodies.models import Organization, OrganizationKind
from nghitrinh.record.instruments.models import Letterhead, PaperForm

# Organizations of the Party; all others write in the form of the state.
_PARTY = (
    OrganizationKind.STANDING_COMMITTEE,
    OrganizationKind.EXECUTIVE_COMMITTEE,
    OrganizationKind.PARTY_CIVIL_AFFAIRS,
    OrganizationKind.DISTRICT,
)
# Where the head decides alone and signs in the post, not for a collective body.
_ONE_HEAD = (OrganizationKind.DEPARTMENT, OrganizationKind.MINISTRY)
_HEADS = {OrganizationKind.DEPARTMENT: "Giám đốc", OrganizationKind.MINISTRY: "Bộ trưởng"}
_CODES = {OrganizationKind.PEOPLES_COMMITTEE: "UBND", OrganizationKind.PEOPLES_COUNCIL: "HĐND"}
# What the Party's committee of a jurisdiction is called, and its code, by how the jurisdiction's name begins.
_COMMITTEES = {
    "Tỉnh": ("Tỉnh ủy", "TU"),
    "Thành phố": ("Thành ủy", "TU"),
    "Thị xã": ("Thị ủy", "ThU"),
    "Huyện": ("Huyện ủy", "HU"),
}
_RANKS = ("Tỉnh", "Thành phố", "Thị xã", "Thị trấn", "Huyện", "Quận", "Xã", "Phường", "Đặc khu")
_OF_A_PLACE = re.compile(rf"\s+(?:{'|'.join(rank.lower() for rank in _RANKS)})\b.*$")
# Names that are said with their rank: a number, and those that are called after a person.
_WITH_RANK = re.compile(r"\d|Hồ Chí Minh$")
_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}


@dataclass(frozen=True)
class Heading:
    """A heading as it stands on a document: lines above the issuer, the issuer's own lines, the place of the date line.

    `code` ends the symbols of its registers; `in_name_of` is the body for which it is signed ("" for a head who decides
    alone), `head` the post of who heads it.
    """

    form: PaperForm
    superior: tuple[str, ...]
    name: tuple[str, ...]
    place: str
    code: str
    in_name_of: str
    head: str

    def as_kept(self) -> dict[str, Any]:
        """Return it as a document keeps it, in JSON's values."""
        return {name: [*value] if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Heading":
        """Return a heading as a document has kept it."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        values["form"] = PaperForm(kept["form"])
        return cls(**values)

    def symbol(self, kind: str) -> str:
        """Return the symbol of a register of a kind of documents: `TB-UBND`, `TB/TU`; the kind alone without a code."""
        return f"{kind}{'/' if self.form == PaperForm.PARTY else '-'}{self.code}" if self.code else kind

    def written(self, number: int | str, symbol: str) -> str:
        """Return a number as it is written: two digits below ten, `05/TB-UBND` or `05-TB/TU`."""
        digits = f"{number:02}" if isinstance(number, int) else number
        return f"{digits}{'-' if self.form == PaperForm.PARTY else '/'}{symbol.strip('/-')}"


def is_of_the_party(organization: Organization) -> bool:
    """Tell whether an organization is one of the Party, by its kind."""
    return organization.kind in _PARTY


def heading_of(organization: Organization) -> Heading:
    """Return how an organization's documents are headed now."""
    kept = Letterhead.objects.filter(organization=organization).first()
    return _heading(kept) if kept else suggested(organization)


def _heading(kept: Letterhead) -> Heading:
    return Heading(
        form=PaperForm(kept.form),
        superior=_lines(kept.superior),
        name=_lines(kept.name),
        place=kept.place,
        code=kept.code,
        in_name_of=kept.in_name_of,
        head=kept.head,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def suggested(organization: Organization) -> Heading:
    """Return what an organization's kind and name suggest: where an office begins that has said nothing yet."""
    return _of_the_party(organization) if is_of_the_party(organization) else _of_the_state(organization)


def _of_the_state(organization: Organization) -> Heading:
    name, kind = _in_full(organization.name), OrganizationKind(organization.kind)
    return Heading(
        form=PaperForm.STATE,
        superior=(),
        name=(name,),
        place=place_of(organization.body.name),
        code=_CODES.get(kind, organization.short_name.replace(" ", "")[:20]),
        in_name_of="" if kind in _ONE_HEAD else _OF_A_PLACE.sub("", name),
        head=_HEADS.get(kind, "Chủ tịch"),
    )


def _in_full(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{_SHORT[first]} {rest}".strip() if first in _SHORT else name


def _of_the_party(organization: Organization) -> Heading:
    committee, code, place = committee_of(organization.body.name)
    issuer = organization.name.removesuffix(f" {committee}")
    of_a_place = committee != "Đảng bộ"  # a commune's committee stands in its own name
    return Heading(
        form=PaperForm.PARTY,
        superior=(f"{committee} {place}",) if of_a_place else (),
        name=(issuer,),
        place=place_of(organization.body.name),
        code=code,
        in_name_of=_OF_A_PLACE.sub("", issuer),
        head="Bí thư",
    )


def committee_of(jurisdiction: str) -> tuple[str, str, str]:
    """Return what the Party's committee of a jurisdiction is called, its code, and the place as it is named there.

    >>> committee_of("Tỉnh Hải Dương"), committee_of("Xã Tân Lập")
    (('Tỉnh ủy', 'TU', 'Hải Dương'), ('Đảng bộ', 'ĐU', 'Xã Tân Lập'))
    """
    for rank, (committee, code) in _COMMITTEES.items():
        if jurisdiction.startswith(f"{rank} "):
            return committee, code, jurisdiction.removeprefix(f"{rank} ")
    return "Đảng bộ", "ĐU", jurisdiction


def place_of(jurisdiction: str) -> str:
    """Return the place of a date line: the jurisdiction's name without its rank, but where it is said with it.

    >>> [place_of(name) for name in ("Xã Tân Lập", "Thành phố Hải Phòng", "Thành phố Hồ Chí Minh", "Phường 12")]
    ['Tân Lập', 'Hải Phòng', 'Thành phố Hồ Chí Minh', 'Phường 12']
    """
    for rank in _RANKS:
        rest = jurisdiction.removeprefix(f"{rank} ")
        if rest != jurisdiction:
            return jurisdiction if _WITH_RANK.match(rest) else rest
    return jurisdiction


def printed_post(post: str, organization: Organization) -> str:
    """Return a post as it stands in a signature: without the name of the body, which stands above it.

    >>> printed_post("Chủ tịch UBND xã", Organization(name="Ủy ban nhân dân xã Tân Lập"))
    'Chủ tịch'
    """
    names = [organization.name, _OF_A_PLACE.sub("", organization.name), organization.short_name, *_SHORT]
    names += [*_SHORT.values(), *(name for name, _ in _COMMITTEES.values()), "Đảng ủy"]
    for name in sorted(filter(None, names), key=len, reverse=True):
        before, found, after = post.partition(f" {name}")
        if found and before and (not after or _OF_A_PLACE.fullmatch(after)):
            return before
    return post
