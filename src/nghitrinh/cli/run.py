"""`nghitrinh run`: prepare, publish, and serve desk and portal until interrupted."""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.endings import Ended, end_by_signals
from nghitrinh.cli.example import EXAMPLE, EXAMPLE_DAY, PARTS, demonstration_users, load_example
from nghitrinh.cli.exchange import published, require_own_portal
from nghitrinh.cli.faults import Refused, Unanswered, answer
from nghitrinh.cli.home import DEMONSTRATION_DAY, bring_up_to_date, home_folder, is_new
from nghitrinh.cli.own import setup_words
from nghitrinh.cli.progress import Shown
from nghitrinh.desk.setup.kept import is_begun
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User
from nghitrinh.record.releases.models import Release
from nghitrinh.vietnamese import format_date

HOST = "127.0.0.1"
# Seconds for a server to end by itself; and after which it is said that one does not answer yet.
_TO_END = 20.0
_TO_ANSWER = 20.0
_MAIL = "nghitrinh.mail.worker"


def require_free(port: int, option: str, host: str = HOST) -> None:
    """Refuse a port that is none or in use, before anything is started."""
    if not 0 < port < 65_536:
        raise Refused(_("thấy %(found)s, cần một cổng từ 1 đến 65535"), code="port_unknown", field=option, found=port)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(
                _("cổng %(found)s của %(host)s đang có nơi dùng, cần một cổng còn trống"),
                code="port_taken",
                field=option,
                found=port,
                host=host,
            ) from None


def _require_different_ports(desk: int, portal: int) -> None:
    """Refuse one port for both: each server would be given some of the other's readers, and show them the desk."""
    if desk == portal:
        raise Refused(
            _("thấy %(found)s là cổng của bàn làm việc, cần một cổng khác"),
            code="port_of_the_desk",
            field="--portal-port",
            found=portal,
        )


def prepare(parts: Sequence[str], *, own: bool = False) -> None:
    """Bring the home up to date; a new one gets the worked example and its first bundle, or with `own` the setup."""
    example = (home_folder() / DEMONSTRATION_DAY).exists()
    if own and example:
        raise Refused(
            _("đây là thư mục của ví dụ mẫu; hãy đặt NGHITRINH_HOME là một thư mục mới cho cơ quan của anh chị"),
            code="home_of_the_example",
            field=str(home_folder()),
        )
    if not example and not own and is_new():
        begin_example()
        example = True
    bring_up_to_date(_say)
    if example and not User.objects.exists():
        require_own_portal()
        _say("loading the worked example through acts")
        with Shown() as say:
            load_example(EXAMPLE, parts, say)
    elif not is_begun():
        require_own_portal()
    # In the program's own name: nobody pressed for it, and all that it publishes was released by whoever did.
    if example and not Release.objects.exists():
        _say("publishing the first signed bundle")
        print(published(None))
    elif _is_of_an_earlier_version():
        _say("publishing anew, since an earlier version of the program made what the portal has")
        print(published(None))


def _is_of_an_earlier_version() -> bool:
    """Tell whether the release in force has the form of an earlier version, which this one's portal does not read."""
    from nghitrinh.bundle.manifest import MANIFEST, read_place
    from nghitrinh.bundle.schema import SCHEMA_VERSION
    from nghitrinh.bundle.writer import current_release
    from nghitrinh.publication.publish import portal_root

    folder = current_release(portal_root())
    return folder is not None and read_place(folder / MANIFEST).schema < SCHEMA_VERSION


def begin_example() -> None:
    """Say in a new home that it is the worked example's, before anything else is in it, and stand on its day."""
    home_folder().mkdir(parents=True, exist_ok=True)
    (home_folder() / DEMONSTRATION_DAY).write_text(EXAMPLE_DAY, "utf-8")
    os.environ.setdefault("NGHITRINH_TODAY", EXAMPLE_DAY)


def _say(what: str) -> None:
    """Say what takes some seconds from here on; on standard error, which no program reads."""
    _note(f"{what} …")


def _note(line: str) -> None:
    """Write a line on standard error; where nobody reads that any more, the work goes on."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def announcement(desk: int, portal: int, *, served: bool) -> str:
    """Return both addresses where they are served, who can sign in, and what to try first."""
    said = ["\n  Prepared; nothing is served yet: `./run` does that.\n"]
    if served:
        said = [f"\n  Desk    http://{HOST}:{desk}/   (private: sign in)"]
        said.append(f"  Portal  http://{HOST}:{portal}/   (public)\n")
    users = demonstration_users()
    if users:
        said.append("  Users of the demonstration (kept in the home, file demo-users.json):")
        said += [f"    {user['username']:12} {user['password']:18} {user['post']}" for user in users]
        said.append(f"\n  This home demonstrates: its day is {format_date(clock.today())}, and most of it is invented.")
        said.append(
            "\n  Try first: sign in as thuky, open “Bài viết”, let the article say 5.500 ha and try to release it:\n"
            "  the gate stops it and shows the record beside the words. Then see what a page says of itself:\n"
            "  .venv/bin/nghitrinh read examples/hai-duong/page.txt\n"
        )
    elif not is_begun():
        said.append(setup_words(f"http://{HOST}:{desk}/"))
    elif not Release.objects.exists():
        said.append(
            "  Nothing is published yet: until then the portal serves a page that says so. On the desk, open\n"
            "  “Phát hành ra cổng”; on the command line, `nghitrinh publish --by USER`.\n"
        )
    return "\n".join(said)


def desk_command(port: int, host: str = HOST) -> list[str]:
    """Return the command that serves the desk, and ends with this process."""
    return [sys.executable, "-m", "nghitrinh.desk.serving", host, str(port), str(os.getpid())]


def portal_command(port: int) -> list[str]:
    """Return the command that serves the portal over this home's bundles, and ends with this process."""
    program = [str(Path(sys.executable).with_name("nghitrinh")), "portal", str(home_folder() / "portal")]
    return [*program, "--wait", "--host", HOST, "--port", str(port), "--parent", str(os.getpid())]


