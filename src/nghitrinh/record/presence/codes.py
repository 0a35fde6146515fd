"""The code on the room's screen: who types it is in the room, since it changes every minute.

It is made from the secret of the home, so that nothing of it is kept. The one before still holds, for whoever was just
typing it.
"""

from datetime import datetime, timedelta
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from nghitrinh.record.meetings.models import Meeting

LASTS = timedelta(minutes=1)
DIGITS = 6


def code_at(meeting: Meeting, moment: datetime) -> str:
    """Return the code of a meeting at a moment."""
    minute = int(moment.timestamp() // LASTS.total_seconds())
    made = salted_hmac("nghitrinh.presence", f"{meeting.pk}:{minute}", algorithm="sha256").digest()
    return f"{int.from_bytes(made[:8]) % 10**DIGITS:0{DIGITS}d}"


def is_code(meeting: Meeting, typed: str, moment: datetime) -> bool:
    """Tell whether a text is the code of a meeting at a moment, or was until just now."""
    text = "".join(typed.split())
    return any(compare_digest(text.encode(), code_at(meeting, at).encode()) for at in (moment, moment - LASTS))
