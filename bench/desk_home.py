"""A home for `bench/desk.py`, made by acts: the worked example, users of five roles, each with work of its own.

    NGHITRINH_HOME=… python bench/desk_home.py SESSIONS > world.json

Half of the users are secretaries of the committee. Each has a meeting to come, whose agenda, papers and attendance it
changes, and one that was held, on which it writes decisions and an article. Of the others every fourth is an officer of
a body with tasks to report on; members, chairs and readers only read. What is printed: the users with what each may
change, and by role the pages of objects that it sees, as the record's own queries say.
"""

import base64
import json
import sys
from datetime import datetime, timedelta
from typing import Any

import django
from django.contrib.auth import hashers

PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run
OTHERS = ("member", "officer", "reader", "chair")
# So many things each has for one act; decisions to write and tasks to report on are used up one by one.
ITEMS = 6
DECISIONS = TASKS = 8
BODY = "Đề nghị quy hoạch khoảng 3.500 ha tại hai huyện, kinh phí 120 tỷ đồng, trình trước ngày 15-11-2021. " * 8
STARTS = datetime.fromisoformat("2021-10-11T08:00:00+07:00")
PLACES = {
    "meeting": "hoi-nghi", "item": "noi-dung", "paper": "tai-lieu", "decision": "ket-luan", "task": "viec",
    "article": "bai-viet", "instrument": "van-ban",
}  # fmt: skip
OUTCOME = {"outcome": "agreed", "text": "Thống nhất các việc phải làm trong tháng."}


