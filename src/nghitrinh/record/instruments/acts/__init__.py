"""Acts on letterheads, registers and instruments."""

from nghitrinh.record.instruments.acts.instrument import (
    ask_correction,
    check,
    correct,
    draft,
    drop,
    drop_correction,
    issue,
    record_signature,
    release,
    revise,
    send_back,
    sign,
    withdraw,
)
from nghitrinh.record.instruments.acts.letterhead import revise_letterhead, set_letterhead
from nghitrinh.record.instruments.acts.register import close_register, correct_register, open_register
from nghitrinh.record.instruments.acts.template import hand_in_template, withdraw_template

__all__ = [
    "ask_correction",
    "check",
    "close_register",
    "correct",
    "correct_register",
    "draft",
    "drop",
    "drop_correction",
    "hand_in_template",
    "issue",
    "open_register",
    "record_signature",
    "release",
    "revise",
    "revise_letterhead",
    "send_back",
    "set_letterhead",
    "sign",
    "withdraw",
    "withdraw_template",
]
