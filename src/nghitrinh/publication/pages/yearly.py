"""What stands above and below a list of the newest rows of a kind, or of those of one year."""

from nghitrinh.bundle.addresses import folder_of
from nghitrinh.bundle.schema import Row
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.tombstone import withdrawn_lines


def around(name: str, kind: type[Row], public: PublicSet, year: str, counted: Counted) -> Facts:
    """Return a list's name, the years that there are, and what was withdrawn of its rows."""
    folder, found = folder_of(kind), dict(counted)["years"].split()
    return {
        "name": name,
        "title": f"{name} năm {year}" if year else name,
        "folder": folder,
        "year": year,
        "years": [{"year": each, "href": f"/{folder}/nam/{each}/", "here": each == year} for each in found],
        "withdrawn": withdrawn_lines(public, kind),
    }
