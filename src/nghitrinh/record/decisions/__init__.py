"""What was concluded, in points with outcomes, figures and charges."""
