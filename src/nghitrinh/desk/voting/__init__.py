"""Votes on the desk: the question and its result, one press for a member, the counts of those who count."""
