"""How long two versions take to compare: 100,000 words each, as people change them and as nobody does.

    .venv/bin/python bench/comparing.py [--words 100000] [--rounds 3]

Each line is one pair of texts: the processor's time of the best round, and whether some paragraphs were too
different for words.
"""

import argparse
import random
import time
from collections.abc import Iterator

from nghitrinh.contents.differences import compare

_FIRST = "b c d đ g h kh l m n ng nh ph t th tr v x".split()  # noqa: SIM905 - read as words
_LAST = "a an ang anh ao âm ân ây ê ết ia inh iêu o oa ôn ông ơi u ung uyên ư ương ước".split()  # noqa: SIM905
_SYLLABLES = [first + last for first in _FIRST for last in _LAST]


def prose(words: int, seed: int, *, paragraph: int = 80, of: int | None = None) -> list[list[str]]:
    """Return paragraphs of made-up words."""
    choose = random.Random(seed)  # noqa: S311 - not for secrets
    vocabulary = _SYLLABLES[:of]
    return [choose.choices(vocabulary, k=paragraph) for _ in range(words // paragraph)]


def text(paragraphs: list[list[str]]) -> str:
    """Return the paragraphs as one text."""
    return "\n".join(" ".join(each) + "." for each in paragraphs)


def changed(paragraphs: list[list[str]], seed: int, *, every: int) -> list[list[str]]:
    """Return the paragraphs with about one word in `every` changed, added or struck."""
    choose = random.Random(seed)  # noqa: S311 - not for secrets
    kept = []
    for each in paragraphs:
        words: list[str] = []
        for word in each:
            step = choose.randrange(every * 3)
            words += [] if step == 0 else [word, "mới"] if step == 1 else ["sửa"] if step == 2 else [word]
        kept.append(words)
    return kept


def pairs(words: int) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each pair and its two texts."""
    base = prose(words, 1)
    some = [*base[:10], *changed(base[10:20], 2, every=10), *base[21:]]
    yield "ten paragraphs changed", text(base), text(some)
    yield "every 100th word changed", text(base), text(changed(base, 3, every=100))
    yield "every 10th word changed", text(base), text(changed(base, 4, every=10))
    yield "paragraphs in another order", text(base), text(random.Random(5).sample(base, len(base)))  # noqa: S311
    yield "all different", text(base), text(prose(words, 6))
    yield "no word shared", "a " * words, "b " * words
    yield "all words equal", "và " * words, "và " * (words - 7)
    yield "all paragraphs equal", "và\n" * words, "và\n" * (words - 7) + "hết"
    one = prose(words, 7, paragraph=words)
    yield "one giant paragraph", text(one), text(changed(one, 8, every=50))
    yield "one giant paragraph, another", text(one), text(prose(words, 9, paragraph=words))
    few = prose(words, 10, of=5)
    yield "five words repeated", text(few), text(changed(few, 11, every=20))
    two = prose(words, 12, paragraph=words, of=2)
    yield "two words, one paragraph", text(two), text(changed(two, 13, every=20))
    yield "a line a word", text(prose(words, 14, paragraph=1)), text(prose(words, 15, paragraph=1))
    yield "a word and its mirror", "a b " * (words // 2), "b a " * (words // 2)


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(
        f"{given.words:,} words each.\n\n"
        "| texts | seconds | runs | by paragraphs in part |\n| --- | ---: | ---: | --- |"
    )
    for name, old, new in pairs(given.words):
        seconds = []
        for _ in range(given.rounds):
            begun = time.process_time()
            found = compare(old, new)
            seconds.append(time.process_time() - begun)
        print(f"| {name} | {min(seconds):.2f} | {len(found.words):,} | {'yes' if found.whole else ''} |", flush=True)


if __name__ == "__main__":
    main()
