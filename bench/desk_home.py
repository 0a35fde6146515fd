"""A home for `bench/desk.py`, made by acts: the worked example, users of four roles, meetings with items and papers.

    NGHITRINH_HOME=… python bench/desk_home.py SESSIONS > users.json

Half of the users are secretaries; each has a meeting of its own, whose items it changes. The others only read.
"""

import base64
import json
import sys
from datetime import datetime, timedelta
from typing import Any

import django
from django.contrib.auth import hashers

PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run
READERS = ("member", "chair", "reader")
ITEMS = 6
BODY = "Đề nghị quy hoạch khoảng 3.500 ha tại hai huyện, kinh phí 120 tỷ đồng, trình trước ngày 15-11-2021. " * 8


def make(sessions: int) -> list[dict[str, Any]]:
    """Load the example, add users and meetings; return the users with what each may change."""
    from nghitrinh.cli.run import prepare  # noqa: PLC0415 - only after Django is set up
    from nghitrinh.record.acts import ACTS  # noqa: PLC0415
    from nghitrinh.record.bodies.models import Organization  # noqa: PLC0415
    from nghitrinh.record.kernel.acts import one_transaction  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415
    from nghitrinh.record.meetings.models import Meeting  # noqa: PLC0415

    prepare(["start", "meeting-36", "afterwards"])
    secretary = User.objects.get(username="thuky")
    admin = User.objects.filter(is_administrator=True)[0]
    committee: Organization = secretary.grants.get(role="secretary").organization
    department = Organization.objects.exclude(pk=committee.pk).filter(body=committee.body)[0]
    # One hash for everybody: a sign-in still costs what it costs, making 500 users does not.
    hashed = hashers.make_password(PASSWORD)
    hashers.make_password = lambda *_args, **_options: hashed
    users = []
    for number in range(sessions):
        role = "secretary" if number % 2 == 0 else READERS[number // 2 % len(READERS)]
        with one_transaction():
            user = ACTS["user.create"](by=admin, username=f"phien{number}", post=f"Phiên {number}", password=PASSWORD)
            ACTS["grant.give"](by=admin, user=user.pk, organization=committee.pk, role=role)
        users.append({"username": user.username, "acts": role == "secretary", "items": [], "meeting": ""})
    starts = datetime.fromisoformat("2021-10-11T08:00:00+07:00")
    for number, each in enumerate(user for user in users if user["acts"]):
        by = User.objects.get(username=each["username"])
        with one_transaction():
            meeting = ACTS["meeting.plan"](
                by=by,
                organization=committee.pk,
                name=f"Hội nghị Ban Thường vụ, phiên {number}",
                level="internal",
                starts_at=starts + timedelta(hours=6 * number),
            )
            for count in range(ITEMS):
                now = Meeting.objects.get(pk=meeting.pk)
                item = ACTS["item.add"](
                    by=by, meeting=now.pk, edit=now.edit, title=f"Nội dung {count} của phiên {number}"
                )
                each["items"].append(str(item.pk))
            paper = ACTS["paper.register"](
                by=by,
                organization=committee.pk,
                submitted_by=department.pk,
                title=f"Tờ trình phiên {number}",
                kind="submission",
                level="internal",
                item=each["items"][0],
            )
            file = base64.b64encode(b"%PDF").decode()
            files = [{"name": "to-trinh.pdf", "media_type": "application/pdf", "content_base64": file}]
            ACTS["paper.submit"](by=by, paper=paper.pk, edit=paper.edit, body=BODY, files=files)
        each["meeting"] = str(meeting.pk)
    return users


if __name__ == "__main__":
    django.setup()
    output, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps(make(int(sys.argv[1]))), file=output)
