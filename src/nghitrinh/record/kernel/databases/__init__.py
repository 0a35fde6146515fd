"""SQLite and PostgreSQL as Django drives them, but that a query of a known shape is not turned into SQL again."""
