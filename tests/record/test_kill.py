"""kill −9 in the middle of an act: afterwards the record is whole, as it was before.

The worked example is carried out step by step. Before each step, a forked child begins the same act and kills itself
after one of its writes; then the parent finds the journal verifying and not one line more.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction

from nghitrinh.cli.example import EXAMPLE, PARTS, Loader
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal


def _die_after(writes: int) -> Callable[..., Any]:
    left = [writes]

    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapper


def _killed_after(writes: int, step: Callable[[], None]) -> bool:
    """Run a step in a child that dies after so many writes; tell whether it came to that."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(_die_after(writes)), transaction.atomic():
                step()
                os._exit(0)  # before the commit: a child never leaves anything behind
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class KilledFirst(Loader):
    """Carries out each act after having had it killed after its first, second, fourth … write."""

    killed: set[str] = set()

    def carry_out(self, name: str, by: Any, given: dict[str, Any]) -> Any:
        lines = Journal.objects.count()
        # Every act is tried at its first write; a kind of act is tried at all its writes once.
        for writes in [1] if name in self.killed else [1, 2, 3, 4, 6, 8, 12, 16]:
            if not _killed_after(writes, lambda: super(KilledFirst, self).carry_out(name, by, given)):
                break
            assert Journal.objects.count() == lines, f"{name}, write {writes}"
            self.killed.add(name)
        return super().carry_out(name, by, given)


@pytest.mark.long
@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_an_act_killed_at_any_write_leaves_the_record_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")
    loader = KilledFirst(EXAMPLE)
    for part in PARTS:
        loader.part(part)
        assert journal.verify() == []
    assert loader.killed == set(Journal.objects.values_list("act", flat=True))
    assert loader.killed <= set(ACTS)
