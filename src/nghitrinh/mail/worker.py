"""The process that fills the outbox and sends: `python -m nghitrinh.mail.worker PARENT`; it ends with its parent."""

import logging
import signal
import sys
import threading
import time

import django

from nghitrinh.parent import end_with, minded_signals

# Seconds between looks: a look that finds nothing is five reads by a key.
EVERY = 2.0
# Seconds between two tidyings: an hour more or less of a year.
_TIDIED_EVERY = 3600.0


def main() -> None:
    """Look, send, wait, until the parent ends or asks for the end; then the letter at hand is finished."""
    end_with(int(sys.argv[1]))
    ended = threading.Event()
    for number in minded_signals():
        signal.signal(number, lambda *_: ended.set())
    django.setup()
    from django.db import close_old_connections  # noqa: PLC0415 - applications must be loaded first

    tidied_at = 0.0
    while not ended.is_set():
        close_old_connections()
        look(ended)
        if time.monotonic() - tidied_at > _TIDIED_EVERY or not tidied_at:
            tidied_at = time.monotonic()
            tidy()
        ended.wait(EVERY)


def tidy() -> None:
    """Delete what is not kept any longer; what goes wrong is a line of the log, and the next hour's turn."""
    from nghitrinh.mail import tidying  # noqa: PLC0415 - as above

    try:
        tidying.tidy()
    except Exception:
        logging.getLogger(__name__).exception("the outbox could not be tidied")


def look(ended: threading.Event | None = None) -> None:
    """Do once what is to be done: what the desk has to say is read, and what is due is sent.

    Whatever goes wrong, such as a database that is away for a while, is a line of the log, and the next look tries it
    anew: letters are no reason to end the desk.
    """
    from nghitrinh.mail.filling import fill, gather  # noqa: PLC0415 - as above
    from nghitrinh.mail.sending import send_one  # noqa: PLC0415 - as above

    try:
        fill()
        gather()
        while not (ended is not None and ended.is_set()) and send_one():
            pass
    except Exception:
        logging.getLogger(__name__).exception("the outbox could not be worked on")


if __name__ == "__main__":
    main()
