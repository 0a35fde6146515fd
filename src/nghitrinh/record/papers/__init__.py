"""What is submitted to a meeting, in versions."""
