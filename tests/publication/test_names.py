"""A name that was corrected or changed is read with the next publication, and the same whether that is full or not."""

from pathlib import Path
from typing import Any

import pytest
from tests.publication.pages.sample import bare
from tests.publication.test_full_and_incremental import _contents, _everything
from tests.record.bodies.test_names import on
from tests.record.instruments.chain import Chain

from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.bodies.models import Body, Organization, Source


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path / "home"
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    return tmp_path


def page(kind: str, identifier: object) -> str:
    path = portal_root() / "current" / "pages" / kind / str(identifier) / "index.html"
    return bare(path.read_text("utf-8"))


def test_a_renamed_body_keeps_the_name_of_the_day_where_something_has_a_day(chain: Chain, home: Path) -> None:
    world, notice = chain.world, chain.released()
    publish(by=None)
    before = page("hoi-nghi", chain.meeting.pk)
    old = Organization.objects.get(pk=world.committee.pk)
    shown = old.short_name or old.name
    assert shown in before
    given = {"name": "Thường trực Hội đồng", "short_name": "", "renamed_on": "2021-10-05"}
    on(world.committee, "organization.rename", world.admin, **given)
    assert publish(by=None).changed
    assert f"{old.name} (nay là Thường trực Hội đồng)" in page("hoi-nghi", chain.meeting.pk)
    own = page("co-quan", world.committee.pk)
    assert "Thường trực Hội đồng</h1>" in own
    assert f"{old.name} (đến trước ngày 5/10/2021)" in own
    assert page("van-ban", notice.pk)
    assert _contents(portal_root() / "current") == _everything(home / "renamed")
    assert not publish(by=None).changed


def test_a_corrected_name_is_read_as_it_should_have_been(chain: Chain, home: Path) -> None:
    world = chain.world
    chain.released()
    publish(by=None)
    on(world.committee, "organization.correct", world.admin, name="Ban Thường vụ đúng", short_name="", reason="Gõ nhầm")
    on(Body.objects.get(), "body.correct", world.admin, name="Tỉnh Đúng", reason="Gõ nhầm")
    on(Source.objects.get(pk=world.source.pk), "source.correct", world.admin, title="Nguồn đúng", reason="Gõ nhầm")
    assert publish(by=None).changed
    shown = page("hoi-nghi", chain.meeting.pk)
    assert "Ban Thường vụ đúng" in shown
    assert "nay là" not in shown
    assert _contents(portal_root() / "current") == _everything(home / "corrected")


def test_posts_and_people_change_nothing_that_is_public(chain: Chain) -> None:
    world = chain.world
    chain.released()
    publish(by=None)
    person = _appointed(chain)
    on(person, "person.correct", world.admin, name="Trần Thị Bình", reason="Gõ nhầm")
    on(world.place, "location.end", world.admin, ends_on="2021-10-01")
    assert not publish(by=None).changed


def _appointed(chain: Chain) -> Any:
    from nghitrinh.record.acts import ACTS  # noqa: PLC0415

    person = ACTS["person.register"](by=chain.world.admin, name="Trần Bình")
    given = {"organization": chain.world.committee.pk, "post": "Ủy viên", "person": person.pk}
    ACTS["membership.appoint"](by=chain.world.secretary, **given)
    return person
