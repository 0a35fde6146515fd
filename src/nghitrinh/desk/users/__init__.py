"""The users of the home: who they are, what they may do for whom, and how each comes in."""
