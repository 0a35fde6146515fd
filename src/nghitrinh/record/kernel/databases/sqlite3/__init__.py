"""SQLite, see the package above."""