def mail_command() -> list[str]:
    """Return the command that sends letters, and ends with this process."""
    return [sys.executable, "-m", _MAIL, str(os.getpid())]


def serve(commands: Sequence[list[str]], addresses: Sequence[str], words: str) -> int:
    """Run the servers until one ends or a signal stops us; then end all of them, whatever happened.

    They also end by themselves when this process is gone. `words` are printed when every one of `addresses` answers,
    so that whoever opens what they name finds it.
    """
    environment = {**os.environ, "NGHITRINH_HOME": str(home_folder())}
    children: list[subprocess.Popen[bytes]] = []
    waiting, until = list(addresses), time.monotonic() + _TO_ANSWER
    with end_by_signals():
        try:
            _say("starting the servers")
            # Each in a group of its own: a key that a terminal sends to the whole run ends it in one order, or, where
            # it is ignored, ends none of them.
            children.extend(subprocess.Popen(each, env=environment, process_group=0) for each in commands)  # noqa: S603 - our own programs
            while all(child.poll() is None for child in children):
                if waiting and not (waiting := [each for each in waiting if not _answers(each)]):
                    _announce(words)
                if waiting and time.monotonic() > until:
                    _say(f"no answer yet of {' and '.join(waiting)}; waiting")
                    until += _TO_ANSWER
                time.sleep(0.2)
            ended = [child for child in children if child.poll() is not None]
        except Ended as asked:
            _note(f"nghitrinh: {asked}: ending the servers …")
            _end(children)
            _note("nghitrinh: ended; nothing is served any more")
            return 0
        finally:
            _end(children)
    raise Refused(
        _("máy chủ %(found)s đã tự dừng (mã %(status)s), nên tất cả dừng theo; lý do ở các dòng trên"),
        code="server_ended",
        found=_name_of(ended[0]),
        status=ended[0].returncode,
    )


def _announce(words: str) -> None:
    """Print the addresses; where that fails they are served nevertheless."""
    try:
        answer(words, done="the start")
    except Unanswered as error:
        _note(f"nghitrinh: {error}")


def _answers(address: str) -> bool:
    """Tell whether a server answers at an address, such as `127.0.0.1:8000/dang-nhap/`, with anything but a fault."""
    server, _slash, path = address.partition("/")
    asked = http.client.HTTPConnection(server, timeout=2)
    try:
        asked.request("GET", f"/{path}")
        return asked.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _end(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        _wait_for(child)


def _wait_for(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(timeout=_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _name_of(child: "subprocess.Popen[bytes]") -> str:
    said = list(child.args)  # type: ignore[arg-type]
    return "portal" if "portal" in said else "mail" if _MAIL in said else "desk"


def _parser(name: str, about: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(f"nghitrinh {name}", description=about)
    parser.add_argument("--desk-port", type=int, default=8000, help="default: %(default)s")
    return parser


def main(arguments: list[str]) -> int:
    """Prepare the home, publish the first bundle, serve desk and portal."""
    parser = _parser("run", main.__doc__)
    parser.add_argument("--portal-port", type=int, default=8001, help="default: %(default)s")
    parser.add_argument("--own", action="store_true", help="begin the record of your own body, in the browser")
    parser.add_argument("--once", action="store_true", help="do all but serve")
    parser.add_argument(
        "--example",
        choices=["full", "start"],
        default="full",
        help="what a new home gets: the whole example, or only what was there before the 36th meeting",
    )
    given = parser.parse_args(arguments)
    with end_by_signals():
        return _main(given)


def _main(given: argparse.Namespace) -> int:
    if not given.once:
        require_free(given.desk_port, "--desk-port")
        require_free(given.portal_port, "--portal-port")
        _require_different_ports(given.desk_port, given.portal_port)
    os.environ.setdefault("NGHITRINH_SERVED_PORTAL", f"http://{HOST}:{given.portal_port}/")
    os.environ.setdefault("NGHITRINH_DESK_ADDRESS", f"http://{HOST}:{given.desk_port}/")
    prepare(["start"] if given.example == "start" else PARTS, own=given.own)
    words = announcement(given.desk_port, given.portal_port, served=not given.once)
    connection.close()
    if given.once:
        answer(words, done="run")
        return 0
    servers = [desk_command(given.desk_port), portal_command(given.portal_port), mail_command()]
    return serve(servers, [_desk_page(HOST, given.desk_port), f"{HOST}:{given.portal_port}/suc-khoe"], words)


def main_desk(arguments: list[str]) -> int:
    """Serve the desk alone, and send its letters."""
    parser = _parser("desk", main_desk.__doc__)
    parser.add_argument("--host", default=HOST, help="where it listens; default: %(default)s, behind a front server")
    given = parser.parse_args(arguments)
    require_free(given.desk_port, "--desk-port", given.host)
    with end_by_signals():
        bring_up_to_date(_say)
        words = f"\n  Desk    http://{given.host}:{given.desk_port}/\n"
        if not is_begun():
            words += setup_words(f"http://{HOST}:{given.desk_port}/")
        connection.close()
        servers = [desk_command(given.desk_port, given.host), mail_command()]
        return serve(servers, [_desk_page(given.host, given.desk_port)], words)


def _desk_page(host: str, port: int) -> str:
    """Return a page of the desk that everybody may open; a server that listens everywhere is asked here."""
    return f"{HOST if host in ('0.0.0.0', '::', '') else host}:{port}/dang-nhap/"  # noqa: S104 - only compared
