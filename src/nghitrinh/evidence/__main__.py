"""`python -m nghitrinh.evidence`: the land library without the rest of the program."""

import sys

from nghitrinh.evidence.command import main

sys.exit(main())
