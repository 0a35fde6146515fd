"""The steps of a publication, at each of which the tests interrupt it."""

WRITING = ("begun", "databases", "pages", "files", "signed", "verified", "placed", "switched", "forgotten", "spared")
PUBLISHING = (*WRITING, "written", "sealed")
