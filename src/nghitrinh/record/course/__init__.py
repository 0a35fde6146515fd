"""The course of a meeting: which item is heard from when to when, who speaks and who waits to, what was noted of it."""
