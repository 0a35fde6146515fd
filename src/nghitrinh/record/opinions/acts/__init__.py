"""Acts on rounds, on opinions, and on what answers them."""

from nghitrinh.record.opinions.acts import answers, opinions, rounds

__all__ = ["answers", "opinions", "rounds"]
