"""The public portal's pages, rendered as bytes from public rows alone.

| name | gives |
| --- | --- |
| `ReleaseRows` | the rows of one release, asked in SQL |
| `changes_between` | the rows that are not the same in two releases |
| `render_pages` | every page's path and bytes |
| `render_page` | the bytes of one page |
| `page_paths` | every page's path, nothing rendered |
| `page_inputs` | the rows that one page is made of |
| `pages_touched` | the paths that differ between two releases |
"""

from nghitrinh.publication.pages.release_rows import ReleaseRows, changes_between
from nghitrinh.publication.pages.render import page_inputs, page_paths, render_page, render_pages
from nghitrinh.publication.pages.touched import pages_touched

__all__ = [
    "ReleaseRows",
    "changes_between",
    "page_inputs",
    "page_paths",
    "pages_touched",
    "render_page",
    "render_pages",
]
