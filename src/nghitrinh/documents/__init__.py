"""Documents of the record: the notice of conclusions and its extract, as DOCX and tagged PDF from one content."""
