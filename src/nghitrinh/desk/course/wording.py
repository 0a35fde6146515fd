"""Lengths of time as a clock shows them."""

from datetime import timedelta


def lasted(length: timedelta | None) -> str:
    """Return a length of time as a clock shows it: 4:05, or 1:02:30."""
    seconds = max(int(length.total_seconds()), 0) if length else 0
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"
