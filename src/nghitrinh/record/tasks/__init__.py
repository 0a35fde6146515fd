"""What a point charges whom with, and what became of it."""
