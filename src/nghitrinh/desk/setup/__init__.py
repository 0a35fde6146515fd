"""The setup: how an office begins its own record in the browser, from an empty home."""
