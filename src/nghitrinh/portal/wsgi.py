"""The application that the portal's server loads in each worker, over the root that the environment names."""

import multiprocessing
import os
import sys
from pathlib import Path

from nghitrinh.bundle import load_public_key
from nghitrinh.portal.application import Portal
from nghitrinh.portal.command import KEY, ROOT, end_after
from nghitrinh.portal.unread import Unread

application = Portal(Path(os.environ[ROOT]), load_public_key(Path(os.environ[KEY])))
application.releases.watch()
if (head := multiprocessing.parent_process()) is not None:  # a worker of granian's, which would outlive its killed head
    end_after(head.join)
    if sys.platform == "linux":
        Unread().watch()
