"""Desk and portal as a person has them: Chromium without a script, and the portal's own program."""

import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.world import PASSWORD


class Desk:
    """A browser at the desk, as one user after another."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server

    @property
    def here(self) -> str:
        """Return the address of the page that stands open, without the server."""
        return self.page.url.removeprefix(self.server).split("?")[0]

    def sign_in(self, username: str) -> None:
        """Sign in as a user of the small home; where the day begins stands open then."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.server}/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.press("Đăng nhập")

    def go(self, path: str) -> None:
        """Open an address of the desk."""
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def press(self, words: str) -> None:
        """Press the button that says so; where it asks first, unfold its question and answer it."""
        question = self.page.locator("details.ask > summary").get_by_text(words, exact=True)
        asks = question.count() > 0
        if asks:
            question.click()
        self.page.get_by_role("button", name=f"Xác nhận: {words}" if asks else words, exact=True).click()

    def follow(self, words: str) -> None:
        """Follow the first link that says so."""
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def fill(self, **values: str) -> None:
        """Fill fields by their names, in which `__` stands for `-`."""
        for name, value in values.items():
            self.page.fill(f"[name={name.replace('__', '-')}]", value)

    def mend(self, part: str) -> None:
        """Open the form of one part of a page that came in."""
        self.page.locator(f"a[href$='/sua/{part}/']").first.click()

    def save(self) -> None:
        """Send the one form of the page."""
        self.page.locator("main form button:not([name])").last.click()

    def publish(self) -> None:
        """Publish what is released, by the desk's own button."""
        self.go("/phat-hanh/")
        self.press("Phát hành")
        assert self.page.get_by_role("status").count(), self.page.inner_text("main")


class Portal:
    """The portal's own program over a home's releases, and a browser before it."""

    def __init__(self, page: Page, root: Path) -> None:
        self.page, self.root, self.process = page, root, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.server = f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Start the program and open its front page."""
        program = str(Path(sys.executable).with_name("nghitrinh"))
        command = [program, "portal", str(self.root), "--port", str(self.port), "--workers", "1"]
        self.process: subprocess.Popen[bytes] | None = subprocess.Popen(command)
        until = time.monotonic() + 20
        while not self._answers():
            assert self.process.poll() is None, "the portal ended"
            assert time.monotonic() < until, "the portal did not answer in 20 seconds"
            time.sleep(0.1)
        self.go("/")

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def go(self, path: str) -> None:
        """Open an address of the portal."""
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def wait_for(self, path: str, words: str) -> None:
        """Open an address until it says so: a new release is verified while the old one answers."""
        until = time.monotonic() + 20
        self.go(path)
        while words not in self.page.inner_text("main").replace("\xa0", " "):
            assert time.monotonic() < until, f"{path} does not say {words} after 20 seconds"
            time.sleep(0.2)
            self.go(path)

    def follow(self, words: str) -> None:
        """Follow the first link that says so."""
        self.page.get_by_role("link", name=words).first.click()

    def close(self) -> None:
        """End the program."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None
