"""`/du-lieu/`: what the portal hands out, how large each file is, how it is held against the signature, and the tables.

The page tells of the release that is served, so it is made when it is asked for: a page of the release cannot name the
digests of the files that it is signed with.
"""

from functools import lru_cache
from pathlib import Path

from jinja2 import Template

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.manifest import MANIFEST, SIGNATURE, list_path
from nghitrinh.bundle.schema import NO_SITE, TABLES
from nghitrinh.bundle.years import COMMON, database_path
from nghitrinh.portal.answers import Answer
from nghitrinh.portal.filters import filters_of
from nghitrinh.portal.release import OpenRelease
from nghitrinh.portal.sheets import SHEETS, sheet
from nghitrinh.portal.signed_files import KEY
from nghitrinh.vietnamese import format_date, parse_date, unbroken

OPEN_DATA = "/du-lieu/"
_SHEET_NAMES = {
    "hoi-nghi.csv": "Hội nghị",
    "ket-luan.csv": "Kết luận",
    "viec-giao.csv": "Việc giao",
    "van-ban.csv": "Văn bản",
}


@lru_cache(maxsize=1)
def _template() -> Template:
    return templates(Path(__file__).parent / "templates").get_template("data.html")


def open_data(release: OpenRelease, name: str) -> Answer | None:
    """Return the page, or one of the tables by its name; None where there is nothing of that name."""
    if not name:
        return Answer(
            200, content=unbroken(filled(_template(), **_facts(release))).encode(), headers=_head(release, "page")
        )
    if name not in SHEETS:
        return None
    if name not in release.sheets:
        release.sheets[name] = sheet(release.bundle, name)
    disposition = ("Content-Disposition", f'attachment; filename="{name}"')
    head = (*_head(release, name), disposition, ("Access-Control-Allow-Origin", "*"))
    return Answer(200, "text/csv; charset=utf-8; header=present", release.sheets[name], head)


def _head(release: OpenRelease, name: str) -> tuple[tuple[str, str], ...]:
    return (("ETag", f'"{release.bundle.manifest.digest[:24]}-{name}"'), ("Cache-Control", "no-cache"))


def _facts(release: OpenRelease) -> dict[str, object]:
    manifest = release.bundle.manifest
    years = sorted((shard for shard in release.bundle.shards if shard != COMMON), reverse=True)
    databases = [_file(release, database_path(COMMON), "Điều không thuộc hội nghị nào: cơ quan, điều đã rút")]
    databases += [_file(release, database_path(year), f"Hội nghị năm {year} và mọi điều từ đó mà ra") for year in years]
    return {
        "site": release.site or NO_SITE,
        "nav_current": "data",
        "query": "",
        "sequence": manifest.sequence,
        "at": format_date(parse_date(manifest.at[:10])),
        "iso": manifest.at,
        "databases": databases,
        "proofs": [
            _file(release, MANIFEST, "Số thứ tự, thời điểm và mã SHA-256 của mỗi danh mục"),
            _file(release, SIGNATURE, "Chữ ký Ed25519 trên tệp này"),
        ],
        "key": KEY,
        "lists": sorted(map(list_path, manifest.lists)),
        "sheets": [{"href": f"{OPEN_DATA}{name}", "name": _SHEET_NAMES[name]} for name in SHEETS],
        "kinds": [
            {"name": name, "word": kind.WORD.capitalize(), "filters": filters_of(kind)} for name, kind in TABLES.items()
        ],
    }


def _file(release: OpenRelease, path: str, about: str) -> dict[str, str]:
    size = (release.bundle.folder / path).stat().st_size
    digest = "" if path == SIGNATURE else release.signed[path]
    return {"href": f"/{path}", "name": path, "about": about, "size": _size(size), "digest": digest}


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
