"""Visits, trips and receptions of the week."""
