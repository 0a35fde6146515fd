"""Invitations and who is there: the answers, the seats one can count, the room's screen."""
