"""Organizations and people: what meets or is charged, who holds which post, places, terms, sources."""
