"""The desk's forms, one module an area."""
