"""A browser at the desk, and what axe finds wrong with a page on a phone and on a desk, light and dark."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from tests.world import PASSWORD

SIGHTS: tuple[tuple[int, Any], ...] = ((1440, "light"), (1440, "dark"), (390, "dark"), (390, "light"))
_SCRIPT = Axe().axe_script
# A colour that is still passing into that of another theme has neither's contrast.
_SETTLED = """new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    document.getAnimations().forEach(each => each.finish()); done()
})))"""
_FOUND = """asked => axe.run({resultTypes: ['violations'], ...asked})
    .then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`))"""
# The second theme of a width has other colours and nothing else: `tests/assets/test_static.py` holds that.
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def sign_in(context: BrowserContext, server: str, username: str) -> Page:
    """Sign in as a user of the small home; return the page on which the day begins."""
    page = context.new_page()
    page.goto(f"{server}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it stands."""
    page.evaluate(_SCRIPT)
    return list(page.evaluate(_FOUND, {}))


def wrong_in_any_sight(page: Page) -> list[str]:
    """Return what is wrong with an open page in any size and theme: axe's findings, and scrolling sideways."""
    wrong, widths = [], set[int]()
    page.evaluate(_SCRIPT)
    for width, theme in SIGHTS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.evaluate(_SETTLED)
        found = list(page.evaluate(_FOUND, _COLOURS if width in widths else {}))
        widths.add(width)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        wrong += [f"{width} {theme}: {each}" for each in found]
    return wrong
