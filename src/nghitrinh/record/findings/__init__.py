"""Findings: what was computed of the workbooks of papers, and what is asked about them first."""
