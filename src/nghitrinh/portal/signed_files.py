"""Every file of the release as it was signed, at the address that is its path: what `/du-lieu/` hands out.

So a copy of a release is made by fetching what its lists name, and `nghitrinh verify` holds it against the signature.
"""

from pathlib import PurePosixPath

from nghitrinh.portal.answers import Answer, FilePart
from nghitrinh.portal.release import OpenRelease

KEY = "signing.pub.pem"
_BYTES = "application/octet-stream"
# What a browser may show; every other file is handed out to be kept, whatever it says that it is.
_TYPES = {
    ".sqlite": "application/vnd.sqlite3",
    ".json": "application/json",
    ".sha256": "text/plain; charset=utf-8",
    ".pem": "text/plain; charset=utf-8",
}
_SHOWN = (".json", ".sha256", ".pem")


def signed_file(release: OpenRelease, path: str) -> Answer | None:
    """Return a file of the release by its path in it, the public key by its name; None where there is no such file."""
    name, digests = path.removeprefix("/"), release.signed
    if name == KEY:
        return Answer(200, _TYPES[".pem"], release.key, _head(f"key-{len(release.key)}", name))
    if name not in digests:
        return None
    file = release.bundle.folder / name
    part = FilePart(file, 0, file.stat().st_size)
    return Answer(200, _type_of(name), headers=_head(digests[name][:32], name), part=part)


def _type_of(name: str) -> str:
    folder = name.partition("/")[0]
    return _BYTES if folder in ("pages", "files") else _TYPES.get(PurePosixPath(name).suffix, _BYTES)


def _head(tag: str, name: str) -> tuple[tuple[str, str], ...]:
    kept = [("ETag", f'"{tag}"'), ("Cache-Control", "no-cache"), ("Accept-Ranges", "bytes")]
    kept.append(("Access-Control-Allow-Origin", "*"))
    folder = name.partition("/")[0]
    if folder in ("pages", "files") or not name.endswith(_SHOWN):
        kept.append(("Content-Disposition", "attachment"))
    return tuple(kept)
