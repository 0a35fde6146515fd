"""The environment, parsed strictly: a wrong value stops the program with the variable's name."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import ParseResult, unquote, urlparse

from nghitrinh.settings.variables import VARIABLES


class SettingError(Exception):
    """A variable of the environment has a value that cannot be used."""


def text(name: str) -> str:
    """Return a variable of the table, or the content of the file that NAME_FILE names (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, VARIABLES[name].default)
    content = _content(Path(path), f"{name}_FILE: found {path!r}", "a file of text that is readable")
    if not content:
        raise SettingError(f"{name}_FILE: found {path!r} empty, expected a file with the value")
    return content


def _content(path: Path, found: str, expected: str) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise SettingError(f"{found} ({error.strerror}), expected {expected}") from None
    except UnicodeDecodeError:
        raise SettingError(f"{found} (bytes that are not UTF-8), expected {expected}") from None


def flag(name: str) -> bool:
    """Return a yes-or-no variable."""
    value = text(name)
    if value not in ("0", "1"):
        raise SettingError(f"{name}: found {value!r}, expected 0 or 1")
    return value == "1"


def number(name: str, least: int, most: int) -> int:
    """Return a variable that is a whole number within bounds."""
    value = text(name)
    if not value.isascii() or not value.isdecimal() or not least <= int(value[:12]) <= most:
        raise SettingError(f"{name}: found {value!r}, expected a whole number from {least} to {most}")
    return int(value)


ROLES = ("administrator", "secretary", "chair", "member", "reader", "officer")


def roles(name: str) -> frozenset[str]:
    """Return a variable that names roles, separated by commas; unset is none."""
    found = [each.strip() for each in text(name).split(",") if each.strip()]
    for each in found:
        if each not in ROLES:
            raise SettingError(f"{name}: found {each!r}, expected some of {', '.join(ROLES)}")
    return frozenset(found)


