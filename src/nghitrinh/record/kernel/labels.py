"""Labels made of longer texts."""

from nghitrinh.vietnamese import in_one_line

_MOST = 80


def beginning(text: str) -> str:
    """Return the beginning of a text, cut between two words where it goes on.

    >>> beginning("Chỉ đạo hoàn thiện quy hoạch")
    'Chỉ đạo hoàn thiện quy hoạch'
    >>> beginning("Chỉ đạo hoàn thiện " * 9)[-20:]
    ' Chỉ đạo hoàn thiện…'
    """
    line = in_one_line(text)
    if len(line) <= _MOST:
        return line
    return f"{line[: _MOST - 1].rpartition(' ')[0] or line[: _MOST - 1]}…"
