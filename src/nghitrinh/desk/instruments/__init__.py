"""Instruments: pages, files and forms."""
