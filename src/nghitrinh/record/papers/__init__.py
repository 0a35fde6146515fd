"""What is laid before a meeting, in versions."""
