"""Letterheads, registers of documents and series of meetings: pages for administrators and secretaries."""
