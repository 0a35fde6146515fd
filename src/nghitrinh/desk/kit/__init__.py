"""What the areas of the desk share."""
