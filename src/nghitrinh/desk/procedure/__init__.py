"""The working rules of a body, and the days on which its jurisdiction does not work."""
