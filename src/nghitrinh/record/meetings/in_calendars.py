"""What a meeting is in every calendar that we write, the public one and the private ones."""

from datetime import timedelta

PRODUCT = "-//Nghi trinh//Nghi trinh//VI"
# Where the record has no end. Without a length it would be an instant, which some calendars do not show.
UNKNOWN_LENGTH = timedelta(hours=3)
