"""Documents of the record: the notice of decisions and its extract, as DOCX and tagged PDF from one content."""
