"""Settings of the two sites. Everything comes from the environment, parsed strictly."""
