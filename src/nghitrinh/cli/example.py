"""Loading the worked example: lists of acts, carried out one after another as its users would.

A part is a JSON list of `{"act", "by", "with", "as", "at"}`. In `with`, `"@name"` stands for the identifier of what the
step called `name` made, and `"@name.field"` for a field of it as it is now (`"@hn36.edit"`), `"base64:path"` for
the bytes of a file. From a step with `at` on it is that day and hour, until a later one: what is asked on one day is
answered on another.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import Refused
from nghitrinh.cli.home import home_folder
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User
from nghitrinh.safekeeping import new_file
from nghitrinh.safekeeping.progress import Part, Progress, nobody

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "hai-duong"
EXAMPLE_DAY = "2021-10-04"
PARTS = ("start", "meeting-36", "meeting-on-the-zone", "afterwards")
_USERS = "demo-users.json"
_SHOWN = ("username", "password", "post")


def demonstration_users() -> list[dict[str, str]]:
    """Return the example's users with their passwords, which were made when it was loaded."""
    path = home_folder() / _USERS
    if not path.exists():
        return []
    try:
        return [{name: str(user[name]) for name in _SHOWN} for user in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(
            _("thấy điều khác, cần một danh sách đối tượng có %(fields)s; không có tệp thì không nói mật khẩu của ai"),
            code="users_malformed",
            field=str(path),
            fields=", ".join(_SHOWN),
        ) from None


def _password() -> str:
    return "-".join(secrets.token_hex(2) for _number in range(3))


class Loader:
    """One loading: what the steps have made so far, and the users' passwords."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, models.Model] = {}
        self.users: list[dict[str, str]] = []
        self.moment: datetime | None = None

    def part(self, name: str, carried_out: Part | None = None) -> None:
        """Carry out one part's steps, and count them."""
        path = self.folder / f"{name}.json"
        for number, step in enumerate(json.loads(path.read_text("utf-8")), start=1):
            try:
                self.step(step)
            except ActError as error:
                raise Refused(
                    _("bước %(number)s (%(act)s): %(why)s"),
                    code="step_refused",
                    field=path.name,
                    number=number,
                    act=step["act"],
                    why=error,
                ) from error
            if carried_out is not None:
                carried_out.add()

    def step(self, step: dict[str, Any]) -> None:
        """Carry out one act."""
        if "at" in step:
            self.moment = datetime.fromisoformat(step["at"]).replace(tzinfo=clock.ZONE)
        given = self.resolved(step.get("with", {}))
        if step["act"] == "user.create":
            given["password"] = _password()
            self.users.append({name: given[name] for name in _SHOWN})
        by = User.objects.get(username=step["by"]) if step.get("by") else None
        with clock.stopped_at(self.moment):
            result = self.carry_out(step["act"], by, given)
        if self.moment is not None:
            self.moment += timedelta(seconds=1)  # what came first stands first
        if "as" in step:
            self.made[step["as"]] = result

    def carry_out(self, name: str, by: User | None, given: dict[str, Any]) -> Any:
        """Run an act. Releasing an article takes the gate's verdict, as on the desk; a finding is computed first."""
        if name == "finding.conclude":
            from nghitrinh.desk.findings import checking

            return checking.check_waiting()
        if name == "article.release":
            from nghitrinh.publication import gate

            return gate.release(by=by, **given)
        return ACTS[name](by=by, **given)

    def resolved(self, value: Any) -> Any:
        """Return a value with every reference replaced, by what a step made or by the bytes of a file."""
        if isinstance(value, dict):
            return {key: self.resolved(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.resolved(each) for each in value]
        if isinstance(value, str) and value.startswith("base64:"):
            return base64.b64encode((self.folder / value.removeprefix("base64:")).read_bytes()).decode()
        if isinstance(value, str) and value.startswith("@"):
            return self._reference(value[1:])
        return value

    def _reference(self, reference: str) -> Any:
        name, _dot, path = reference.partition(".")
        if name not in self.made:
            raise Refused(_("thấy @%(found)s, cần tên của một bước trước"), code="step_unknown", found=name)
        found: Any = self.made[name]
        found.refresh_from_db()
        for field in path.split(".") if path else ["pk"]:
            found = getattr(found, field) if not field.isdigit() else list(found.all())[int(field)]
        return str(found.pk) if isinstance(found, models.Model) else found if isinstance(found, int) else str(found)


def load_example(folder: Path, parts: Sequence[str], say: Progress = nobody) -> None:
    """Load parts of the example, all or nothing, and keep the users' passwords in the home."""
    loader = Loader(folder)
    steps = sum(len(json.loads((folder / f"{part}.json").read_text("utf-8"))) for part in parts)
    carried_out = Part(say, "acts carried out", steps, "acts")
    with one_transaction():
        for part in parts:
            loader.part(part, carried_out)
        with new_file(home_folder() / _USERS) as stream:
            stream.write(json.dumps(loader.users, ensure_ascii=False, indent=1).encode())
