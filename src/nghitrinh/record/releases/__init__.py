"""What was published to the public, and what was withdrawn."""
