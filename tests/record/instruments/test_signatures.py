"""Who signs by which right: what each form has, who may, and whose name stands below."""

from datetime import date
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World, make_world

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import Instrument, Letterhead, PaperForm
from nghitrinh.record.instruments.signatures import authority_lines
from nghitrinh.record.kernel.errors import ActError

STATE = Heading(PaperForm.STATE, (), ("Ủy ban nhân dân",), "Tân Lập", "UBND", "Ủy ban nhân dân", "Chủ tịch")
ONE_HEAD = Heading(PaperForm.STATE, (), ("Sở Nội vụ",), "Hải Dương", "SNV", "", "Giám đốc")
PARTY = Heading(PaperForm.PARTY, ("Tỉnh ủy",), ("Ban Thường vụ",), "Hải Dương", "TU", "Ban Thường vụ", "Bí thư")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def holder(world: World, post: str, name: str = "", of: Organization | None = None, **given: Any) -> Membership:
    person = bodies.register_person(by=world.admin, name=name).pk if name else None
    given |= {"organization": (of or world.committee).pk, "post": post, "person": person}
    return bodies.appoint(by=world.secretary, **given)


@pytest.mark.parametrize(
    ("heading", "signing", "post", "lines"),
    [
        (STATE, "tm", "Chủ tịch", ("TM. Ủy ban nhân dân",)),
        (STATE, "", "Chủ tịch", ("TM. Ủy ban nhân dân",)),
        (STATE, "kt", "Phó Chủ tịch", ("TM. Ủy ban nhân dân", "KT. Chủ tịch")),
        (STATE, "", "Phó Chủ tịch Thường trực", ("TM. Ủy ban nhân dân", "KT. Chủ tịch")),
        (STATE, "tl", "Chánh Văn phòng", ("TL. Chủ tịch",)),
        (STATE, "tuq", "Chánh Văn phòng", ("TUQ. Chủ tịch",)),
        (STATE, "own", "Chủ tịch", ()),
        (ONE_HEAD, "", "Giám đốc", ()),
        (ONE_HEAD, "", "Phó Giám đốc", ("KT. Giám đốc",)),
        (PARTY, "", "Phó Bí thư", ("T/M Ban Thường vụ",)),
        (PARTY, "tl", "Chánh Văn phòng", ("T/L Ban Thường vụ",)),
    ],
)
def test_the_lines_above_the_post(heading: Heading, signing: str, post: str, lines: tuple[str, ...]) -> None:
    assert authority_lines(heading, signing, post) == lines


def test_the_name_of_who_holds_the_post_is_kept_with_the_signature(chain: Chain) -> None:
    membership = holder(chain.world, "Phó Bí thư Tỉnh ủy", "Nguyễn Văn An")
    issued = chain.issued(signer="", membership=membership.pk)
    assert (issued.signing, issued.signer, issued.signer_name) == ("tm", "Phó Bí thư", "Nguyễn Văn An")
    assert Instrument.objects.get(pk=issued.pk).signer_name == "Nguyễn Văn An"


def refused(chain: Chain, **given: Any) -> tuple[str, str]:
    with pytest.raises(ActError) as error:
        chain.instrument(**given)
    return error.value.code, error.value.field


def test_the_party_signs_for_nobody_in_a_committee(chain: Chain) -> None:
    assert refused(chain, signer="Phó Bí thư", signing="kt") == ("signing_not_of_form", "signing")
    assert refused(chain, signer="Chánh Văn phòng", signing="tuq") == ("signing_not_of_form", "signing")


def of_the_state(world: World) -> None:
    acts.set_letterhead(
        by=world.secretary,
        organization=world.committee.pk,
        form="state",
        name="Ủy ban nhân dân",
        place="Tân Lập",
        in_name_of="Ủy ban nhân dân",
        head="Chủ tịch",
    )


def one_head(world: World) -> None:
    given = {"form": "state", "name": "Sở Nội vụ", "place": "Hải Dương", "head": "Giám đốc"}
    letterhead = Letterhead.objects.get(organization=world.committee.pk)
    acts.revise_letterhead(by=world.secretary, letterhead=letterhead.pk, edit=letterhead.edit, **given)


def test_a_deputy_of_a_state_body_signs_in_the_heads_place_and_nobody_else_does(chain: Chain) -> None:
    of_the_state(chain.world)
    assert refused(chain, signer="Phó Chủ tịch", signing="tm") == ("deputy_signs_for_head", "signing")
    assert refused(chain, signer="Chủ tịch", signing="kt") == ("only_deputy_signs_for_head", "signing")
    assert chain.instrument(signer="Phó Chủ tịch").signing == "kt"
    one_head(chain.world)
    assert refused(chain, signer="Chủ tịch", signing="tm") == ("no_body_to_sign_for", "signing")


def test_who_is_not_in_office_or_of_another_body_may_not_sign(chain: Chain) -> None:
    world = chain.world
    left = holder(world, "Phó Bí thư", "Trần Thị Bình", starts_on=date(2020, 1, 1))
    bodies.end_membership(by=world.secretary, membership=left.pk, edit=1, ends_on=date(2020, 12, 31))
    assert refused(chain, signer="", membership=left.pk) == ("signer_not_in_office", "membership")
    bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    other = holder(world, "Chánh Văn phòng", "Lê Văn Cường", of=world.council)
    assert refused(chain, signer="", membership=other.pk, signing="tm") == ("signer_of_another", "membership")
    assert chain.instrument(signer="", membership=other.pk).signing == "tl"
    assert refused(chain, signer="") == ("signer_missing", "signer")


def test_who_left_before_the_day_of_signing_does_not_sign(chain: Chain) -> None:
    membership = holder(chain.world, "Phó Bí thư", "Trần Thị Bình", starts_on=date(2020, 1, 1))
    draft = chain.instrument(signer="", membership=membership.pk)
    checked = acts.check(by=chain.world.secretary, instrument=draft.pk, edit=draft.edit)
    bodies.end_membership(by=chain.world.secretary, membership=membership.pk, edit=1, ends_on=date(2020, 12, 31))
    with pytest.raises(ActError) as error:
        acts.record_signature(by=chain.world.chair, instrument=draft.pk, edit=checked.edit)
    assert error.value.code == "signer_not_in_office"


def test_a_commune_begins_with_its_own_place_and_posts(world: World) -> None:
    body = bodies.found_body(by=world.admin, name="Xã Tân Lập")
    commune = bodies.found_organization(
        by=world.admin, body=body.pk, name="UBND xã Tân Lập", kind="peoples_committee", short_name="UBND"
    )
    heading = heading_of(commune)
    assert (heading.form, heading.name, heading.place) == ("state", ("Ủy ban nhân dân xã Tân Lập",), "Tân Lập")
    assert (heading.in_name_of, heading.head, heading.code) == ("Ủy ban nhân dân", "Chủ tịch", "UBND")
    assert heading.symbol("TB") == "TB-UBND"
    party = bodies.found_organization(
        by=world.admin, body=body.pk, name="Đảng ủy xã Tân Lập", kind="executive_committee"
    )
    heading = heading_of(party)
    assert (heading.superior, heading.name, heading.in_name_of) == ((), ("Đảng ủy xã Tân Lập",), "Đảng ủy")
    assert heading.symbol("TB") == "TB/ĐU"
