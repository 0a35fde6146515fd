"""Who is asked to a meeting and answers, who is there from when to when, and whether they are enough."""
