"""The minutes of meetings on the desk."""
