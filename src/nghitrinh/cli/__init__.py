"""The command line. Every command says in one line what is wrong, and ends with 1 when it refuses.

Interrupted, it says so and ends with 130. What is done while its answer could not be written ends with 3: it is not to
be done again.

`read`, `verify`, `land` and `portal` need neither a home nor Django's settings; the others set them up.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

Command = Callable[[list[str]], int]


def _read(arguments: list[str]) -> int:
    from nghitrinh.reading.command import main as command

    return command(arguments)


def _verify(arguments: list[str]) -> int:
    from nghitrinh.bundle.command import main_verify

    return main_verify(arguments)


def _land(arguments: list[str]) -> int:
    from nghitrinh.evidence.command import main as command

    return command(arguments)


def _portal(arguments: list[str]) -> int:
    from nghitrinh.portal.command import main_portal

    return main_portal(arguments)


def _with_home(module: str, name: str, *, current: bool = False, writes: bool = False) -> Command:
    """Return a command that needs the home: settings and models are loaded when it is called.

    With `current`, the home's database must be there and of this version; the others see to that themselves. A command
    that `writes` is refused where nothing can be written, before it has begun anything.
    """

    def command(arguments: list[str]) -> int:
        from importlib import import_module

        from nghitrinh.cli.home import require_current, require_writable, set_up

        set_up()
        if not {"-h", "--help"} & set(arguments):
            if current:
                require_current()
            if writes:
                require_writable()
        return int(getattr(import_module(module), name)(arguments))

    return command


_KEEPING = "nghitrinh.cli.keeping"
COMMANDS: dict[str, tuple[str, Command]] = {
    "run": ("prepare the home if need be, publish, serve desk and portal", _with_home("nghitrinh.cli.run", "main")),
    "init": ("make or bring up to date the home", _with_home("nghitrinh.cli.home", "main_init")),
    "setup": (
        "print a new address at which your own body begins",
        _with_home("nghitrinh.cli.own", "main_setup", writes=True),
    ),
    "desk": ("serve the desk alone", _with_home("nghitrinh.cli.run", "main_desk")),
    "portal": ("serve a bundle to the public", _portal),
    "read": ("read published pages into facts", _read),
    "intake": (
        "take a published page in, as a proposal",
        _with_home("nghitrinh.cli.exchange", "main_intake", current=True, writes=True),
    ),
    "tasks": (
        "bring a list of open tasks in from a spreadsheet",
        _with_home("nghitrinh.cli.exchange", "main_tasks", current=True, writes=True),
    ),
    "people": (
        "bring organizations, posts, people and users in from a workbook",
        _with_home("nghitrinh.cli.exchange", "main_people", current=True, writes=True),
    ),
    "publish": (
        "publish what is released, as a signed bundle",
        _with_home("nghitrinh.cli.exchange", "main_publish", current=True, writes=True),
    ),
    "verify": ("verify a bundle against its signature", _verify),
    "land": ("check that land-use tables add up; allocate cells under quotas", _land),
    "act": (
        "carry out one act of the record",
        _with_home("nghitrinh.cli.record", "main_act", current=True, writes=True),
    ),
    "acts": ("list the acts and their parameters", _with_home("nghitrinh.cli.record", "main_acts")),
    "show": ("show one object of the record", _with_home("nghitrinh.cli.record", "main_show", current=True)),
    "second-step": (
        "remove the second step of somebody who lost it",
        _with_home("nghitrinh.cli.accounts", "main_second_step", current=True, writes=True),
    ),
    "mail": (
        "list the letters that wait or failed, or send what is due",
        _with_home("nghitrinh.cli.mail", "main_mail", current=True),
    ),
    "journal": ("list or verify the journal", _with_home("nghitrinh.cli.record", "main_journal", current=True)),
    "backup": ("write record, files and keys into a file", _with_home(_KEEPING, "main_backup", current=True)),
    "restore": ("bring a backup back into an empty home", _with_home(_KEEPING, "main_restore", writes=True)),
    "move": (
        "move the record to PostgreSQL, or back",
        _with_home("nghitrinh.cli.moving", "main_move", current=True, writes=True),
    ),
    "export": ("write everything as JSON lines", _with_home(_KEEPING, "main_export", current=True)),
    "check": ("check home, seal, journal, files, keys and portal", _with_home("nghitrinh.cli.check", "main_check")),
}


def usage() -> str:
    """Return what `nghitrinh --help` prints."""
    rows = "\n".join(f"  {name:11} {what}" for name, (what, _) in COMMANDS.items())
    return f"nghitrinh COMMAND …\n\n{rows}\n\n`nghitrinh COMMAND --help` says more."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 called wrongly, 3 done but not answered."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghitrinh.settings.base")
    try:
        as_json = any(each.split("=")[0] == "--json" for each in given)
        return guarded(lambda: _run(given), as_json=as_json)
    except KeyboardInterrupt as ended:
        with suppress(OSError):
            print(f"nghitrinh: {str(ended) or 'interrupted'}", file=sys.stderr, flush=True)
        return 128 + int(getattr(ended, "number", signal.SIGINT))


def guarded(command: Callable[[], int], *, as_json: bool = False) -> int:
    """Run a piece of the program as a command: what it refuses is one line, and 1 is returned."""
    from nghitrinh.cli.streams import NoOutput, settle

    try:
        settle()
    except NoOutput as error:
        print(f"nghitrinh: {error}", file=sys.stderr)
        return 1
    from nghitrinh.cli.faults import in_one_line

    with in_one_line(as_json=as_json) as outcome:
        outcome.code = command()
    return outcome.code


def _run(given: list[str]) -> int:
    if not given or given[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if given else 2
    if given[0] not in COMMANDS:
        print(f"nghitrinh: found {given[0]!r}, expected one of {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    return COMMANDS[given[0]][1](given[1:])
