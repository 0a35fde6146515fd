"""The digest of all that makes pages and what is found besides rows: templates, code, the words it uses."""

import hashlib
from functools import lru_cache
from pathlib import Path

import nghitrinh

_PACKAGE = Path(nghitrinh.__file__).parent
_PUBLICATION = ("publication/pages", "publication/formats", "publication/templates")
_BUNDLE = ("bundle/addresses.py", "bundle/indexing.py", "bundle/schema.py", "bundle/years.py")
_MAKERS = (*_PUBLICATION, *_BUNDLE, "assets", "vietnamese")


def fingerprint() -> str:
    """Return the digest of all that makes pages besides rows: with another one, every page is rendered anew."""
    return code_digest(*_MAKERS)


@lru_cache
def code_digest(*places: str) -> str:
    """Return the digest of some of the program's files and folders. They stay the same while a process runs."""
    found = hashlib.sha256()
    for place in places:
        for path in sorted([_PACKAGE / place, *(_PACKAGE / place).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(_PACKAGE)}\n".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
