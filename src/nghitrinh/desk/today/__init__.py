"""Today and the calendar."""
