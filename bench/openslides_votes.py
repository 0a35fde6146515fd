"""OpenSlides 3.3 for `bench/votes.py`: its users, their sessions, what is voted on and polls by name, all started.

    VENV/bin/python bench/openslides_votes.py FOLDER VOTERS POLLS

Run by the interpreter of OpenSlides' own environment, in a folder with its `settings.py`. The driver's part is the last
line of what is printed: the sessions' keys, the polls, the names of the cookies.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Make everything in the folder's database."""
    folder, voters, polls = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.path.insert(0, str(folder))
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    import django  # noqa: PLC0415 - the settings are named by now

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for module, name in (("utils.startup", "run_startup_hooks"), ("utils.cache", "element_cache")):
        found: Any = getattr(import_module(f"openslides.{module}"), name)
        found() if name == "run_startup_hooks" else found.ensure_cache()
    sessions = [_session(settings, number) for number in range(voters)]
    cookies = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    print(json.dumps({"sessions": sessions, "polls": _polls(polls), "cookies": cookies}))


def _session(settings: Any, number: int) -> str:
    """Make a delegate who is present, and a session of theirs; return its key."""
    auth: Any = import_module("django.contrib.auth")
    group = _model("users", "Group").objects.get(name="Delegates")
    user = auth.get_user_model()(username=f"m{number}", first_name="M", last_name=str(number), is_present=True)
    user.set_unusable_password()
    user.save(skip_autoupdate=True)
    user.groups.add(group)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _model(area: str, name: str) -> Any:
    return getattr(import_module(f"openslides.{area}.models"), name)


def _polls(count: int) -> list[int]:
    """Make something to vote on, with started polls by name, yes, no or abstain; return their keys."""
    poll_kind, group = _model("motions", "MotionPoll"), _model("users", "Group").objects.get(name="Delegates")
    state = _model("motions", "Workflow").objects.first().first_state
    subject = _model("motions", "Motion")(title="Q", text="Q", state=state, identifier="1")
    subject.save(skip_autoupdate=True)
    given = {"type": "named", "pollmethod": "YNA", "onehundred_percent_base": "YNA", "majority_method": "simple"}
    made = []
    for number in range(count):
        given |= {"motion": subject, "title": f"v{number}", "state": poll_kind.STATE_STARTED}
        poll = poll_kind(**given)
        poll.save(skip_autoupdate=True)
        poll.groups.add(group)
        poll.create_options()
        made.append(poll.pk)
    return made


if __name__ == "__main__":
    main()
