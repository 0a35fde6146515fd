"""Opinions asked for before a sitting, and how each is answered."""
