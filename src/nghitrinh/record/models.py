"""Every model of the record, for Django's registry."""

from nghitrinh.record.articles.models import *  # noqa: F403
from nghitrinh.record.bodies.models import *  # noqa: F403
from nghitrinh.record.decisions.models import *  # noqa: F403
from nghitrinh.record.instruments.models import *  # noqa: F403
from nghitrinh.record.intakes.models import *  # noqa: F403
from nghitrinh.record.kernel.models import *  # noqa: F403
from nghitrinh.record.meetings.models import *  # noqa: F403
from nghitrinh.record.papers.models import *  # noqa: F403
from nghitrinh.record.releases.models import *  # noqa: F403
from nghitrinh.record.tasks.models import *  # noqa: F403
