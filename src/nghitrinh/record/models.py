"""Every model of the record, for Django's registry: those of each room's `models.py`."""

from nghitrinh.record.rooms import modules_named

ROOMS = tuple(modules_named("models"))
