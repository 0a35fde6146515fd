"""A meeting in Indico like those of `bench/desk_home.py`, made by Indico's own Python: users, six items, a paper.

INDICO_CONFIG=… python bench/indico_event.py USERS PASSWORD > event.json
"""

import json
import sys
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytz
from flask import session
from indico.core.db import db
from indico.modules.attachments.models.attachments import Attachment, AttachmentFile, AttachmentType
from indico.modules.attachments.models.folders import AttachmentFolder
from indico.modules.auth import Identity
from indico.modules.categories.models.categories import Category
from indico.modules.events.contributions.operations import create_contribution
from indico.modules.events.models.events import EventType
from indico.modules.events.operations import create_event
from indico.modules.users.operations import create_user
from indico.web.flask.app import make_app

ITEMS = 6
ZONE = "Asia/Ho_Chi_Minh"


def make(users: int, password: str) -> dict[str, Any]:
    """Create users and the meeting; return its number."""
    made = []
    for number in range(users):
        identity = Identity(provider="indico", identifier=f"phien{number}", password=password)
        names = {"first_name": "Phiên", "last_name": str(number), "affiliation": "Ban Thường vụ"}
        made.append(create_user(f"phien{number}@example.org", names, identity))
    db.session.add_all(made)
    db.session.flush()
    session.set_session_user(made[0])
    start = pytz.timezone(ZONE).localize(datetime(2021, 10, 11, 8, 0))  # noqa: DTZ001 - the zone is given to it here
    data = {
        "title": "Hội nghị Ban Thường vụ, phiên 0",
        "start_dt": start,
        "end_dt": start + timedelta(hours=3),
        "timezone": ZONE,
        "creator": made[0],
        "description": "",
    }
    event = create_event(Category.get_root(), EventType.meeting, data)
    db.session.commit()
    for number in range(ITEMS):
        item = create_contribution(
            event,
            {
                "title": f"Nội dung {number} của phiên 0",
                "duration": timedelta(minutes=20),
                "start_dt": start + timedelta(minutes=20 * number),
            },
        )
        if number == 0:
            _attach(item, made[0])
    db.session.commit()
    return {"event": event.id}


def _attach(item: Any, user: Any) -> None:
    folder = AttachmentFolder.get_or_create_default(linked_object=item)
    paper = Attachment(folder=folder, user=user, title="Tờ trình phiên 0", type=AttachmentType.file)
    paper.file = AttachmentFile(user=user, filename="to-trinh.pdf", content_type="application/pdf")
    paper.file.save(BytesIO(b"%PDF"))
    db.session.flush()


if __name__ == "__main__":
    with make_app().test_request_context():
        print(json.dumps(make(int(sys.argv[1]), sys.argv[2])))
