"""How a page is cited: a line to copy, and the same for programs as JSON-LD in the words of schema.org."""

import json
from typing import Any

from markupsafe import Markup

from nghitrinh.bundle.schema import Meeting, Organization, Site
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.public_set import PublicSet

CONTEXT = "https://schema.org"


def citation(
    public: PublicSet,
    address: str,
    title: str,
    what: str,
    *,
    data: dict[str, Any],
    by: str = "",
    day: str = "",
    revision: int = 0,
) -> Facts:
    """Return a page's citation: whose, what, of which day, in which revision, at which address.

    `day` is an ISO date or time, `what` the word for the thing with its number, `data` what schema.org calls it and
    asks of it. A portal without an address is cited by its name and the page in it; the frame says that
    the reader's browser shows the address.
    """
    site = public.site
    parts = [f"{by or site.name}: “{title}”", what]
    parts += [f"ngày {words.day(day)}"] if day else []
    parts += [f"bản ghi lần {revision}"] if revision else []
    where = f"{site.address}{address}" if site.address else f"Cổng công khai của {site.name}, trang {address}"
    text = f"{', '.join(filter(None, parts))}. {where}, truy cập ngày …"
    return {"cite": {"text": text, "data": _written(_about(site, address, title) | data)}}


def owner_of(public: PublicSet, meeting: Meeting | None) -> str:
    """Return the full name of the body whose meeting it is, "" where the page does not have it."""
    found = public.get(Organization, meeting.organization_id) if meeting is not None else None
    return found.name if found is not None else ""


def organization_data(name: str) -> dict[str, Any]:
    """Return a body as schema.org has it; nothing for no name."""
    return {"@type": "GovernmentOrganization", "name": name} if name else {}


def when(text: str) -> str:
    """Return a time as schema.org wants it: with its offset, or a bare day."""
    return words.instant(text) if words.clock(text) else words.iso_day(text)


def _about(site: Site, address: str, title: str) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@id": f"{site.address}{address}",
        "url": f"{site.address}{address}",
        "name": title,
        "inLanguage": "vi",
        "publisher": organization_data(site.name),
        "license": site.licence_link or site.licence,
    }


def _written(data: dict[str, Any]) -> Markup:
    """Return data as JSON that no HTML parser takes for the end of its element; what is empty is left out."""
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - escaped
