"""The public account of a meeting."""
