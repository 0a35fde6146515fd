"""Findings: the check of the workbooks of papers, its pages and its process."""
