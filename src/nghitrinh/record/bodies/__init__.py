"""Jurisdictions, terms, organizations and their succession, persons, places, sources, grants."""
