"""How many false words the gate stops: `python -m bench.gate.run [COUNT] [SEED] [FOLDER…]` prints a table in Markdown.

The folders are `pages` and `fresh` (pages.py says how they differ); without any, both are taken together.
"""

import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghitrinh.settings.test")
django.setup()

from bench.gate.mutations import mutated, mutated_number  # noqa: E402 - models need settings first
from bench.gate.pages import Page, Phrase, load_pages  # noqa: E402
from nghitrinh.publication.gate.checking import check_text  # noqa: E402


@dataclass
class Score:
    """What was counted: mutations by place and kind, those that passed, false stops, unlinked errors."""

    tried: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false_stops: list[str] = field(default_factory=list)
    pages: int = 0
    unlinked: int = 0
    unlinked_listed: int = 0

    @property
    def rate(self) -> float:
        """Return the share of mutations that were stopped."""
        return sum(self.stopped.values()) / sum(self.tried.values())


def measure(count: int, seed: int, *folders: str) -> Score:
    """Mutate linked and header facts of the pages `count` times, and unlinked numbers a quarter as often."""
    score, chance, pages = Score(), random.Random(seed), load_pages(*folders)  # noqa: S311 - a repeatable draw, no secret
    score.pages = len(pages)
    for page in pages:
        findings, _ = check_text(page.text(), page.known)
        score.false_stops += [f"{page.name}: {each.words!r} / {each.record!r}" for each in findings]
    targets = [(page, phrase) for page in pages for phrase in page.phrases()]
    chance.shuffle(targets)
    for (page, phrase), _ in zip(cycle(targets), range(count), strict=False):
        _try(score, page, phrase, chance)
    for page, _ in zip(cycle(pages), range(count // 4), strict=False):
        _try_unlinked(score, page, chance)
    return score


def _try(score: Score, page: Page, phrase: Phrase, chance: random.Random) -> None:
    text, fact = page.parts[phrase.part], page.facts[phrase.fact]
    changed = mutated(phrase.words, fact, chance)
    findings, _ = check_text(
        page.text(**{phrase.part: text[: phrase.start] + changed + text[phrase.end :]}), page.known
    )
    kind = f"{'linked' if phrase.linked else phrase.part}, {fact.kind}"
    score.tried[kind] += 1
    if findings:
        score.stopped[kind] += 1
    else:
        score.missed.append(f"{page.name}, {kind}: {phrase.words!r} -> {changed!r} ({fact.value})")


def _try_unlinked(score: Score, page: Page, chance: random.Random) -> None:
    changed = mutated_number(page.parts["body"], chance)
    if changed is None:
        return
    _, before = check_text(page.text(), page.known)
    _, after = check_text(page.text(body=changed), page.known)
    score.unlinked += 1
    score.unlinked_listed += bool(set(after) - set(before))


def report(score: Score) -> str:
    """Return the score as a table in Markdown."""
    lines = ["| where, what | mutations | stopped | share |", "| --- | ---: | ---: | ---: |"]
    for kind in sorted(score.tried):
        tried, stopped = score.tried[kind], score.stopped[kind]
        lines.append(f"| {kind} | {tried} | {stopped} | {stopped / tried:.1%} |")
    total = sum(score.tried.values())
    lines.append(f"| **all** | **{total}** | **{sum(score.stopped.values())}** | **{score.rate:.1%}** |")
    lines += ["", f"False stops on {score.pages} unchanged pages: {len(score.false_stops)}."]
    lines.append(
        f"Unlinked numbers changed: {score.unlinked}; {score.unlinked_listed} are shown anew for a tick; "
        "none is stopped by itself."
    )
    return "\n".join(lines)


def main() -> None:
    """Print the table, and what passed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 36
    began = time.perf_counter()
    score = measure(count, seed, *sys.argv[3:])
    print(report(score))
    print(f"\n{count} mutations in {time.perf_counter() - began:.1f} s, seed {seed}.")
    for line in [*score.false_stops, *score.missed]:
        print(f"- {line}")


if __name__ == "__main__":
    main()
