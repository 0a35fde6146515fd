"""How a body votes on an item: the question, the rule and who was there as they stood, the counts, the result."""
