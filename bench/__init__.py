"""Measurements, run by hand. Figures and the commands that make them are in docs/performance.md."""
