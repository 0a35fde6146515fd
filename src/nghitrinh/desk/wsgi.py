"""The desk for a WSGI server. It does not start while a view lacks its rule or a template is broken."""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghitrinh.settings.base")
application = get_wsgi_application()

from nghitrinh.desk import templating  # noqa: E402 - only after the settings are there
from nghitrinh.desk.kit.access import check_rules  # noqa: E402

if lacking := check_rules():
    raise ImproperlyConfigured("; ".join(error.msg for error in lacking))

templating.load()
# What is loaded by now stays: the collector need not walk it again with every few hundred objects of a page.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
