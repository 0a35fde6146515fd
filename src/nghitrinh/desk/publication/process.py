"""The process of a publication that the desk asked for: `python -m nghitrinh.desk.publication.process RUN`."""

import gc
import os
import sys

import django


def main() -> None:
    """Carry out the run that the command line names, unless it ended meanwhile."""
    gc.disable()  # what a program loads stays: looking for cycles in it is a tenth of the time until it begins
    django.setup()
    from nghitrinh.desk.models import PublicationRun  # noqa: PLC0415 - applications must be loaded first
    from nghitrinh.desk.publication.runs import carry_out, name_of  # noqa: PLC0415 - as above

    gc.freeze()
    gc.enable()
    runs = PublicationRun.objects.filter(pk=sys.argv[1], running=True)
    if runs.update(process=name_of(os.getpid())):
        carry_out(runs.select_related("by").get())


if __name__ == "__main__":
    main()
