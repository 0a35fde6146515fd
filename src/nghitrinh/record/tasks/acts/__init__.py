"""Acts on tasks: assigned from decisions, worked on, imported from lists, moved when organizations are succeeded."""

from nghitrinh.record.tasks.acts import assigning, lists, succession, work

__all__ = ["assigning", "lists", "succession", "work"]
