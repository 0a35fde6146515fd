"""A process that ends with the one that began it: it looks from its first moment on, while the rest is still loaded."""

import os
import threading
import time

_LOOK_EVERY = 0.2  # seconds


def end_with(parent: int) -> None:
    """End this process, in the middle of whatever it does, when the process of this number is no longer its parent."""
    threading.Thread(target=_look, args=[parent], daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
