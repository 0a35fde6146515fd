"""Pages that came in and wait for a person: what was read, what was decided of it, what was changed. No record yet."""
