"""Conditional and ranged requests, section by section of RFC 9110."""

import gzip

import brotli
import pytest
from tests.portal.test_portal import PAGES, PDF, get

from nghitrinh.bundle.manifest import digest_of
from nghitrinh.portal.application import Portal
from nghitrinh.portal.conditions import encoding_for

FILE = f"/tep/{digest_of(PDF)}/thông báo.pdf"
PAGE = PAGES["index.html"]
OFFERED = ["br", "gzip"]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (None, ""),
        ("", ""),
        ("br", "br"),
        ("gzip", "gzip"),
        ("GZip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip; q=0.2 , br; q=0.1", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip;q=0", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("*;q=0.5, gzip", "gzip"),
        ("deflate", ""),
        ("brotli", ""),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("*;q=0, identity", ""),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, identity;q=0", None),
        ("identity;q=0, *;q=0.1", "br"),
    ],
)
def test_the_encoding_is_the_one_liked_best(header: str | None, encoding: str | None) -> None:
    """12.5.3: weights, `*`, `identity`; what is not named is refused, but the content as it is."""
    assert encoding_for(header, OFFERED) == encoding


def test_what_has_no_compressed_copy_comes_as_it_is_or_not_at_all() -> None:
    assert (encoding_for("gzip, br", []), encoding_for("identity;q=0", [])) == ("", None)


def test_an_encoding_that_cannot_be_had_is_answered_406(portal: Portal) -> None:
    status, head, _ = get(portal, "/", HTTP_ACCEPT_ENCODING="identity;q=0")
    assert (status, head["Vary"]) == (406, "Accept-Encoding")
    assert get(portal, "/", HTTP_ACCEPT_ENCODING="*;q=0", method="HEAD")[2] == b""


def test_each_encoding_has_its_own_tag_and_every_answer_says_what_it_varies_by(portal: Portal) -> None:
    heads = [get(portal, "/", HTTP_ACCEPT_ENCODING=each)[1] for each in ("", "gzip", "br")]
    assert len({head["ETag"] for head in heads}) == 3
    assert {head["Vary"] for head in heads} == {"Accept-Encoding"}
    assert get(portal, "/", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=heads[2]["ETag"])[0] == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"other", {tag}', 304),
        ('W/"a,b", "c" , W/{tag}', 304),
        ("*", 304),
        ('"other"', 200),
        ('"x{bare}"', 200),
        ('"{bare}x"', 200),
        ('"{bare}-gzip"', 200),
    ],
)
@pytest.mark.parametrize("path", ["/", FILE])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_if_none_match(portal: Portal, path: str, method: str, header: str, status: int) -> None:
    """13.1.2: lists, `*`, and weak comparison; a tag is compared whole."""
    whole = get(portal, path)[1]
    asked = header.format(tag=whole["ETag"], bare=whole["ETag"].strip('"'))
    found, head, content = get(portal, path, method=method, HTTP_IF_NONE_MATCH=asked)
    assert found == status
    if status == 304:  # 15.4.5: what a cache needs to know, and nothing of a content that is not there (8.6)
        assert content == b""
        assert {"Content-Length", "Content-Type", "Content-Encoding"}.isdisjoint(head)
        names = ("ETag", "Cache-Control", "Vary")
        assert {name: head[name] for name in names if name in head} == {
            name: whole[name] for name in names if name in whole
        }


@pytest.mark.parametrize(
    ("header", "status"),
    [("{tag}", 200), ("*", 200), ('"a", {tag}', 200), ("W/{tag}", 412), ('"a"', 412), ('"a", "b"', 412)],
)
def test_if_match(portal: Portal, header: str, status: int) -> None:
    """13.1.1: strong comparison; nothing but the answer's own tag lets it through."""
    asked = header.format(tag=get(portal, FILE)[1]["ETag"])
    assert get(portal, FILE, HTTP_IF_MATCH=asked)[0] == status
    assert get(portal, FILE, method="HEAD", HTTP_IF_MATCH=asked)[2] == b""


def test_if_match_is_asked_before_if_none_match(portal: Portal) -> None:
    """13.2.2: the order of the conditions."""
    tag = get(portal, "/")[1]["ETag"]
    assert get(portal, "/", HTTP_IF_MATCH='"a"', HTTP_IF_NONE_MATCH=tag)[0] == 412
    assert get(portal, "/", HTTP_IF_MATCH=tag, HTTP_IF_NONE_MATCH=tag)[0] == 304


@pytest.mark.parametrize("day", ["Fri, 01 Jan 2100 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"])
def test_conditions_on_days_are_ignored_where_a_page_has_none(portal: Portal, day: str) -> None:
    """13.1.3, 13.1.4: MUST ignore without a day of change; and If-None-Match comes before it in any case."""
    status, head, content = get(portal, "/", HTTP_IF_MODIFIED_SINCE=day, HTTP_IF_UNMODIFIED_SINCE=day)
    assert (status, content, "Last-Modified" in head) == (200, PAGE, False)
    assert get(portal, "/", HTTP_IF_MODIFIED_SINCE=day, HTTP_IF_NONE_MATCH='"a"')[0] == 200
    assert get(portal, "/", HTTP_IF_MODIFIED_SINCE=day, HTTP_IF_NONE_MATCH="*")[0] == 304


