"""`nghitrinh mail`: what waits or failed of the letters, without a word of them; or all that is due, sent once."""

import argparse
import json

from nghitrinh.cli.faults import answer
from nghitrinh.cli.home import require_writable
from nghitrinh.mail.filling import fill, gather
from nghitrinh.mail.models import WAITING, Letter, LetterState
from nghitrinh.mail.sending import given_up, hurry, send_due, waiting
from nghitrinh.record.kernel import clock


def main_mail(arguments: list[str]) -> int:
    """List the letters that wait or were given up, or `flush`: read the journal and send what waits, once, now."""
    parser = argparse.ArgumentParser("nghitrinh mail", description=main_mail.__doc__)
    parser.add_argument("what", choices=["list", "flush"], help="`flush` also tries at once what waits for a later try")
    parser.add_argument("--json", action="store_true", help="each letter as one JSON object a line")
    given = parser.parse_args(arguments)
    if given.what == "flush":
        return _flush()
    for letter in (
        Letter.objects.filter(state__in=(*WAITING, LetterState.FAILED))
        .select_related("recipient")
        .order_by("queued_at", "id")
    ):
        row = _row(letter)
        print(json.dumps(row, ensure_ascii=False) if given.json else "  ".join(str(each) for each in row.values()))
    return 0


def _flush() -> int:
    require_writable()
    fill()
    gather()
    hurry()
    while send_due():
        pass
    answer(f"letters: {waiting()} wait, {given_up()} given up", done="mail")
    return 0


def _row(letter: Letter) -> dict[str, object]:
    return {
        "letter": str(letter.pk),
        "state": letter.state,
        "kind": letter.kind,
        "to": letter.recipient.username,
        "queued_at": letter.queued_at.astimezone(clock.ZONE).isoformat(timespec="seconds"),
        "attempts": letter.attempts,
        "fault": f"{letter.fault} {letter.reply or ''}".strip(),
    }
