"""Acts on minutes."""

from nghitrinh.record.minutes.acts.signatures import approve, correct, sign, sign_off
from nghitrinh.record.minutes.acts.texts import draft, drop, review, revise, send_back

__all__ = ["approve", "correct", "draft", "drop", "review", "revise", "send_back", "sign", "sign_off"]
