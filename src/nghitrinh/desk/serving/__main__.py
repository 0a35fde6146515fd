"""`python -m nghitrinh.desk.serving HOST PORT PARENT`."""

import sys

from nghitrinh.desk.serving.head import main

sys.exit(main())
