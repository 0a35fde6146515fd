"""Every act of the record: importing this module declares them all."""

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel.acts import ACTS

__all__ = ["ACTS", "bodies"]
