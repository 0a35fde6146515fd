"""A meeting is called by one name wherever it is shown: its title, which has the number that the record gave it."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "nghitrinh"
# Where the bare name is read, each with its reason.
BARE = {
    "record/meetings/titles.py": "makes the title of it",
    "record/meetings/models.py": "a convening is called by the meeting and the number that its own body gave it",
    "record/minutes/facts.py": "kept with its number apart: the heading of minutes says both in its own order",
    "record/articles/facts.py": "the words that an article may take numbers from, compared and not shown",
    "intake/task_list/references.py": "a list that was taken along before is known again by this text",
    "publication/pages/words.py": "makes the portal's title and label of a public row",
}


def test_nothing_shows_a_meeting_by_its_bare_name() -> None:
    found = {
        str(file.relative_to(SOURCE))
        for file in sorted(SOURCE.rglob("*"))
        if file.suffix in (".py", ".html", ".txt", ".xml") and re.search(r"\bmeeting\.name\b", file.read_text())
    }
    assert found == set(BARE)
