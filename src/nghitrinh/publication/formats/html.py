"""HTML: a page's facts in its template, in the frame that all pages share."""

import hashlib
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from nghitrinh.assets import templating
from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.schema import Site
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.publication.pages import words
from nghitrinh.vietnamese import unbroken


def page(template: str, facts: dict[str, Any], site: Site, nav: str, address: str = "") -> bytes:
    """Return a page whose entry in the navigation is `nav`; `address` is its own, "" where it has none."""
    # Called only by a page that shows it.
    headline = partial(words.headline, str(facts.get("title", "")))
    found = _templates().get_template(f"public/{template}.html")
    own = {"canonical": address, "cite": facts.get("cite")}
    made = filled(found, page=facts, site=site, nav_current=nav, query="", headline=headline, **own)
    return unbroken(made).encode()


@lru_cache
def _templates() -> Environment:
    return templates(Path(__file__).parent.parent / "templates", compiled=_Compiled())


class _Compiled(BytecodeCache):
    """Keeps compiled templates in the home: compiling takes a third of the time of publishing one change.

    Jinja2 names them by their files and knows by its own version, Python's and the source whether they are good. How
    our environment reads a template is not in that, so it is added. A process without settings (one of those that share
    a publication) compiles for itself, and a disk that takes nothing only costs that time.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Let Jinja2 have what is kept."""
        if settings.configured and (found := kept(self._place(bucket))) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja2 has compiled."""
        if settings.configured:
            with suppress(OSError):
                keep(self._place(bucket), bucket.bytecode_to_string())

    @staticmethod
    def _place(bucket: Bucket) -> Path:
        return cache("templates") / f"{bucket.key}-{_reader()}"


@lru_cache
def _reader() -> str:
    """Return the digest of what reads templates."""
    return hashlib.sha256(Path(templating.__file__).read_bytes()).hexdigest()[:16]
