"""The second step of signing in: an application's code, a security key, or a recovery code; `allauth.mfa` keeps them.

What must stay secret (an application's key, the seed of recovery codes) is encrypted under a key that follows from the
home's own (`secret_key`), which a backup keeps apart with the others. A code is taken once: the row remembers which.
"""

import base64
import json
from functools import cached_property
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel.models import User

ADMINISTRATOR = "administrator"
_PURPOSE = b"nghitrinh second factors"
_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _cipher() -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def locked(text: str) -> str:
    """Return a secret as it may lie in the database."""
    return _cipher().encrypt(text.encode()).decode()


def unlocked(text: str) -> str:
    """Return a secret; raise ValidationError where the home has another key now."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        raise ValidationError("the home has another key now") from None


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What `allauth.mfa` asks of us (setting MFA_ADAPTER)."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it lies in the database."""
        return locked(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; raise ValidationError where the home has another key now."""
        return unlocked(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Return by which name an application shows our codes."""
        return "Nghị trình"


class Factors:
    """The second steps of one user, read once."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def rows(self) -> list[Any]:
        """What the user has, oldest first."""
        return list(Authenticator.objects.filter(user_id=self.user.pk).order_by("created_at"))

    @property
    def totp(self) -> Any:
        """The application's row, or None."""
        return next((row for row in self.rows if row.type == Authenticator.Type.TOTP), None)

    @property
    def keys(self) -> list[Any]:
        """The rows of security keys."""
        return [row for row in self.rows if row.type == Authenticator.Type.WEBAUTHN]

    @property
    def codes(self) -> Any:
        """The row of recovery codes, or None."""
        return next((row for row in self.rows if row.type == Authenticator.Type.RECOVERY_CODES), None)

    @property
    def codes_left(self) -> int:
        """How many recovery codes are left."""
        try:
            return len(RecoveryCodes(self.codes).get_unused_codes()) if self.codes else 0
        except ValidationError:
            return 0

    @property
    def steps(self) -> list[Any]:
        """The rows that make a second step; recovery codes only stand in for one."""
        return [row for row in self.rows if row.type in _STEPS]


def with_second_step(users: list[User]) -> set[Any]:
    """Return the keys of those among some users who have a second step."""
    rows = Authenticator.objects.filter(user_id__in=[user.pk for user in users], type__in=_STEPS)
    return set(rows.values_list("user_id", flat=True))


def is_required(user: User) -> bool:
    """Tell whether the home wants a second step of somebody in a role of this user's (NGHITRINH_SECOND_FACTOR)."""
    wanted = settings.SECOND_FACTOR
    if not wanted:
        return False
    return (user.is_administrator and ADMINISTRATOR in wanted) or any(each.role in wanted for each in live_grants(user))


def takes_code(user: User, code: str) -> str:
    """Return which second step a typed code is, and use it up; empty for none."""
    plain = "".join(code.split()).replace("-", "")
    with transaction.atomic():
        rows = {row.type: row for row in Authenticator.objects.select_for_update(no_key=True).filter(user_id=user.pk)}
        try:
            if _takes_totp(rows.get(Authenticator.Type.TOTP), plain):
                return str(Authenticator.Type.TOTP)
            codes = rows.get(Authenticator.Type.RECOVERY_CODES)
            if codes is not None and RecoveryCodes(codes).validate_code(plain):
                return str(Authenticator.Type.RECOVERY_CODES)
        except ValidationError:
            return ""
    return ""


def _takes_totp(row: Any, code: str) -> bool:
    """Tell whether an application shows this code now, and remember it: no process takes it again."""
    if row is None:
        return False
    secret, used = decrypt(row.data["secret"]), row.data.get("used", 0)
    for counter in totp.yield_hotp_counters_from_time():
        if counter > used and totp.compare_user_code(
            actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))
        ):
            row.data["used"] = counter
            row.save(update_fields=["data"])
            row.record_usage()
            return True
    return False


def new_totp_secret() -> str:
    """Return a new key for an application."""
    return str(totp.generate_totp_secret())


def totp_address(user: User, secret: str) -> str:
    """Return what an application reads from the picture."""
    return str(Adapter().build_totp_url(user, secret))


def shows_code(secret: str, code: str) -> bool:
    """Tell whether an application that has this key shows this code now."""
    return bool(totp.validate_totp_code(secret, "".join(code.split())))


def add_totp(user: User, secret: str) -> None:
    """Let an application's code be a second step of a user, instead of an earlier application's."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).delete()
        totp.TOTP.activate(user, secret)


def new_codes(user: User) -> list[str]:
    """Make recovery codes anew and return them; earlier ones are good for nothing."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user)
    return [str(code) for code in codes.generate_codes()]


def remove(user: User, row: Any) -> None:
    """Take a second step away; recovery codes go with the last."""
    with transaction.atomic():
        row.delete()
        if not Factors(user).steps:
            Authenticator.objects.filter(user_id=user.pk).delete()


def remove_all(user: User) -> int:
    """Take every second step away; return how many there were."""
    count = len(Factors(user).steps)
    Authenticator.objects.filter(user_id=user.pk).delete()
    return count


def begin_key(user: User) -> str:
    """Return as JSON what a browser needs to make a security key known; the session remembers the question."""
    return json.dumps(webauthn.begin_registration(user, passwordless=False)["publicKey"])


def add_key(user: User, name: str, answer: str) -> bool:
    """Let a security key be a second step, by what the browser answered; tell whether it did answer."""
    try:
        credential = json.loads(answer)
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError):
        return False
    webauthn.WebAuthn.add(user, name, credential)
    return True


def ask_key(user: User) -> str:
    """Return as JSON what a browser needs to ask a security key of the user."""
    return json.dumps(webauthn.begin_authentication(user)["publicKey"])


def takes_key(user: User, answer: str) -> bool:
    """Tell whether a security key of the user answered."""
    try:
        response = webauthn.parse_authentication_response(json.loads(answer))
        webauthn.complete_authentication(user, response).record_usage()
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError):
        return False
    return True
