"""The journal as a page."""
