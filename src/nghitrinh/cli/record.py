"""Commands that reach the record: act, acts, show, journal."""

import argparse
import json
import sys
import uuid
from dataclasses import asdict
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import Refused, answer
from nghitrinh.cli.names import named
from nghitrinh.cli.parameters import parameters
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import AccountLink
from nghitrinh.record.bodies.queries import user_named
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.kernel.models import Journal, User


def described(instance: models.Model) -> dict[str, Any]:
    """Return an object as the command line shows it: its type, its label and its fields."""
    fields = {name: value for name, value in canonical.row(instance).items() if name != "password"}
    label = instance.label() if hasattr(instance, "label") else str(instance.pk)
    return {"type": instance._meta.model_name, "label": label, **fields}


def main_act(arguments: list[str]) -> int:
    """Carry out one act and print what it made or changed."""
    parser = argparse.ArgumentParser("nghitrinh act", description=main_act.__doc__)
    parser.add_argument("name", help="such as meeting.plan; `nghitrinh acts` lists them")
    parser.add_argument("--by", help="the user who acts; only the first user of a home is made without one")
    parser.add_argument("--json", default="{}", help="the parameters as a JSON object, or - for standard input")
    given = parser.parse_args(arguments)
    if given.name not in ACTS:
        raise Refused(
            _("không có việc ghi nào tên %(found)s, cần một tên mà `nghitrinh acts` liệt kê"),
            code="act_unknown",
            found=repr(given.name),
        )
    by = user_named(given.by, field="--by") if given.by else None
    result = _done(given.name, by, named(ACTS[given.name], parameters(given.json)))
    shown = described(result) if isinstance(result, models.Model) else result
    if isinstance(result, AccountLink):
        shown["secret"] = result.secret  # said here, and never again
    answer(json.dumps(shown, ensure_ascii=False, indent=2, default=str), done=given.name)
    return 0


def _done(name: str, by: User | None, given: dict[str, Any]) -> Any:
    """Carry out an act; where nobody was named who may do it, say how one is."""
    try:
        return ACTS[name](by=by, **given)
    except NotAllowed:
        if by is not None:
            raise
        raise Refused(_("%(verb)s cần người làm: --by TÊN"), code="by_missing", field="by", verb=name) from None


def main_acts(arguments: list[str]) -> int:
    """List the acts of the record with their parameters."""
    argparse.ArgumentParser("nghitrinh acts", description=main_acts.__doc__).parse_args(arguments)
    for name, verb in sorted(ACTS.items()):
        fields = verb.parameters.model_fields.items()
        given = ", ".join(field if info.is_required() else f"[{field}]" for field, info in fields)
        print(f"{name}({given})\n    {(verb.__doc__ or '').splitlines()[0]}")
    return 0


def find(identifier: str) -> models.Model:
    """Return the object with an identifier, whatever its kind, or refuse."""
    try:
        key = uuid.UUID(identifier)
    except ValueError:
        raise Refused(
            _("thấy %(found)s, cần một mã định danh như %(example)s"),
            code="identifier_malformed",
            found=repr(identifier),
            example=uuid.UUID(int=0),
        ) from None
    for model in journal.journalled_models():
        if isinstance(model._meta.pk, models.UUIDField):
            found = model._default_manager.filter(pk=key).first()
            if found is not None:
                return found
    raise Refused(
        _("không có mục nào mang mã %(found)s, cần một mục của hồ sơ này"), code="object_unknown", found=identifier
    )


def main_show(arguments: list[str]) -> int:
    """Show one object, with the lines of the journal about it."""
    parser = argparse.ArgumentParser("nghitrinh show", description=main_show.__doc__)
    parser.add_argument("id", help="its identifier")
    parser.add_argument("--json", action="store_true", help="as JSON")
    given = parser.parse_args(arguments)
    found = find(given.id)
    shown = described(found)
    lines = journal.lines_about(*canonical.key(found).split(":")).order_by("seq")
    shown["journal"] = [{"seq": line.seq, "at": line.at, "by": line.actor, "act": line.act} for line in lines]
    if given.json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for name, value in shown.items():
            print(f"{name:16} {value}")
    return 0


def _list_journal(*, as_json: bool) -> int:
    for line in Journal.objects.order_by("seq").iterator():
        content = journal.content_of(line.seq)
        entry = {
            "seq": line.seq,
            "at": line.at,
            "by": line.actor,
            "act": line.act,
            "subject": line.subject,
            "title": content["title"] if content else None,
            "reason": content["reason"] if content else None,
            "changes": [asdict(change) for change in journal.changes_of(line, content)] if content else None,
            "digest": line.digest,
        }
        if as_json:
            print(json.dumps(entry, ensure_ascii=False))
        else:
            print(f"{line.seq:6} {line.at[:19]} {line.actor:16} {line.act:24} {entry['title'] or '(erased)'}")
    return 0


def _verify_journal(since: int) -> int:
    problems = journal.verify(since)
    for problem in problems:
        print(f"{problem.where}: {problem.what}", file=sys.stderr)
    if not problems:
        lines = Journal.objects.filter(seq__gt=since).count()
        print(f"{lines} lines verify; every row that they wrote is what its last act wrote")
    return 1 if problems else 0


def main_journal(arguments: list[str]) -> int:
    """List the journal, or verify it: the chain, and every live row against the last line about it."""
    parser = argparse.ArgumentParser("nghitrinh journal", description=main_journal.__doc__)
    parser.add_argument("what", choices=["list", "verify"])
    parser.add_argument("--json", action="store_true", help="one JSON object a line (list)")
    parser.add_argument("--since", type=int, default=0, metavar="SEQ", help="verify from a known line on (verify)")
    given = parser.parse_args(arguments)
    return _verify_journal(given.since) if given.what == "verify" else _list_journal(as_json=given.json)
