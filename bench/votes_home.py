"""A home for `bench/votes.py`, made by acts: a body of many members, all of them there, and open votes by name.

    NGHITRINH_HOME=… python bench/votes_home.py VOTERS VOTES > world.json
    NGHITRINH_HOME=… python bench/votes_home.py --counted > counted.json

What is printed: the key of a session of each member, which post is whose, the votes. With `--counted`: by vote how many
ballots there are and of how many seats; and what the journal's verification finds.
"""

import json
import sys
from collections import Counter
from typing import Any
from unittest.mock import patch

import django

PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run
DAY = "2021-10-04"


def made(voters: int, votes: int) -> dict[str, Any]:
    """Make members, a meeting that they attend, and votes that are open; return what the driver needs."""
    from django.contrib.auth import hashers  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from nghitrinh.cli.run import prepare  # noqa: PLC0415 - only after Django is set up
    from nghitrinh.record.acts import ACTS  # noqa: PLC0415
    from nghitrinh.record.bodies import acts as bodies  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415

    prepare((), own=True)
    hashed = hashers.make_password(PASSWORD)
    admin = bodies.create_user(by=None, username="quantri", post="Quản trị", password=PASSWORD, is_administrator=True)
    body = bodies.found_body(by=admin, name="Tỉnh Hải Dương")
    council = bodies.found_organization(by=admin, body=body.pk, name="Hội đồng nhân dân", kind="peoples_council").pk
    secretary = ACTS["user.create"](by=admin, username="thuky", post="Thư ký", password=PASSWORD)
    for role in ("secretary", "chair"):
        ACTS["grant.give"](by=admin, user=secretary.pk, organization=council, role=role)
    secretary = User.objects.get(pk=secretary.pk)
    _rule(ACTS, secretary, council)
    sessions, posts = [], []
    with patch.object(hashers, "make_password", lambda *_, **__: hashed):
        for number in range(voters):
            held = ACTS["membership.appoint"](
                by=secretary, organization=council, post=f"Đại biểu {number}", starts_on="2021-01-01"
            )
            user = ACTS["user.create"](by=admin, username=f"m{number}", post=held.post, password=PASSWORD)
            ACTS["grant.give"](by=admin, user=user.pk, organization=council, role="member")
            now = User.objects.get(pk=user.pk)
            ACTS["user.name_holder"](by=admin, user=now.pk, edit=now.edit, membership=held.pk)
            client = Client()
            client.force_login(User.objects.get(pk=user.pk))
            sessions.append(client.cookies["sessionid"].value)
            posts.append(held)
    return {
        "sessions": sessions,
        "posts": [str(each.pk) for each in posts],
        "votes": _opened(ACTS, secretary, council, posts, votes),
    }


def _rule(acts: Any, by: Any, council: Any) -> None:
    values = {"quorum": ">= 2/3 in_office", "majority": "> 1/2 in_office"}
    provisions = [{"key": key, "value": value, "basis": "Quy chế"} for key, value in values.items()]
    rule = acts["rule.draft"](
        by=by, organization=council, title="Quy chế", starts_on="2021-01-01", provisions=provisions
    )
    acts["rule.adopt"](by=by, rule=rule.pk, edit=rule.edit)


def _opened(acts: Any, by: Any, council: Any, posts: list[Any], votes: int) -> list[str]:
    """Open a meeting at which every member is, and votes on its item."""
    from nghitrinh.record.meetings.models import Meeting  # noqa: PLC0415

    meeting = acts["meeting.plan"](
        by=by, organization=council, name="Kỳ họp", level="internal", starts_at=f"{DAY}T08:00"
    )

    def step(verb: str, **given: Any) -> Any:
        now = Meeting.objects.get(pk=meeting.pk)
        return acts[verb](by=by, meeting=now.pk, edit=now.edit, **given)

    item = step("item.add", title="Nghị quyết", level="internal")
    step("meeting.convene")
    for number, held in enumerate(posts):
        role = "member" if number else "chair"
        step("attendance.record", role=role, post=held.post, membership=held.pk)
    step("meeting.open")
    found = []
    for number in range(votes):
        vote = acts["vote.prepare"](by=by, item=item.pk, question=f"Thông qua nghị quyết {number}?", form="named")
        acts["vote.open"](by=by, vote=vote.pk, edit=vote.edit)
        found.append(str(vote.pk))
    return found


def counted() -> dict[str, Any]:
    """Count the ballots of each vote, and the seats that they are of."""
    from nghitrinh.record.kernel import journal  # noqa: PLC0415
    from nghitrinh.record.voting.models import Ballot  # noqa: PLC0415

    rows = list(Ballot.objects.values_list("vote", "membership"))
    ballots = Counter(str(vote) for vote, _ in rows)
    seats = Counter(str(vote) for vote, _ in set(rows))
    return {"ballots": dict(ballots), "seats": dict(seats), "journal": [str(each) for each in journal.verify()]}


if __name__ == "__main__":
    django.setup()
    from nghitrinh.record.kernel import acts

    with patch.object(acts, "AT_END", ()):  # search reads a meeting anew with everybody who is recorded at it
        print(json.dumps(counted() if sys.argv[1] == "--counted" else made(int(sys.argv[1]), int(sys.argv[2]))))
