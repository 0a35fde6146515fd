"""The numbered documents that issue decisions."""
