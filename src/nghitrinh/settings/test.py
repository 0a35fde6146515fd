"""Settings of the tests: a home in a temporary folder, quick password hashes, the database of the environment."""

import atexit
import os
import shutil
import tempfile

# Each process that tests at once has a home of its own: xdist's workers do not take over the one that started them.
if "NGHITRINH_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["NGHITRINH_HOME"] = tempfile.mkdtemp(prefix="nghitrinh-test-")
    atexit.register(shutil.rmtree, os.environ["NGHITRINH_HOME"], ignore_errors=True)
os.environ.setdefault("NGHITRINH_SECRET_KEY", "only-for-tests")

from nghitrinh.settings.base import *  # noqa: F403
from nghitrinh.settings.base import DATABASES, HOME

# A busy machine is no fault; what a test holds against the limit, it sets itself.
REQUEST_SECONDS = 600.0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in use: an in-memory database is one connection's and cannot show what concurrent acts do.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # What a test wrote need not outlive a power cut.
    _command = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = _command.replace("synchronous=FULL", "synchronous=OFF")
else:
    # Two checkouts may test at once on one server.
    DATABASES["default"]["TEST"] = {"NAME": f"test_nghitrinh_{os.getpid()}"}
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
# WhiteNoise warns of a missing folder; files themselves are found where they are written.
(HOME / "static").mkdir(parents=True, exist_ok=True)
