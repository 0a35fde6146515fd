"""Whatever people write where text is free, everything is published, and no page is broken by it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Model, TextField
from lxml import etree
from tests.publication.test_allowlist import OF_THE_JOURNAL
from tests.record.instruments.chain import Chain

from nghitrinh.publication.allowlist import ALLOWED
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.kernel import guard

# What is not free text: the record makes it (numbers, states, digests), or acts take only a form of it.
MADE = {
    "source.digest",
    "articlerevision.image",
    "articlerevision.links",
    "publication.subject_id",
    "publication.subject_kind",
} | OF_THE_JOURNAL
ODD = (
    "31/7/2021",
    "<b>\"&'</b>",
    "## [[x|y]] {{ 1 }} {% if %}",
    "tháng 7 \u202e năm nay \u200b",
    "𝒳 \U0001f600 ä",
    "thu\x0b44\x01 tỷ\ufffe",
)


def free_fields() -> Iterator[tuple[type[Model], str]]:
    """Yield every published field of the record in which people write as they like."""
    listed = {name for public_row in ALLOWED for column in public_row.columns for name in column.fields} - MADE
    for name in sorted(listed):
        noun, _, attribute = name.partition(".")
        model = apps.get_model("record", noun)
        field = model._meta.get_field(attribute.removesuffix("_id"))
        if isinstance(field, CharField | TextField) and not field.choices:
            yield model, attribute


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_published(chain: Chain, odd: str) -> None:
    chain.released()
    filled = set()
    with guard.opened("a hand in the database"):
        for model, attribute in free_fields():
            longest: Any = model._meta.get_field(attribute).max_length
            if model._default_manager.update(**{attribute: odd[:longest]}):
                filled.add(f"{model._meta.model_name}.{attribute}")
    assert {"figure.as_of", "task.due_text", "point.text", "meeting.place", "organization.name"} <= filled
    assert publish(by=chain.world.secretary).changed
    pages = [path.read_text("utf-8") for path in (portal_root() / "current" / "pages").rglob("*.html")]
    assert len(pages) > 10
    assert not any('<b>"&' in page for page in pages)
    feeds = [path for path in (portal_root() / "current" / "pages").rglob("*") if path.suffix in (".atom", ".xml")]
    assert feeds
    for feed in feeds:
        etree.parse(feed)  # raises for what is no XML
