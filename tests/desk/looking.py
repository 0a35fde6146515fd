"""A browser at the desk, and what is wrong with a page on a phone and on a desk, light and dark, and with large text.

What axe finds, and what it does not look for: scrolling sideways, and words that their box cuts.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
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
# Words that stand in no sight whole: a choice wider than its box, a text that its box clips, what lies outside.
_CUT = """() => {
    const found = [], pen = document.createElement("canvas").getContext("2d")
    const width = document.documentElement.clientWidth
    const say = (what, each) => found.push(`${what}: ${each.outerHTML.slice(0, 120)}`)
    const above = each => each ? [each, ...above(each.parentElement)] : []
    for (const each of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(each), box = each.getBoundingClientRect()
        if (box.width <= 2 || box.height <= 2 || style.visibility === "hidden") continue
        if (each.closest("svg, option, input")) continue
        if (above(each).some(one => getComputedStyle(one).clipPath !== "none")) continue
        const wider = each.scrollWidth > each.clientWidth + 1
        if (each.localName === "select" && !each.multiple) {
            pen.font = style.font
            const room = each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
            const longest = Math.max(...[...each.options].map(one => pen.measureText(one.text).width))
            if (style.appearance === "base-select" ? wider : longest > room + 1) say("a choice is cut", each)
        } else if (["hidden", "clip"].includes(style.overflowX) && wider) say("a text is cut", each)
        const around = above(each.parentElement).map(one => getComputedStyle(one).overflowX)
        const scrolls = around.includes("auto") || around.includes("scroll")
        if (box.right > width + 1 && !scrolls) say("stands outside", each)
    }
    return found
}"""
_WIDE = "document.documentElement.scrollWidth > innerWidth"


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


def cut_on(page: Page) -> list[str]:
    """Return what an open page cuts as it stands, and whether one has to scroll sideways to read it."""
    return [*(["scrolls sideways"] if page.evaluate(_WIDE) else []), *page.evaluate(_CUT)]


@contextmanager
def large_text(browser: Browser) -> Iterator[Browser]:
    """Give the same browser whose user has set the text to twice its size."""
    arguments = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    program = os.environ.get("NGHITRINH_CHROMIUM", "/usr/bin/chromium")
    opened = browser.browser_type.launch(executable_path=program, args=arguments)
    yield opened
    opened.close()


def cut_in_large_text(page: Page, server: str, addresses: Iterable[str]) -> list[str]:
    """Return what pages cut, on a desk and on a phone, where the text has twice its size."""
    wrong = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(server + address)
            wrong += [f"{width} {address}: {each}" for each in cut_on(page)]
    return wrong


def wrong_in_any_sight(page: Page) -> list[str]:
    """Return what is wrong with an open page in any size and theme: axe's findings, and scrolling sideways."""
    wrong, widths = [], set[int]()
    page.evaluate(_SCRIPT)
    for width, theme in SIGHTS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.evaluate(_SETTLED)
        found = list(page.evaluate(_FOUND, _COLOURS if width in widths else {}))
        found += cut_on(page) if width not in widths else []
        widths.add(width)
        wrong += [f"{width} {theme}: {each}" for each in found]
    return wrong
