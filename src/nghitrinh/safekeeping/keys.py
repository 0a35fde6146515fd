"""The keys of a home, apart from its backup and encrypted by a passphrase.

Who finds a backup reads the record; who has the keys besides signs in its name. So they lie in a file of their own:
JSON with a salt and what Fernet (AES-128 in CBC, HMAC-SHA-256) made of a tar of them, under a key that scrypt derives.
"""

import base64
import io
import json
import secrets
import tarfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext_lazy as _

from nghitrinh.safekeeping.archive import add_bytes, new_file
from nghitrinh.safekeeping.errors import BackupFault

_FORMAT = 1
_COST = 2**17  # of scrypt: about half a second and 128 MB for each guess
# What a home keeps secret, as patterns below its folder.
_SECRETS = ("keys/*.pem", "secret_key", "demo-users.json", "demonstration-day")


def lock_away(home: Path, path: Path, passphrase: str) -> list[str]:
    """Write a home's keys into a file, encrypted, and return their names; the file is read again at once."""
    found = {str(each.relative_to(home)): each.read_bytes() for pattern in _SECRETS for each in home.glob(pattern)}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in sorted(found.items()):
            add_bytes(tar, name, content)
    salt = secrets.token_bytes(16)
    token = Fernet(_derived(passphrase, salt)).encrypt(packed.getvalue())
    value = {"format": _FORMAT, "salt": base64.b64encode(salt).decode(), "keys": token.decode()}
    with new_file(path) as stream:
        stream.write(json.dumps(value).encode())
    if unlocked(path, passphrase) != found:
        raise _unusable(path)
    return sorted(found)


def unlocked(path: Path, passphrase: str) -> dict[str, bytes]:
    """Return the keys of a file by their names in the home.

    Raises:
        BackupFault: the passphrase is another one, or this is no file of keys.
    """
    try:
        value = json.loads(path.read_bytes())
        key = _derived(passphrase, base64.b64decode(value["salt"]))
        packed = Fernet(key).decrypt(value["keys"].encode())
    except InvalidToken:
        raise BackupFault(
            _("không mở được bằng mật khẩu này, cần mật khẩu đã đặt khi sao lưu"),
            code="passphrase_wrong",
            field=str(path),
        ) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _unusable(path) from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        streams = {member.name: tar.extractfile(member) for member in tar}
        return {name: stream.read() for name, stream in streams.items() if stream is not None}


def _unusable(path: Path) -> BackupFault:
    return BackupFault(
        _("không phải tệp khóa trọn vẹn, cần tệp .keys do `nghitrinh backup` ghi"),
        code="keys_unusable",
        field=str(path),
    )


def _derived(passphrase: str, salt: bytes) -> bytes:
    raw = Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode())
    return base64.urlsafe_b64encode(raw)