@pytest.mark.parametrize("path", ["/bai-viet/da-rut/", "/khong-co/", "/tra-cuu", "/suc-khoe"])
def test_conditions_count_only_where_the_answer_would_be_200(portal: Portal, path: str) -> None:
    """13.2.1: a request that is answered otherwise without them is answered so with them."""
    plain = get(portal, path)[0]
    assert get(portal, path, HTTP_IF_NONE_MATCH="*", HTTP_IF_MATCH='"a"', HTTP_RANGE="bytes=0-1")[0] == plain


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-3", 0, 4),
        ("bytes=4-", 4, None),
        ("bytes=-5", -5, None),
        ("bytes=0-999999", 0, None),
        ("bytes=-999999", 0, None),
        ("Bytes=1-1", 1, 2),
    ],
)
def test_one_range_is_a_part(portal: Portal, header: str, start: int, end: int | None) -> None:
    """14.1.2, 15.3.7: the part, where it stands, and how long the whole is."""
    status, head, content = get(portal, FILE, HTTP_RANGE=header)
    first = start if start >= 0 else len(PDF) + start
    part = PDF[start:end]
    assert (status, content, head["Content-Length"]) == (206, part, str(len(part)))
    assert head["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(PDF)}"
    assert (head["ETag"], head["Content-Type"]) == (get(portal, FILE)[1]["ETag"], "application/pdf")
    assert get(portal, FILE)[2] == PDF


@pytest.mark.parametrize("header", ["bytes=0-1,4-5", "bytes=abc", "bytes=3-1", "lines=0-1", "0-1", "bytes=", "bytes=1"])
def test_several_ranges_and_what_is_none_are_answered_whole(portal: Portal, header: str) -> None:
    """14.2: a server MAY ignore Range, and ignores what it cannot read."""
    status, head, content = get(portal, FILE, HTTP_RANGE=header)
    assert (status, content, "Content-Range" in head) == (200, PDF, False)


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000"])
def test_a_range_beyond_the_end_is_answered_416(portal: Portal, header: str) -> None:
    """15.5.17: with the length that would have been."""
    status, head, _ = get(portal, FILE, HTTP_RANGE=header)
    assert (status, head["Content-Range"]) == (416, f"bytes */{len(PDF)}")


def test_a_range_is_one_of_the_encoded_page_and_leaves_the_next_answer_whole(portal: Portal) -> None:
    for encoding, opened in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        whole = get(portal, "/", HTTP_ACCEPT_ENCODING=encoding)[2]
        status, head, part = get(portal, "/", HTTP_ACCEPT_ENCODING=encoding, HTTP_RANGE="bytes=2-")
        assert (status, head["Content-Encoding"], part) == (206, encoding, whole[2:])
        assert opened(get(portal, "/", HTTP_ACCEPT_ENCODING=encoding)[2]) == PAGE


@pytest.mark.parametrize(
    ("header", "status"),
    [("{tag}", 206), ("W/{tag}", 200), ('"a"', 200), ("Fri, 01 Jan 2100 00:00:00 GMT", 200), ("", 200)],
)
def test_if_range(portal: Portal, header: str, status: int) -> None:
    """13.1.5: a part only of what the client has the rest of, by strong comparison."""
    asked = header.format(tag=get(portal, FILE)[1]["ETag"])
    assert get(portal, FILE, HTTP_RANGE="bytes=0-3", HTTP_IF_RANGE=asked)[0] == status


def test_if_none_match_comes_before_a_range_and_head_has_no_ranges(portal: Portal) -> None:
    tag = get(portal, FILE)[1]["ETag"]
    assert get(portal, FILE, HTTP_RANGE="bytes=0-3", HTTP_IF_NONE_MATCH=tag)[0] == 304
    status, head, content = get(portal, FILE, method="HEAD", HTTP_RANGE="bytes=0-3")
    assert (status, head["Content-Length"], content) == (200, str(len(PDF)), b"")


@pytest.mark.parametrize("path", ["/", FILE, "/khong-co/", "/api/", "/tra-cuu/", "/tra-cuu"])
def test_head_says_what_get_says_and_sends_nothing(portal: Portal, path: str) -> None:
    """9.3.2."""
    status, head, _ = get(portal, path)
    assert get(portal, path, method="HEAD") == (status, head, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("path", ["/", FILE, "/tra-cuu/"])
def test_another_method_is_told_which_there_are(portal: Portal, path: str, method: str) -> None:
    """15.5.6."""
    status, head, _ = get(portal, path, method=method, HTTP_IF_NONE_MATCH="*")
    assert (status, head["Allow"]) == (405, "GET, HEAD")
