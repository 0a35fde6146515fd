"""What a file holds, whatever it is called: its kind by its bytes, its text, its pages as pictures. No Django.

| module | says |
| --- | --- |
| `kinds` | what bytes are, what a name promises, and why a file is not taken (`misfit`) |
| `texts` | the text of a document page by page; runs in a sandbox |
| `pictures` | one page of a PDF as a picture; runs in a sandbox |
"""
