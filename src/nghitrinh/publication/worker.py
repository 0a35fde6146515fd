"""One process of a publication: reads from its input what to call, writes to its output what came of it.

See `workers`. What a function prints goes to the standard error, for the output belongs to the answers.
"""

import os
import pickle
import signal
import sys
import traceback
from typing import BinaryIO

from nghitrinh.parent import end_with


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    end_with(int(sys.argv[1]))  # in the middle of a task as well
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the publication interrupts all; it ends us
    while (answer := _answer(sys.stdin.buffer)) is not None:
        try:
            answers.write(answer)
            answers.flush()
        except BrokenPipeError:  # nobody waits for it any more
            os._exit(1)


def _answer(asked: BinaryIO) -> bytes | None:
    """Carry out the next task: return whether it is done, what it gave or raised, and where; None for no more tasks."""
    try:
        function, given = pickle.load(asked)  # noqa: S301 - from the publication that started us
    except EOFError:
        return None
    try:
        return pickle.dumps((True, function(*given), ""))
    except Exception as error:  # noqa: BLE001 - whatever it is, the publication raises it
        return pickle.dumps((False, _sendable(error), traceback.format_exc()))


def _sendable(error: Exception) -> Exception:
    """Return an exception as it can go to another process; one that cannot goes by its name and text."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, from a line before
    except Exception:  # noqa: BLE001 - what an exception of somebody else's raises here is not known
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
