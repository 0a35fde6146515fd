"""Settings of the tests: a home in a temporary folder, quick password hashes, the database of the environment."""

import os
import tempfile

os.environ.setdefault("NGHITRINH_HOME", tempfile.mkdtemp(prefix="nghitrinh-test-"))
os.environ.setdefault("NGHITRINH_SECRET_KEY", "only-for-tests")

from nghitrinh.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
