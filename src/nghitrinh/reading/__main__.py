"""`python -m nghitrinh.reading`: the reader without the rest of the program."""

import sys

from nghitrinh.reading.command import main

sys.exit(main())
