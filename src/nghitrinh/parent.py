"""What a process owes to the one that began it: it ends with it, and ignores the signals that it was begun ignoring."""

import os
import signal
import threading
import time

_LOOK_EVERY = 0.2  # seconds
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_with(parent: int) -> None:
    """End this process, in the middle of whatever it does, when the process of this number is no longer its parent.

    It looks from now on, while the rest is still loaded.
    """
    threading.Thread(target=_look, args=[parent], daemon=True).start()


def minded_signals() -> tuple[signal.Signals, ...]:
    """Return the signals that ask this process for its end, but those that whoever began it lets it ignore.

    `nohup` does so with a hang-up, so that a program goes on when its terminal is closed: who ignores one goes on.
    """
    return tuple(each for each in _ENDING if signal.getsignal(each) != signal.SIG_IGN)


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
