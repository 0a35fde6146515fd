"""Acts on meetings, their numbers, attendance and agenda."""

from nghitrinh.record.meetings.acts import agenda, meeting, past, series

__all__ = ["agenda", "meeting", "past", "series"]
