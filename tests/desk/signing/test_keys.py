"""Security keys in Chromium, with its virtual authenticator; and the pages of one's account as they are seen."""

import os
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, BrowserContext
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.world import PASSWORD, World

from nghitrinh.desk.models import SignIn
from nghitrinh.desk.signing import factors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_key(context: BrowserContext) -> Any:
    """Give the context's first page an authenticator that confirms its user."""
    page = context.pages[0]
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_security_key_is_added_and_asked_for(browser: Browser, live_server: Any, home: World) -> None:
    server = live_server.url.replace("127.0.0.1", "localhost")  # keys know names, no numbers
    context = browser.new_context()
    page = sign_in(context, server, "secretary")
    with_key(context)
    page.goto(f"{server}/tai-khoan/khoa/")
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_label("Gọi khóa này là").fill("Khóa trên máy")
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_role("heading", name="Mã dự phòng: in hoặc chép lại ngay").wait_for()
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    picture(page, "ma-du-phong")
    assert wrong_in_any_sight(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_label("Tên đăng nhập").fill("secretary")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Dùng khóa bảo mật").wait_for()
    picture(page, "buoc-hai")
    assert wrong_in_any_sight(page) == []
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    page.wait_for_url(f"{server}/")
    assert SignIn.objects.filter(method="password+webauthn").exists()
    context.close()


def test_another_authenticator_does_not_come_in(browser: Browser, live_server: Any, home: World) -> None:
    server = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context()
    page = sign_in(context, server, "secretary")
    session = with_key(context)
    page.goto(f"{server}/tai-khoan/khoa/")
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_label("Gọi khóa này là").fill("Khóa")
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_role("heading", name="Mã dự phòng: in hoặc chép lại ngay").wait_for()
    session.send("WebAuthn.disable")
    with_key(context)  # a new one, which does not know the site
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_label("Tên đăng nhập").fill("secretary")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    page.get_by_text("Khóa chưa trả lời. Hãy thử lại.").wait_for()
    assert SignIn.objects.count() == 1
    context.close()


@pytest.mark.parametrize("address", ["tai-khoan/", "mat-khau/", "tai-khoan/ung-dung/", "tai-khoan/khoa/"])
def test_the_pages_of_ones_account_are_clean(browser: Browser, live_server: Any, home: World, address: str) -> None:
    context = browser.new_context()
    page = sign_in(context, live_server.url, "secretary")
    page.goto(f"{live_server.url}/{address}")
    picture(page, address)
    assert wrong_in_any_sight(page) == []
    context.close()


def picture(page: Any, name: str) -> None:
    """Keep a picture of a page for whoever wants to look (NGHITRINH_PICTURES names the folder)."""
    folder = os.environ.get("NGHITRINH_PICTURES")
    if folder:
        for width, theme in ((1440, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=f"{folder}/{name.strip('/').replace('/', '-')}-{width}.png", full_page=True)


def test_a_code_is_typed_without_a_script(browser: Browser, live_server: Any, home: World) -> None:
    factors.add_totp(home.secretary, factors.new_totp_secret())
    codes = factors.new_codes(home.secretary)
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context, live_server.url, "secretary")
    page.get_by_label("Mã xác nhận").fill(codes[0])
    page.get_by_role("button", name="Xác nhận").click()
    assert page.url == f"{live_server.url}/"
    context.close()
