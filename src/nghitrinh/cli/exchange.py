"""Commands at the borders of the record: pages come in, bundles go out."""

import argparse

from nghitrinh.cli.record import user_named


def main_intake(arguments: list[str]) -> int:
    """Read a page and open a proposal from it; a person decides and accepts it on the desk."""
    from nghitrinh.intake.command import intake_command

    parser = argparse.ArgumentParser("nghitrinh intake", description=main_intake.__doc__)
    parser.add_argument("file")
    parser.add_argument("--by", required=True, help="the user who brings the page in")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    return intake_command(given.file, by=user_named(given.by), as_json=given.json)


def main_publish(arguments: list[str]) -> int:
    """Publish everything that release acts have let through, as one signed bundle."""
    from nghitrinh.publication.publish import publish

    parser = argparse.ArgumentParser("nghitrinh publish", description=main_publish.__doc__)
    parser.add_argument("--by", required=True, help="the user who publishes")
    given = parser.parse_args(arguments)
    print(publish(by=user_named(given.by)).summary())
    return 0
