"""Who leads a meeting in the room; what may happen there, and when, is said by the meeting's own table."""

from nghitrinh.record.kernel.levels import Role

LEADS = (Role.SECRETARY, Role.CHAIR)
