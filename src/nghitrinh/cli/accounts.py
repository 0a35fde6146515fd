"""Letting somebody in again who lost their second step, where no administrator can do it at the desk."""

import argparse

from nghitrinh.cli.faults import answer
from nghitrinh.record.bodies.queries import user_named


def main_second_step(arguments: list[str]) -> int:
    """Remove the second step of a user; their sessions end."""
    from nghitrinh.desk.signing.entering import forget_second_step

    parser = argparse.ArgumentParser("nghitrinh second-step", description=main_second_step.__doc__)
    parser.add_argument("what", choices=["remove"])
    parser.add_argument("user", help="their sign-in name")
    given = parser.parse_args(arguments)
    user = user_named(given.user, field="user")
    steps, ended = forget_second_step(user)
    answer(f"{user.username}: {steps} second steps removed, {ended} sessions ended", done="second-step")
    return 0
