"""Benches of the evidence libraries."""
