"""What can be printed of a meeting: letters of invitation, agenda, the list to sign, slips."""
