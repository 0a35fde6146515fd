"""Every kind of content has words for people: a name that all languages have, or one of each."""

import pytest
from django.utils import translation

from nghitrinh.contents.kinds import Kind
from nghitrinh.record.papers.kind_words import kind_words


@pytest.mark.parametrize("kind", ["", *Kind])
def test_a_kind_is_called_by_a_name_or_in_the_readers_language(kind: str) -> None:
    said = []
    for language in ("vi", "en"):
        with translation.override(language):
            said.append(str(kind_words(kind)))
    is_a_name = kind[:1].isupper() or kind[:1].isdigit()
    if is_a_name and kind not in ("HTML",):
        assert said == [kind, kind]
    else:
        assert said[0] != said[1]
        assert kind not in said
