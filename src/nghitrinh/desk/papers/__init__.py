"""Papers: pages and forms."""
