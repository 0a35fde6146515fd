"""Opinions: rounds, answering, and the response matrix."""
