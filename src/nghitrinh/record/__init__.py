"""The record: nouns, acts, rules, queries and the journal, in rooms that import only from rooms before them."""
