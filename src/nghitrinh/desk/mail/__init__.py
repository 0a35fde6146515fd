"""The administrator's page of letters: what waits, what failed and why, without a word of any."""
