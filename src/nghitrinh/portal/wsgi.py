"""The application that the portal's server loads in each worker, over the root that the environment names."""

import multiprocessing
import os
import sys
from pathlib import Path

from nghitrinh.bundle import load_public_key
from nghitrinh.bundle.command import key_for
from nghitrinh.portal.application import Portal
from nghitrinh.portal.command import KEY, ROOT, end_after
from nghitrinh.portal.unread import Unread
from nghitrinh.portal.waiting import Waiting, has_release


def _application(root: Path, key: str) -> Portal | Waiting:
    if not has_release(root):  # as `--wait` lets it
        waiting = Waiting(root, key)
        waiting.watch()
        return waiting
    portal = Portal(root, load_public_key(key_for(root, key)))
    portal.releases.watch()
    return portal


application = _application(Path(os.environ[ROOT]), os.environ[KEY])
if (head := multiprocessing.parent_process()) is not None:  # a worker of granian's, which would outlive its killed head
    end_after(head.join)
    if sys.platform == "linux":
        Unread().watch()
