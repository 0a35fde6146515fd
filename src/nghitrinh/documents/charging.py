"""How a charge begins after "Giao …:": small, as offices write what goes on after a colon.

Only a verb of duty is written small. What else may begin a charge (a name, letters that stand for one) stays as it was
typed: there is no telling a name from a word by its capital at the beginning of a text.
"""

from nghitrinh.reading.verbs import TASK_FIRST

# Verbs by which bodies are called too: Thanh tra tỉnh, Thống kê tỉnh, Thi hành án dân sự.
_ALSO_BODIES = frozenset({"thanh tra", "thống kê", "thi hành"})


def after_colon(text: str) -> str:
    """Return a charge as it goes on after a colon.

    >>> [after_colon(each) for each in ("Rà soát quy hoạch", "UBND xã lập đề án", "Thanh tra tỉnh chủ trì")]
    ['rà soát quy hoạch', 'UBND xã lập đề án', 'Thanh tra tỉnh chủ trì']
    """
    found = TASK_FIRST.match(text)
    if found is None or text[1:2].isupper() or " ".join(found[0].lower().split()) in _ALSO_BODIES:
        return text
    return text[:1].lower() + text[1:]