class Home:
    """The example, and what is added to it."""

    def __init__(self) -> None:
        from nghitrinh.cli.example import PARTS  # noqa: PLC0415 - only after Django is set up
        from nghitrinh.cli.run import prepare  # noqa: PLC0415
        from nghitrinh.record.acts import ACTS  # noqa: PLC0415
        from nghitrinh.record.bodies.models import Organization  # noqa: PLC0415
        from nghitrinh.record.kernel.models import User  # noqa: PLC0415
        from nghitrinh.record.meetings.models import Meeting  # noqa: PLC0415

        prepare(PARTS)
        self.act, self.users, self.meetings = ACTS, User.objects, Meeting.objects
        self.admin = User.objects.filter(is_administrator=True)[0]
        committee = User.objects.get(username="thuky").grants.get(role="secretary").organization
        self.committee, self.source = committee.pk, Meeting.objects.exclude(source=None)[0].source_id
        self.department = Organization.objects.exclude(pk=committee.pk).filter(body=committee.body)[0].pk

    def user(self, number: int) -> dict[str, Any]:
        """Make a user with a role; return it as the driver reads it."""
        role = "secretary" if number % 2 == 0 else OTHERS[number // 2 % len(OTHERS)]
        body = self.department if role == "officer" else self.committee
        user = self.act["user.create"](
            by=self.admin, username=f"phien{number}", post=f"Phiên {number}", password=PASSWORD
        )
        self.act["grant.give"](by=self.admin, user=user.pk, organization=body, role=role)
        return {"username": user.username, "role": role, "changes": {}}

    def work(self, number: int, user: dict[str, Any]) -> None:
        """Give a user something to change."""
        by = self.users.get(username=user["username"])
        if user["role"] == "secretary":
            user["changes"] = {**self._coming(number, by), **self._held(number, by)}
        elif user["role"] == "officer":
            user["changes"] = {"report": self._tasks(number, by)}

    def _coming(self, number: int, by: Any) -> dict[str, list[str]]:
        meeting = self.act["meeting.plan"](
            by=by,
            organization=self.committee,
            name=f"Hội nghị Ban Thường vụ, phiên {number}",
            level="internal",
            starts_at=STARTS + timedelta(hours=6 * number),
        )
        items = []
        for each in range(ITEMS):
            now = self.meetings.get(pk=meeting.pk)
            title = f"Nội dung {each} của phiên {number}"
            items.append(str(self.act["item.add"](by=by, meeting=now.pk, edit=now.edit, title=title).pk))
        paper = self.act["paper.register"](
            by=by,
            organization=self.committee,
            submitted_by=self.department,
            title=f"Tờ trình phiên {number}",
            kind="submission",
            level="internal",
            item=items[0],
        )
        file = base64.b64encode(b"%PDF-1.4").decode()
        files = [{"name": "to-trinh.pdf", "media_type": "application/pdf", "content_base64": file}]
        self.act["paper.submit"](by=by, paper=paper.pk, edit=paper.edit, body=BODY, files=files)
        return {"item": items, "paper": items, "attendance": [str(meeting.pk)]}

    def _held(self, number: int, by: Any) -> dict[str, list[str]]:
        items = [{"title": f"Việc {each} đã họp, phiên {number}", "level": "internal"} for each in range(DECISIONS)]
        meeting = self._past(by, f"Hội nghị đã họp, phiên {number}", items)
        words = {
            "title": f"Ban Thường vụ họp phiên {number}",
            "lead": "Hội nghị bàn các việc trong tháng.",
            "body": BODY,
        }
        article = self.act["article.draft"](by=by, meeting=meeting.pk, **words)
        return {"article": [str(article.pk)], "decision": [str(item.pk) for item in meeting.items.all()]}

    def _tasks(self, number: int, by: Any) -> list[str]:
        secretary = self.users.get(username="thuky")
        items = [{"title": f"Giao việc, phiên {number}", "level": "internal"}]
        item = self._past(secretary, f"Hội nghị giao việc, phiên {number}", items).items.get()
        charges = [
            {
                "text": f"Báo cáo việc {each} của phiên {number}",
                "responsible": self.department,
                "report_to": self.committee,
                "due_on": "2021-10-15",
            }
            for each in range(TASKS)
        ]
        decision = self.act["decision.enter_past"](
            by=secretary, item=item.pk, title=item.title, points=[{**OUTCOME, "charges": charges}], source=self.source
        )
        tasks = self.act["task.assign"](by=secretary, decision=decision.pk)
        for task in tasks:
            self.act["task.accept"](by=by, task=task.pk, edit=task.edit)
        return [str(task.pk) for task in tasks]

    def _past(self, by: Any, name: str, items: list[dict[str, str]]) -> Any:
        return self.act["meeting.enter_past"](
            by=by,
            organization=self.committee,
            name=name,
            held_on="2021-09-24",
            level="internal",
            source=self.source,
            chairs=[{"post": "Bí thư Tỉnh ủy"}],
            items=items,
        )

    def pages(self, username: str) -> dict[str, list[str]]:
        """Return the addresses of the pages of what a user sees, by kind: nobody opens what is not for them."""
        from nghitrinh.record.nouns import NOUNS  # noqa: PLC0415

        user = self.users.get(username=username)
        return {
            kind: [f"/{place}/{each.pk}/" for each in NOUNS[kind].visible_to(user)] for kind, place in PLACES.items()
        }


def make(sessions: int) -> dict[str, Any]:
    """Load the example, add users and their work; return all that the driver must know."""
    from nghitrinh.record.kernel.acts import one_transaction  # noqa: PLC0415

    home = Home()
    # One hash for everybody: a sign-in still costs what it costs, making 500 users does not.
    hashed = hashers.make_password(PASSWORD)
    hashers.make_password = lambda *_args, **_options: hashed
    users = []
    for number in range(sessions):
        with one_transaction():
            users.append(home.user(number))
            home.work(number, users[-1])
    one_of = {user["role"]: user["username"] for user in users}
    pages = {role: home.pages(name) for role, name in one_of.items()}
    return {"users": users, "pages": pages, "body": str(home.department)}


if __name__ == "__main__":
    django.setup()
    output, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps(make(int(sys.argv[1]))), file=output)
