"""Acts in the room: hearing items, noting what was said, and who speaks."""

from nghitrinh.record.course.acts import hearings, notes, speeches

__all__ = ["hearings", "notes", "speeches"]
