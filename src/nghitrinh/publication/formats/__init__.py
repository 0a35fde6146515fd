"""The formats in which a release is published: each module writes rows, or addresses, as one of them."""