def provider() -> dict[str, Any]:
    """Return the provider of identities as `allauth` wants it; nothing where the home names none."""
    issuer, client = address("NGHITRINH_OIDC_ISSUER"), text("NGHITRINH_OIDC_CLIENT")
    if bool(issuer) != bool(client):
        missing = "NGHITRINH_OIDC_CLIENT" if issuer else "NGHITRINH_OIDC_ISSUER"
        raise SettingError(f"{missing}: found nothing, expected it beside the other settings of the provider")
    if not client:
        return {}
    app = {
        "provider_id": "home",
        "name": text("NGHITRINH_OIDC_NAME"),
        "client_id": client,
        "secret": text("NGHITRINH_OIDC_SECRET"),
        "settings": {"server_url": issuer.rstrip("/")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@dataclass(frozen=True)
class Mail:
    """How letters leave: to a mail server, or as files where none is named; from whom, when, kept how long."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str
    hour: int
    kept_days: int


_TLS = ("starttls", "tls", "none")
_SENDER = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_NOBODY = "nghitrinh@localhost"
_MACHINES_OWN = ("localhost", "127.0.0.1", "::1")


def mail() -> Mail:
    """Return how letters leave, refusing by its name what cannot be used or would send a password in the clear."""
    host, tls, sender = text("NGHITRINH_MAIL_HOST"), text("NGHITRINH_MAIL_TLS"), text("NGHITRINH_MAIL_FROM")
    user, password = text("NGHITRINH_MAIL_USER"), text("NGHITRINH_MAIL_PASSWORD")
    if host and not re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", host):
        raise SettingError(f"NGHITRINH_MAIL_HOST: found {host!r}, expected the name of a mail server")
    if tls not in _TLS:
        raise SettingError(f"NGHITRINH_MAIL_TLS: found {tls!r}, expected one of {', '.join(_TLS)}")
    if sender and not _SENDER.fullmatch(sender):
        raise SettingError(f"NGHITRINH_MAIL_FROM: found {sender!r}, expected an address such as nghitrinh@desk.example")
    if host and not sender:
        raise SettingError("NGHITRINH_MAIL_FROM: found nothing, expected the address that letters come from")
    if bool(user) != bool(password):
        missing = "NGHITRINH_MAIL_PASSWORD" if user else "NGHITRINH_MAIL_USER"
        raise SettingError(f"{missing}: found nothing, expected it beside the other one of user and password")
    if user and tls == "none" and host not in _MACHINES_OWN:
        raise SettingError("NGHITRINH_MAIL_TLS: found 'none' with a password, expected starttls or tls")
    port, hour = number("NGHITRINH_MAIL_PORT", 1, 65_535), number("NGHITRINH_MAIL_HOUR", 0, 23)
    kept = number("NGHITRINH_MAIL_KEPT_DAYS", 1, 36_500)
    return Mail(host, port, tls, user, password, sender or _NOBODY, hour, kept)


def address(name: str) -> str:
    """Return a variable that is a web address, with a slash at its end; unset is nothing."""
    value = text(name)
    parts = _parsed(value)
    if value and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingError(f"{name}: found {value!r}, expected an address such as https://nghitrinh.example/")
    return f"{value.rstrip('/')}/" if value else ""


def served_portal() -> str:
    """Return the address of the portal that `nghitrinh run` serves from the same home; nothing outside of a run."""
    return os.environ.get("NGHITRINH_SERVED_PORTAL", "")


def _parsed(url: str) -> ParseResult | None:
    """Return the parts of an address; None where its brackets or its port are none."""
    try:
        parts = urlparse(url)
        _ = parts.port  # only asking for it tells
    except ValueError:
        return None
    return parts


def home() -> Path:
    """Return the folder that holds database, files, keys and portal."""
    folder = text("NGHITRINH_HOME")
    if not folder:  # the path of nothing is the folder that one happens to stand in
        raise SettingError("NGHITRINH_HOME: found nothing, expected a folder (or leave it unset)")
    return Path(folder).absolute()


_PASSWORD = re.compile(r"(//[^:/@]*:).*(@)")


# Seconds for which a thread of the desk keeps its connection: opening one costs more than most queries.
KEPT_OPEN = 600


def database() -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the home unless NGHITRINH_DATABASE_URL says otherwise."""
    return database_at(text("NGHITRINH_DATABASE_URL"))


def database_at(url: str) -> dict[str, Any]:
    """Return Django's description of the database at an address; of SQLite in the home for an empty one."""
    if not url:
        return {
            "ENGINE": "nghitrinh.record.kernel.databases.sqlite3",
            "CONN_MAX_AGE": KEPT_OPEN,
            "NAME": str(home() / "record.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = _parsed(url)
    if parts is None or parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        shown = _PASSWORD.sub(r"\1…\2", url)  # what is said here ends in logs
        raise SettingError(
            f"NGHITRINH_DATABASE_URL: found {shown!r}, expected postgresql://user:password@host:port/name"
        )
    return {
        "ENGINE": "nghitrinh.record.kernel.databases.postgresql",
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # A query that came three times on a connection is planned no more: planning costs more than most queries.
        "OPTIONS": {"connect_timeout": 5, "server_side_binding": True, "prepare_threshold": 3},
    }


def secret_key() -> str:
    """Return the key for sessions, from NGHITRINH_SECRET_KEY or from the home; nothing before a home has one."""
    given = text("NGHITRINH_SECRET_KEY")
    path = _key_file()
    if given or not path.exists():
        return given
    expected = "the key for sessions; without the file, `nghitrinh init` makes a new one"
    key = _content(path, f"{path}: found no key", expected)
    if not key:
        raise SettingError(f"{path}: found it empty, expected {expected}")
    return key


def _key_file() -> Path:
    return home() / "secret_key"


def make_secret_key() -> None:
    """Make the key for sessions and keep it in the home, unless it is given or there already."""
    path = _key_file()
    if text("NGHITRINH_SECRET_KEY") or path.exists():
        return
    partial = path.with_suffix(".new")  # a key cut short by a full disk must not be taken for one
    partial.touch(mode=0o600)
    partial.write_text(secrets.token_urlsafe(50), "utf-8")
    partial.rename(path)
