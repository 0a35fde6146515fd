"""Walking a site from its first page over everything that its pages lead to: links, sources, forms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import html

# More leads than any site of the tests has that are not alike.
ENDLESS = 5_000


@dataclass(frozen=True)
class Lead:
    """Somewhere a page leads to: an address without its place in the page, asked for or sent to."""

    address: str
    sent: bool = False


@dataclass
class Crawl:
    """What was found: the addresses that answered, and each that did not with the page that leads there.

    `led` has, for each address without its query, those that it leads to.
    """

    visited: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)
    led: dict[str, set[str]] = field(default_factory=dict)

    def presses(self, start: str) -> dict[str, int]:
        """Return after how many presses, from a page on, each address can be reached."""
        found, newest = {start: 0}, {start}
        while newest:
            deeper = max(found.values()) + 1
            newest = {each for here in newest for each in self.led.get(here, ())} - found.keys()
            found |= dict.fromkeys(newest, deeper)
        return found


@lru_cache(maxsize=1)
def parsed(page: str) -> html.HtmlElement:
    """Return a page as a tree; whoever asks after somebody else, of the same page, has it at once."""
    return html.document_fromstring(page)


def _named(tree: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the addresses that a page has, as it writes them, each with whether a form is sent there."""
    for each in tree.xpath("//*[@href or @src or self::form]"):
        yield from ((each.get(name), False) for name in ("href", "src") if each.get(name))
        if each.tag == "form":
            yield each.get("action", ""), each.get("method") == "post"


def leads_of(page: str, here: str) -> Iterator[Lead]:
    """Yield where a page leads to on its own site, as whole paths."""
    if not page:
        return
    for address, sent in _named(parsed(page)):
        parts = urlsplit(urljoin(here, address))
        if not parts.scheme and not parts.netloc:
            query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if value])
            yield Lead(parts.path + (f"?{query}" if query else ""), sent)


def crawl(
    start: str,
    ask: Callable[[Lead], tuple[int, str]],
    *,
    once: Callable[[Lead], object],
    goes_on: Callable[[str], bool],
) -> Crawl:
    """Walk from a page on; `ask` answers with a status and the page's text, which is empty for what is no page.

    Of the leads for which `once` says the same, the first is asked; `goes_on` tells of which pages leads are walked.
    A site whose pages lead to ever new ones fails: it would be walked for ever.
    """
    found, known = Crawl(), {once(Lead(start))}
    waiting = [(Lead(start), "")]
    while waiting:
        lead, led_by = waiting.pop()
        assert len(known) < ENDLESS, f"pages without end, last {lead.address} on {led_by}"
        status, page = ask(lead)
        if status >= 400:
            found.dead.append(f"{'form to ' if lead.sent else ''}{lead.address} on {led_by}: {status}")
            continue
        if not lead.sent:
            found.visited.add(lead.address.partition("?")[0])
        for next_lead in leads_of(page, lead.address) if goes_on(lead.address) else ():
            found.led.setdefault(lead.address.partition("?")[0], set()).add(next_lead.address.partition("?")[0])
            if (name := once(next_lead)) not in known:
                known.add(name)
                waiting.append((next_lead, lead.address))
    return found
