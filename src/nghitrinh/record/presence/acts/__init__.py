"""Acts on invitations and on who is there."""

from nghitrinh.record.presence.acts import invitations, stays

__all__ = ["invitations", "stays"]
