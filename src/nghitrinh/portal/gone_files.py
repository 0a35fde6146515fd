"""A file that is no more public: its address answers 410, names the document that it was of, and leads on from there.

An address has the digest of a file and its name, and a document's file is named by its number. So whoever follows an
old link is led to the document or to what is left of it, whether it was withdrawn, corrected or only drawn anew. What
bytes once had that digest nobody keeps: that is what withdrawing them means. Of a withdrawn document the bundle itself
has the page; of a document that is only drawn anew it is made here.
"""

import re
from functools import lru_cache

from jinja2 import Template

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.addresses import address, document_file_name
from nghitrinh.bundle.schema import NO_SITE, Instrument
from nghitrinh.portal.answers import Answer
from nghitrinh.portal.release import OpenRelease
from nghitrinh.vietnamese import format_date, parse_date, unbroken

_ASKED = re.compile(r"/tep/[0-9a-f]{64}/(?P<name>[^/]{1,200})", re.ASCII)
# Of a corrected document each text has a file of its own, named by which correction it is.
_NUMBER = re.compile(re.escape(document_file_name("\0")).replace("\0", r"(.+?)(?:-dinh-chinh-\d+)?"))


def numbered_file(path: str) -> str:
    """Return the number in the address of a document's file, its strokes written as hyphens; "" for another address."""
    asked = _ASKED.fullmatch(path)
    numbered = _NUMBER.fullmatch(asked["name"]) if asked else None
    return numbered[1] if numbered else ""


def drawn_anew(release: OpenRelease, number: str) -> Answer | None:
    """Return the answer to an older address of the file of a document that is public; None where there is none."""
    rows = release.bundle.rows(Instrument, where="replace(number, '/', '-') = ?", given=(number,))
    live = [_shown(release, row) for row in rows]
    if not live:
        return None
    page = {"file": document_file_name(number), "gone": [], "live": live, "replacing": []}
    site = release.site or NO_SITE
    content = unbroken(filled(_template(), page=page, site=site, nav_current="instruments", query="")).encode()
    return Answer(410, content=content, headers=(("Cache-Control", "no-cache"),))


def _shown(release: OpenRelease, row: Instrument) -> dict[str, str]:
    files = [address(release.public[digest]) for digest in row.files[:1] if digest in release.public]
    return {
        "name": f"{row.kind[:1].upper()}{row.kind[1:]} {row.number}",
        "href": address(row),
        "issued": format_date(parse_date(row.issued_on)) if row.issued_on else "",
        "withdrawn": "",
        "title": row.title,
        "file": "".join(files),
    }


@lru_cache(maxsize=1)
def _template() -> Template:
    return templates().get_template("gone_file.html")
