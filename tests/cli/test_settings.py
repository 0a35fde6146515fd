"""The environment: a value that cannot be used is named with its variable, and never ignored."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nghitrinh.settings import environment
from nghitrinh.settings.environment import SettingError


@pytest.mark.parametrize(
    "url",
    ["postgresql://a@h:x/n", "postgresql://a@h:99999/n", "postgresql://a@[h/n", "mysql://a@h/n", "postgresql:///"],
)
def test_an_address_of_a_database_that_is_none(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NGHITRINH_DATABASE_URL", url)
    with pytest.raises(SettingError, match=r"NGHITRINH_DATABASE_URL: found .*, expected postgresql://user"):
        environment.database()


def test_a_refused_address_keeps_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_DATABASE_URL", "postgresql://an:b@i:mat@h:x/n")
    with pytest.raises(SettingError, match=r"found 'postgresql://an:…@h:x/n', expected"):
        environment.database()


@pytest.mark.parametrize(
    "url", ["http://[::1/", "http://", "http://:80/", "http://h:x/", "ftp://h/", "nghitrinh.example"]
)
def test_an_address_of_a_portal_that_is_none(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NGHITRINH_PORTAL_ADDRESS", url)
    with pytest.raises(SettingError, match=r"NGHITRINH_PORTAL_ADDRESS: found .*, expected an address"):
        environment.address("NGHITRINH_PORTAL_ADDRESS")


@pytest.mark.parametrize("url", ["http://[::1]:8001/", "https://nghitrinh.example"])
def test_an_address_of_a_portal(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NGHITRINH_PORTAL_ADDRESS", url)
    assert environment.address("NGHITRINH_PORTAL_ADDRESS") == f"{url.rstrip('/')}/"


@pytest.mark.parametrize(("content", "found"), [(b"\xff\xfe", "not UTF-8"), (b"", "empty"), (b" \n", "empty")])
def test_a_file_of_a_value_that_holds_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, found: str
) -> None:
    (tmp_path / "key").write_bytes(content)
    monkeypatch.setenv("NGHITRINH_SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(SettingError, match=f"NGHITRINH_SECRET_KEY_FILE: found '{tmp_path}/key' .*{found}"):
        environment.secret_key()


def test_a_home_of_no_name_is_not_the_folder_one_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_HOME", "")
    with pytest.raises(SettingError, match="NGHITRINH_HOME: found nothing, expected a folder"):
        environment.home()


def _settings(names: str, **given: str) -> dict[str, object]:
    """Return settings of the desk as a process of its own has them."""
    environ = {"PATH": os.environ["PATH"], "NGHITRINH_SECRET_KEY": "x", "NGHITRINH_HOME": "/nowhere", **given}
    shown = f"json.dumps({{n: getattr(base, n) for n in {names.split()}}})"
    code = f"import json; from nghitrinh.settings import base; print({shown})"
    ran = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


def test_over_tls_cookies_are_of_this_host_alone_and_browsers_come_back_over_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER"
    assert list(_settings(names).values()) == ["sessionid", "csrftoken", False, 0, None]
    over = _settings(names, NGHITRINH_HTTPS="1", NGHITRINH_BEHIND_PROXY="1", NGHITRINH_HSTS_DAYS="30")
    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert list(over.values()) == ["__Host-sessionid", "__Host-csrftoken", True, 30 * 86_400, header]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("NGHITRINH_IDLE_MINUTES", "0", "expected a whole number from 5 to 1440"),
        ("NGHITRINH_IDLE_MINUTES", "mot", "found 'mot'"),
        ("NGHITRINH_SESSION_HOURS", "9999999999999", "expected a whole number"),
        ("NGHITRINH_SECOND_FACTOR", "secretary,boss", "found 'boss', expected some of administrator"),
    ],
)
def test_settings_of_signing_in_are_parsed_strictly(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, found: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=f"{name}: .*{found}"):
        environment.roles(name) if "FACTOR" in name else environment.number(name, 5, 1440)


def test_a_provider_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.provider() == {}
    monkeypatch.setenv("NGHITRINH_OIDC_CLIENT", "nghitrinh")
    with pytest.raises(SettingError, match="NGHITRINH_OIDC_ISSUER: found nothing"):
        environment.provider()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HOST": "mail server"}, "NGHITRINH_MAIL_HOST: found 'mail server', expected the name"),
        ({"HOST": "mail.example"}, "NGHITRINH_MAIL_FROM: found nothing, expected the address"),
        ({"FROM": "nghitrinh"}, "NGHITRINH_MAIL_FROM: found 'nghitrinh', expected an address"),
        ({"FROM": "a@b.vn\nBcc: c@d.vn"}, "NGHITRINH_MAIL_FROM: found .*, expected an address"),
        ({"TLS": "ssl"}, "NGHITRINH_MAIL_TLS: found 'ssl', expected one of starttls, tls, none"),
        ({"PORT": "0"}, "NGHITRINH_MAIL_PORT: found '0', expected a whole number from 1 to 65535"),
        ({"HOUR": "24"}, "NGHITRINH_MAIL_HOUR: found '24', expected a whole number from 0 to 23"),
        ({"USER": "an"}, "NGHITRINH_MAIL_PASSWORD: found nothing, expected it beside"),
        ({"PASSWORD": "mat"}, "NGHITRINH_MAIL_USER: found nothing, expected it beside"),
        (
            {"HOST": "mail.example", "FROM": "a@b.vn", "USER": "an", "PASSWORD": "mat", "TLS": "none"},
            "NGHITRINH_MAIL_TLS: found 'none' with a password, expected starttls or tls",
        ),
    ],
)
def test_settings_of_mail_are_refused_by_their_names(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"NGHITRINH_MAIL_{name}", value)
    with pytest.raises(SettingError, match=said) as refused:
        environment.mail()
    assert "'mat'" not in str(refused.value)


def test_settings_of_mail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert environment.mail() == environment.Mail("", 587, "starttls", "", "", "nghitrinh@localhost", 7, 365)
    (tmp_path / "password").write_text("mật khẩu\n", "utf-8")
    given = {
        "HOST": "mail.example",
        "FROM": "nghitrinh@b.vn",
        "USER": "an",
        "PASSWORD_FILE": str(tmp_path / "password"),
    }
    for name, value in given.items():
        monkeypatch.setenv(f"NGHITRINH_MAIL_{name}", value)
    found = environment.mail()
    assert (found.host, found.password, found.sender) == ("mail.example", "mật khẩu", "nghitrinh@b.vn")
