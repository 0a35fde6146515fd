"""Nghị trình: the record system of a governing body."""
