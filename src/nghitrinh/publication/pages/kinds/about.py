"""What this site is, how it is checked and used, and whether its record was ever lost and brought back."""

from nghitrinh.bundle.schema import Resumption
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import WHOLE, Counted, PageKind, Selected
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows


def _facts(public: PublicSet, _: str, __: Counted) -> Facts:
    shown = [{"row": row, "day": words.day(row.at), "first": row.resumed + 1} for row in public.all(Resumption)]
    return {"title": "Về trang này", "resumptions": shown}


def _select(release: ReleaseRows, _: str) -> Selected:
    return Selected(release.all(Resumption))


PAGE = PageKind(
    name="about",
    address="ve-trang-nay/index.html",
    reads={Resumption: WHOLE},
    select=_select,
    facts=_facts,
    template="about",
    nav="about",
    sitemap=8,
)
