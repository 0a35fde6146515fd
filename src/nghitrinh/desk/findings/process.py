"""The process that checks the workbooks that wait: `python -m nghitrinh.desk.findings.process`."""

import django


def main() -> None:
    """Check all that waits, when it is this process's turn; in the meantime another may have done it all."""
    django.setup()
    from nghitrinh.desk.findings.checking import check_waiting  # noqa: PLC0415 - applications must be loaded first
    from nghitrinh.desk.findings.runs import turn  # noqa: PLC0415 - as above

    with turn() as mine:
        if mine:
            check_waiting()


if __name__ == "__main__":
    main()
