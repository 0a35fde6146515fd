"""Meetings, who convenes and attends them, their agenda."""
