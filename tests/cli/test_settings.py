"""The environment: a value that cannot be used is named with its variable, and never ignored."""

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
