"""Tasks: pages, forms, and lists of them as spreadsheets."""
