"""Where the portal stands is a thing of the record: no shell in which somebody publishes can sign another address."""

from pathlib import Path
from typing import Any

import pytest
from tests.record.instruments.chain import Chain
from tests.refused import refusing

from nghitrinh.bundle import open_bundle
from nghitrinh.bundle.schema import Site
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.site import portal_link
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale
from nghitrinh.record.releases.models import Portal

HERE, THERE = "https://nghitrinh.example", "https://khac.example"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, on a day on which the task is not yet due."""
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")


def signed_address() -> str:
    bundle = open_bundle(portal_root())
    try:
        return next(bundle.rows(Site)).address
    finally:
        bundle.close()


def published_texts() -> bytes:
    root = (portal_root() / "current" / "pages").rglob("*")
    return b"".join(path.read_bytes() for path in root if path.suffix in (".html", ".atom", ".ics", ".xml", ".txt"))


def test_an_address_is_kept_by_the_first_publication_and_no_shell_signs_another(chain: Chain, settings: Any) -> None:
    by = chain.world.secretary
    settings.SERVED_PORTAL = "http://127.0.0.1:8001/"
    assert publish(by=by).remark == ""
    assert signed_address() == ""
    assert [each for each in (b"127.0.0.1", b"localhost") if each in published_texts()] == []
    assert portal_link() == "http://127.0.0.1:8001/"
    settings.PORTAL_ADDRESS = f"{HERE}/"
    first = publish(by=by)
    assert (first.changed, first.remark) == (True, f"the portal's address is {HERE} from now on")
    for given in ("", f"{HERE}/", f"{THERE}/"):
        settings.PORTAL_ADDRESS = given
        again = publish(by=by)
        assert (again.changed, signed_address()) == (False, HERE)
        assert (THERE in again.remark) is (given == f"{THERE}/")
        assert again.remark in again.summary()
    assert portal_link() == HERE


def test_an_administrator_moves_the_portal_and_every_page_says_so(chain: Chain) -> None:
    by = chain.world.secretary
    publish(by=by)
    with pytest.raises(NotAllowed):
        ACTS["portal.describe"](by=by, address=HERE)
    ACTS["portal.describe"](by=chain.world.admin, address=f"{HERE}/", licence="CC BY 4.0")
    assert publish(by=by).changed
    assert signed_address() == HERE
    assert f"{HERE}/".encode() in published_texts()
    assert Portal.objects.count() == 1


def test_what_is_said_of_the_portal_is_changed_by_who_saw_it(chain: Chain) -> None:
    by = chain.world.admin
    said = ACTS["portal.describe"](by=by, address=HERE)
    for who in (by, None):
        with refusing(Contradiction, "portal_described"):
            ACTS["portal.describe"](by=who, address=THERE)
    ACTS["portal.change"](by=by, portal=said.pk, edit=said.edit, licence="CC BY 4.0")
    with pytest.raises(Stale):
        ACTS["portal.change"](by=by, portal=said.pk, edit=said.edit, licence="ODbL")
    assert (Portal.objects.get().address, Portal.objects.get().licence) == (HERE, "CC BY 4.0")


def test_the_program_gives_an_address_to_a_portal_that_has_a_licence_alone(chain: Chain, settings: Any) -> None:
    ACTS["portal.describe"](by=chain.world.admin, licence="CC BY 4.0")
    settings.PORTAL_ADDRESS = f"{HERE}/"
    publish(by=chain.world.secretary)
    assert (Portal.objects.get().address, Portal.objects.get().licence) == (HERE, "CC BY 4.0")


LOCAL = ["http://127.0.0.1:8001", "http://localhost/", "http://cong.localhost./", "http://[::1]/", "http://0.0.0.0/"]
MORE = [f"{HERE}/cong", f"{HERE}/?a", f"{HERE}/#a", "https://an:b@nghitrinh.example/"]


@pytest.mark.parametrize("address", [*LOCAL, *MORE])
def test_what_nobody_outside_can_open_is_no_address_of_the_portal(chain: Chain, settings: Any, address: str) -> None:
    with refusing(BadInput, "not_a_portal_address"):
        ACTS["portal.describe"](by=chain.world.admin, address=address)
    settings.PORTAL_ADDRESS = f"{address.rstrip('/')}/"
    assert "the portal has no address" in publish(by=chain.world.secretary).remark
    assert signed_address() == ""
    assert address.encode() not in published_texts()


@pytest.mark.parametrize(
    "address", ["nghitrinh.example", "ftp://nghitrinh.example/", "https://", "https://a b/", 'https://a"b/']
)
def test_what_is_no_address_is_refused(chain: Chain, address: str) -> None:
    with refusing(BadInput, "not_a_web_address") as found:
        ACTS["portal.describe"](by=chain.world.admin, address=address)
    assert found.value.field == "address"
