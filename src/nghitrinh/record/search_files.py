"""The words of files that search knows, by the digest of their bytes, and the nouns whose files they are.

    files_of(row, papers)    # {paper: [("to-trinh.pdf", "to-trinh.pdf to trinh ve cang can")]}

Whoever may see a noun may read its files, so their words are its words. Reading a file takes seconds and a sandbox, so
no act does it: `record.search.learn` keeps the words when somebody has read it.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.record.kernel.models import FileWords
from nghitrinh.record.nouns import NOUNS, NounRow
from nghitrinh.vietnamese import fold

# Different words of one file. Vietnamese has some 2,500 syllables without their marks: the rest are figures and names.
MOST_WORDS = 5_000
Files = dict[UUID, list[tuple[str, str]]]


def words_in(text: str) -> str:
    """Return the different words of a text, folded, in the order in which they come first, at most `MOST_WORDS`."""
    return " ".join(islice(dict.fromkeys(fold(text).split()), MOST_WORDS))


def nouns_with(digest: str) -> Iterator[tuple[NounRow, list[str]]]:
    """Yield of each row the keys of the nouns that have a file of these bytes."""
    for row in NOUNS.values():
        if row.searched and (files := row.searched.files):
            found = files.all().filter(digest=digest).values_list(files.noun, flat=True)
            yield row, [str(key) for key in found]


def files_of(row: NounRow, nouns: QuerySet[Any]) -> Files:
    """Return the files of some nouns, each by its name with its words, as far as they are known; its name is one."""
    found: Files = defaultdict(list)
    files = row.searched.files if row.searched else None
    if files is None:
        return found
    theirs = files.all().filter(**{f"{files.noun}__in": nouns.order_by()})
    named = list(theirs.values_list(files.noun, "name", "digest"))
    known = dict(FileWords.objects.filter(pk__in={digest for *_, digest in named}).values_list("pk", "words"))
    for noun, name, digest in named:
        found[noun].append((name, f"{fold(name)} {known.get(digest, '')}"))
    return found


def digests() -> list[str]:
    """Return the digest of every file whose words search reads."""
    rows = [row.searched.files for row in NOUNS.values() if row.searched and row.searched.files]
    return sorted({digest for files in rows for digest in files.all().values_list("digest", flat=True)})


def unread() -> list[str]:
    """Return the digests of those whose words are not known yet."""
    known = set(FileWords.objects.values_list("pk", flat=True))
    return [digest for digest in digests() if digest not in known]
