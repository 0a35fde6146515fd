"""Organizations, posts, people and users as a workbook: read, looked at, brought in whole or not; and written."""
