"""Pages read per second and core, beside trafilatura's bare extraction of the same pages, in one run.

usage: python -m bench.reading DIRECTORY [RUNS]

Reads every .txt in DIRECTORY. Both read the same HTML, made by wrapping the lines of each page in paragraphs; the
reader's grammar alone is timed on the plain text. Prints medians as a Markdown table.
"""

import html
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from nghitrinh.reading import read_bytes, read_text


def wrapped(text: str) -> str:
    """Wrap a page's lines as the paragraphs of an HTML article."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{body}</article></body></html>"


def pages_per_second(read: Callable[[str], object], pages: list[str]) -> float:
    """Read all pages once, in this thread."""
    began = time.perf_counter()
    for page in pages:
        read(page)
    return len(pages) / (time.perf_counter() - began)


def main(folder: Path, runs: int) -> None:
    """Time all ways in turn, run by run, so that what else the machine does touches each alike."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"{folder}: found no .txt file, expected a folder of pages")
    pages = [wrapped(text) for text in texts]
    readers: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "trafilatura, bare extraction": (trafilatura.bare_extraction, pages),
        "nghitrinh read, HTML": (lambda page: read_bytes(page.encode("utf-8"), "page.html"), pages),
        "nghitrinh read, text": (read_text, texts),
    }
    figures: dict[str, list[float]] = {name: [] for name in readers}
    for run in range(runs + 1):
        for name, (read, given) in readers.items():
            speed = pages_per_second(read, given)
            if run:  # the first run fills caches
                figures[name].append(speed)
    show({name: statistics.median(speeds) for name, speeds in figures.items()}, len(texts), runs)


def show(medians: dict[str, float], count: int, runs: int) -> None:
    """Print the table; the ratio is to the first way."""
    peer = next(iter(medians.values()))
    print(f"{count} pages, median of {runs} runs, one core\n\n| | pages/s | ratio |\n| --- | ---: | ---: |")
    for name, speed in medians.items():
        print(f"| {name} | {speed:.0f} | {speed / peer:.2f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
