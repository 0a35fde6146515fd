"""Pages that come in: review, forms."""
