"""Decisions: pages and the form of points."""
