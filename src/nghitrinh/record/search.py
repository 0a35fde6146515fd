"""What search asks: the words of every noun, in tables beside the record that are written with each act.

    visible_entries(user).filter(has_word("cang"), has_word("can"))

Found is a noun whose title or texts have every word of a question, with or without accents, also inside a longer
word. A word has no white space in it, so it lies within one word of the text: it is looked for among the words that
occur, and from these to the nouns. What of a noun is searched, its row in `record.nouns` says, the words of its files
among them (`record.search_files`); why it is kept so, decisions 0021 and 0044. It is derived and never a source of
truth: `renew` makes it anew, `differences` tells what is not as `renew` would make it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from nghitrinh.record.kernel import canonical, guard
from nghitrinh.record.kernel.acts import Act, one_transaction
from nghitrinh.record.kernel.models import INDEX, FileWords, SearchEntry, SearchPlace, SearchWord, User
from nghitrinh.record.nouns import NOUNS, NounRow
from nghitrinh.record.search_files import files_of, nouns_with, words_in
from nghitrinh.vietnamese import fold

# A longer word is kept in pieces that overlap by half: whatever is at most half as long lies within one of them.
_LONGEST = 200
_HALF = _LONGEST // 2
_SOME = 500


def visible_entries(user: User | None) -> QuerySet[SearchEntry]:
    """Return the entries of what a user may see: every search begins here."""
    condition = Q(pk__in=[])
    for row in _searched():
        seen = Exists(row.visible_to(user).order_by().filter(pk=OuterRef("noun")))
        condition |= Q(kind=row.kind) & Q(seen)  # in this order: an entry of another noun is not looked up
    return SearchEntry.objects.filter(condition)


def has_word(word: str) -> Q:
    """Return what finds the entries of nouns that have a word, folded already."""
    condition = Q()
    for start in range(0, len(word), _HALF):
        words = SearchWord.objects.filter(text__contains=word[start : start + _HALF])
        condition &= Q(pk__in=SearchPlace.objects.filter(word__in=words.values("pk")).values("entry"))
    return condition


def follow(act: Act) -> None:
    """Write what an act changed of the nouns that it touched."""
    touched: defaultdict[str, list[str]] = defaultdict(list)
    for name in act.touched:
        kind, _, key = name.partition(":")
        touched[kind].append(key)
    for row in _searched():
        if row.key in touched:
            _write(row, touched[row.key])


def learn(digest: str, text: str) -> None:
    """Let search know what a file says, by the digest of its bytes; nouns that have it already are found by it too."""
    words = words_in(text)
    if FileWords.objects.filter(pk=digest, words=words).exists():
        return
    with one_transaction(), guard.opened("search.learn"):
        FileWords.objects.update_or_create(pk=digest, defaults={"words": words})
        for row, keys in nouns_with(digest):
            if keys:
                _write(row, keys)


def searched_tables() -> list[str]:
    """Return the tables whose rows `renew` goes over."""
    return [row.model._meta.db_table for row in _searched()]


def renew(made: Callable[[int], None] = lambda _: None) -> None:
    """Make everything anew; `made` is told how many more nouns are."""
    with transaction.atomic(), guard.opened("search.renew"):
        for model in reversed(INDEX):
            model._default_manager.all().delete()
        known: dict[str, int] = {}
        for row in _searched():
            for indexed in _anew(row):
                entries = SearchEntry.objects.bulk_create(each.entry for each in indexed)
                _learn({word for each in indexed for word in each.words} - known.keys(), known)
                placed = zip(entries, indexed, strict=True)
                _insert((known[word], entry.pk) for entry, each in placed for word in sorted(each.words))
                made(len(indexed))


def after_migrating(plan: Iterable[tuple[Any, bool]] = (), **_: object) -> None:
    """Make everything anew when tables have changed (a receiver of Django's signal)."""
    if any(True for _step in plan) and FileWords._meta.db_table in connection.introspection.table_names():
        renew()


def differences() -> Iterator[str]:
    """Yield the nouns of which the index says something else than it would say made anew, or which are none."""
    left = {(kind, noun) for kind, noun in SearchEntry.objects.values_list("kind", "noun")}
    for row in _searched():
        for indexed in _anew(row):
            kept = _kept(row, [each.entry.noun for each in indexed])
            for each in indexed:
                left.discard((row.kind, each.entry.noun))
                if kept.get(each.entry.noun) != each.as_kept():
                    yield f"{row.kind}:{each.entry.noun}"
    yield from (f"{kind}:{noun}" for kind, noun in sorted(left))


@dataclass(frozen=True)
class _Indexed:
    """What the index is to say of a noun: its entry, not saved, and its words."""

    entry: SearchEntry
    words: frozenset[str]

    def as_kept(self) -> tuple[object, ...]:
        return (*(getattr(self.entry, name) for name in _COLUMNS), self.words)


_COLUMNS = ("owner", "state", "recorded_at", "title", "digest")


def _searched() -> Iterator[NounRow]:
    return (row for row in NOUNS.values() if row.searched)


def _indexed(row: NounRow, nouns: QuerySet[Any]) -> list[_Indexed]:
    """Return what the index is to say of some nouns."""
    if row.searched is None:
        return []
    texts, files = row.searched.texts(nouns), files_of(row, nouns)
    found = []
    for noun in nouns.prefetch_related(*row.searched.prefetch):
        title = row.searched.title(noun)
        said = [title, str(getattr(noun, "number", "") or ""), *texts.get(noun.pk, ())]
        words = frozenset(_words([*said, *(text for _name, text in files.get(noun.pk, ()))]))
        entry = SearchEntry(
            kind=row.kind,
            noun=noun.pk,
            owner=noun.owner_id,
            state=noun.state,
            recorded_at=noun.recorded_at,
            title=title,
            digest=canonical.digest(" ".join(sorted(words))),
        )
        found.append(_Indexed(entry, words))
    return found


def _words(texts: Iterable[str]) -> Iterator[str]:
    for word in fold(" ".join(texts)).split():
        if len(word) <= _LONGEST:
            yield word
        else:
            yield from (word[start : start + _LONGEST] for start in range(0, len(word) - _HALF, _HALF))


def _anew(row: NounRow) -> Iterator[list[_Indexed]]:
    keys = list(row.model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _SOME):
        yield _indexed(row, row.model._default_manager.filter(pk__in=keys[start : start + _SOME]))


def _kept(row: NounRow, keys: list[UUID]) -> dict[UUID, tuple[object, ...]]:
    entries = {each.pk: each for each in SearchEntry.objects.filter(kind=row.kind, noun__in=keys)}
    words: defaultdict[int, set[str]] = defaultdict(set)
    for entry, word in SearchPlace.objects.filter(entry__in=entries).values_list("entry", "word__text"):
        words[entry].add(word)
    return {each.noun: _Indexed(each, frozenset(words[each.pk])).as_kept() for each in entries.values()}


def _write(row: NounRow, keys: list[str]) -> None:
    kept = {each.noun: each for each in SearchEntry.objects.filter(kind=row.kind, noun__in=keys)}
    for each in _indexed(row, row.model._default_manager.filter(pk__in=keys).order_by()):
        before = kept.get(each.entry.noun)
        if before is not None:
            each.entry.pk = before.pk
        if before is None or any(getattr(before, name) != getattr(each.entry, name) for name in _COLUMNS):
            each.entry.save()
        if before is None or before.digest != each.entry.digest:
            _place(each, is_new=before is None)


def _place(indexed: _Indexed, *, is_new: bool) -> None:
    """Write which words an entry has; a new one has none yet."""
    places = SearchPlace.objects.filter(entry=indexed.entry)
    before = {} if is_new else dict(places.values_list("word__text", "word"))
    gone, new = before.keys() - indexed.words, indexed.words - before.keys()
    for some in _in_parts(sorted(gone)):
        places.filter(word__in=[before[word] for word in some]).delete()
    known: dict[str, int] = {}
    _learn(new, known)
    _insert((known[word], indexed.entry.pk) for word in sorted(new))


def _insert(places: Iterable[tuple[int, int]]) -> None:
    """Write places past the models, which would take a hundred times as long for the many of a whole record."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO record_search_place (word_id, entry_id) VALUES (%s, %s)", list(places))


def _learn(words: Iterable[str], known: dict[str, int]) -> None:
    """Add to what is known the identifiers of some words; those that never occurred get theirs."""
    for some in _in_parts(sorted(words)):
        known.update(_identifiers(some))
        made = SearchWord.objects.bulk_create(SearchWord(text=word) for word in some if word not in known)
        known.update((each.text, each.pk) for each in made)


def _identifiers(words: list[str]) -> dict[str, int]:
    """Return the identifiers of those words that are known, past the models: each noun has other words."""
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT text, id FROM record_search_word WHERE text IN ({places})", words)  # noqa: S608 - places
        return dict(cursor.fetchall())


def _in_parts(words: list[str]) -> Iterator[list[str]]:
    return (words[start : start + _SOME] for start in range(0, len(words), _SOME))
