"""PostgreSQL, see the package above."""
