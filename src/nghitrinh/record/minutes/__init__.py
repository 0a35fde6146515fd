"""The minutes of meetings: what the record knows of a sitting, with the secretary's words between."""
