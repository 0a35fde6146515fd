"""What crossed to the public, and what was withdrawn."""
