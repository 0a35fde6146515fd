"""When memory is searched for cycles: left to itself that takes a quarter of the time of reading a whole record."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def searched_by_hand() -> Iterator[None]:
    """Let memory be searched for cycles only by `gc.collect`, and the loaded program not at all."""
    was, is_program_left_out = gc.isenabled(), gc.get_freeze_count() > 0
    gc.disable()
    if not is_program_left_out:
        gc.freeze()
    try:
        yield
    finally:
        if not is_program_left_out:
            gc.unfreeze()
        if was:
            gc.enable()
