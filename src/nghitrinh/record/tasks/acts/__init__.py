"""Acts on tasks: assigned from decisions, worked on, imported from lists, moved when organizations are succeeded."""

from nghitrinh.record.tasks.acts import asking, assigning, escalating, lists, succession, work

__all__ = ["asking", "assigning", "escalating", "lists", "succession", "work"]
