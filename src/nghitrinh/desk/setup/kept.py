"""What a setup keeps in the home until it is done: the digest of its code, and what was typed; no password, ever.

It lies in the file `setup.json`, outside the record: the record begins with the setup's end, by acts. Whoever can start
the program can ask for a new code; whoever has the code may fill the pages in.
"""

import json
import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel.models import User

# Letters and digits that nobody takes for another.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_PARTS, _LENGTH = 3, 4
# So many wrong codes in so many seconds; then nobody's code is looked at until the oldest is that old.
MOST_WRONG, SECONDS = 5, 60.0


@dataclass
class Kept:
    """A setup under way. `code` is the code's hash, `typed` the fields of each page, `wrong` when a code was wrong."""

    code: str
    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    wrong: list[float] = field(default_factory=list)

    def save(self) -> None:
        """Write the file anew, at once or not at all; nobody but the owner reads it."""
        partial = _file().with_suffix(".new")
        partial.touch(mode=0o600)
        partial.write_text(json.dumps(asdict(self), ensure_ascii=False), "utf-8")
        partial.replace(_file())

    def keep(self, page: str, typed: dict[str, list[str]]) -> None:
        """Keep what was typed into a page."""
        self.typed[page] = typed
        self.save()

    def wait(self) -> int:
        """Return for how many seconds no code is looked at, 0 for not at all."""
        self.wrong = [each for each in self.wrong if time.time() - each < SECONDS]
        return int(SECONDS - (time.time() - self.wrong[0])) + 1 if len(self.wrong) >= MOST_WRONG else 0

    def is_code(self, given: str) -> bool:
        """Tell whether a code is the setup's, however it is spaced; a wrong one is counted."""
        plain = "".join(char for char in given.lower() if char in _ALPHABET)
        if check_password(plain, self.code):
            return True
        self.wrong.append(time.time())
        self.save()
        return False


def _file() -> Path:
    return Path(settings.HOME) / "setup.json"


def is_begun() -> bool:
    """Tell whether the record has users or a jurisdiction: there is nothing to set up then."""
    return User.objects.exists() or Body.objects.exists()


def kept() -> Kept | None:
    """Return the setup that is open; None where none is, or where the record has begun."""
    try:
        found = Kept(**json.loads(_file().read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return None if is_begun() else found


def new_code() -> str:
    """Open the setup, or give the open one another code: return it; what was typed stays, an earlier code is dead."""
    plain = "".join(secrets.choice(_ALPHABET) for _number in range(_PARTS * _LENGTH))
    before = kept()
    Kept(make_password(plain), before.typed if before else {}).save()
    return "-".join(plain[at : at + _LENGTH] for at in range(0, len(plain), _LENGTH))


def close() -> None:
    """Throw away what the setup kept, its code with it."""
    _file().unlink(missing_ok=True)
