"""Conditional and ranged requests by RFC 9110: what a request asks of an answer before the answer is sent.

Werkzeug reads the headers; the order of the conditions (section 13.2.2) and what is answered are here. Pages carry no
day of change, so conditions on dates are ignored, as 13.1.3 and 13.1.4 ask. Several ranges are answered whole (14.2).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags, parse_range_header

from nghitrinh.portal.answers import Answer

_KEPT_ON_304 = ("ETag", "Cache-Control", "Vary", "Content-Location", "Expires")
_NO_ENCODING = "identity"


def encoding_for(header: str | None, offered: list[str]) -> str | None:
    """Return the encoding that a client likes best of those offered, the first of equals; "" is none at all.

    None where the client refuses all of them, and the content as it is as well (12.5.3).
    """
    if header is None:
        return ""
    named = {name.lower().removeprefix("x-"): quality for name, quality in parse_accept_header(header, Accept)}
    rest = named.get("*", 0)
    liked = {encoding: named.get(encoding, rest) for encoding in offered}
    best = max(offered, key=lambda encoding: liked[encoding], default="")
    plain = named.get(_NO_ENCODING, 0 if named.get("*") == 0 else None)  # not named: taken, but liked least
    if best and liked[best] > 0 and liked[best] >= (plain or 0):
        return best
    return None if plain == 0 else ""


def conditioned(answer: Answer, environ: Mapping[str, Any]) -> Answer:
    """Return what is sent of an answer to GET or HEAD: the answer, 206, 304, 412 or 416."""
    tag = dict(answer.headers).get("ETag")
    if answer.status != 200 or tag is None:
        return answer
    name = tag.strip('"')
    if "HTTP_IF_MATCH" in environ and not _names(environ["HTTP_IF_MATCH"], name, weak=False):
        return Answer(412, "text/plain; charset=utf-8", b"412\n", _kept(answer))
    if "HTTP_IF_NONE_MATCH" in environ and _names(environ["HTTP_IF_NONE_MATCH"], name, weak=True):
        return Answer(304, headers=_kept(answer))
    if "HTTP_RANGE" in environ and environ["REQUEST_METHOD"] == "GET" and environ.get("HTTP_IF_RANGE", tag) == tag:
        return _ranged(answer, environ["HTTP_RANGE"])
    return answer


def _names(header: str, name: str, *, weak: bool) -> bool:
    tags = parse_etags(header)
    return tags.star_tag or (tags.contains_weak(name) if weak else tags.contains(name))


def _kept(answer: Answer) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in answer.headers if name in _KEPT_ON_304)


def _ranged(answer: Answer, header: str) -> Answer:
    """Return the one range asked for (14.2); what is no range, or several, is answered whole."""
    asked, size = parse_range_header(header), answer.size
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return answer
    first, stop = asked.ranges[0]
    start, end = max(0, size + first) if first < 0 else first, min(stop or size, size)
    if start >= size:
        headers = (*_kept(answer), ("Content-Range", f"bytes */{size}"))
        return Answer(416, "text/plain; charset=utf-8", b"416\n", headers)
    headers = (*answer.headers, ("Content-Range", f"bytes {start}-{end - 1}/{size}"))
    return replace(answer.between(start, end), status=206, headers=headers, is_for_all=False)
