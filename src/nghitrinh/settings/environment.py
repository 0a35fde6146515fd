"""The environment, parsed strictly: a wrong value stops the program with the variable's name."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from nghitrinh.settings.variables import VARIABLES


class SettingError(Exception):
    """A variable of the environment has a value that cannot be used."""


def text(name: str) -> str:
    """Return a variable of the table, or the content of the file that NAME_FILE names (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, VARIABLES[name].default)
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE: found {path!r} ({error.strerror}), expected a readable file") from None


def flag(name: str) -> bool:
    """Return a yes-or-no variable."""
    value = text(name)
    if value not in ("0", "1"):
        raise SettingError(f"{name}: found {value!r}, expected 0 or 1")
    return value == "1"


def address(name: str) -> str:
    """Return a variable that is a web address, with a slash at its end; unset is nothing."""
    value = text(name)
    parts = urlparse(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise SettingError(f"{name}: found {value!r}, expected an address such as https://nghitrinh.example/")
    return f"{value.rstrip('/')}/" if value else ""


def home() -> Path:
    """Return the folder that holds database, files, keys and portal."""
    return Path(text("NGHITRINH_HOME")).absolute()


def database() -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the home unless NGHITRINH_DATABASE_URL says otherwise."""
    url = text("NGHITRINH_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home() / "record.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise SettingError(f"NGHITRINH_DATABASE_URL: found {url!r}, expected postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 5},
    }


def secret_key() -> str:
    """Return the key for sessions: from NGHITRINH_SECRET_KEY, or made once and kept in the home."""
    given = text("NGHITRINH_SECRET_KEY")
    if given:
        return given
    path = home() / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".new")  # a key cut short by a full disk must not be taken for one
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(50), "utf-8")
        partial.rename(path)
    return path.read_text("utf-8")
