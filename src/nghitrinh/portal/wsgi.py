"""The application that the portal's server loads, over the root that the environment names."""

import os
from pathlib import Path

from nghitrinh.bundle import load_public_key
from nghitrinh.portal.application import Portal
from nghitrinh.portal.command import KEY, ROOT

application = Portal(Path(os.environ[ROOT]), load_public_key(Path(os.environ[KEY])))
