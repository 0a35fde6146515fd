"""Commands at the border of the record: bundles go out."""

import argparse

from nghitrinh.cli.record import user_named


def main_publish(arguments: list[str]) -> int:
    """Publish everything that release acts have let through, as one signed bundle."""
    from nghitrinh.publication.publish import publish

    parser = argparse.ArgumentParser("nghitrinh publish", description=main_publish.__doc__)
    parser.add_argument("--by", required=True, help="the user who publishes")
    given = parser.parse_args(arguments)
    print(publish(by=user_named(given.by)).summary())
    return 0
