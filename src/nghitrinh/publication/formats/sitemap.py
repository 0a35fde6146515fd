"""Sitemaps and robots.txt: the addresses of the pages, for search engines.

A sitemap names whole addresses and nothing else: a portal whose address nobody said has none.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index(years: Iterable[str], base: str) -> bytes:
    """Return the index of the sitemap's parts: one a year, and one for bodies and standing lists."""
    entries = "".join(
        f"<sitemap><loc>{escape(base)}/sitemap/{part}.xml</loc></sitemap>\n" for part in (*years, "co-quan")
    )
    return f'{XML}<sitemapindex xmlns="{SCHEMA}">\n{entries}</sitemapindex>\n'.encode()


def part(paths: Iterable[str], base: str) -> bytes:
    """Return the addresses of the pages at some paths."""
    addresses = (path.removesuffix("index.html") for path in paths)
    entries = "".join(f"<url><loc>{escape(base)}/{escape(address)}</loc></url>\n" for address in addresses)
    return f'{XML}<urlset xmlns="{SCHEMA}">\n{entries}</urlset>\n'.encode()


def robots(base: str) -> bytes:
    """Let every program read all but the search, whose answers are no pages, and what only repeats the pages."""
    named = f"\nSitemap: {base}/sitemap.xml\n" if base else ""
    return f"User-agent: *\nDisallow: /tra-cuu/\nDisallow: /pages/\nDisallow: /files/\n{named}".encode()
