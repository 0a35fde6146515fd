"""`nghitrinh run`: prepare, publish, and serve desk and portal until interrupted."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.example import EXAMPLE, EXAMPLE_DAY, demonstration_users, load_example
from nghitrinh.cli.exchange import published, require_own_portal
from nghitrinh.cli.faults import Refused
from nghitrinh.cli.home import DEMONSTRATION_DAY, bring_up_to_date, home_folder, is_new
from nghitrinh.cli.own import setup_words
from nghitrinh.desk.setup.kept import is_begun
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.models import User
from nghitrinh.record.releases.models import Release

HOST = "127.0.0.1"
# Seconds for a server to end by itself.
_TO_END = 20.0
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
    bring_up_to_date()
    if example and not User.objects.exists():
        require_own_portal()
        _say("loading the worked example through acts")
        load_example(EXAMPLE, parts)
    elif not is_begun():
        require_own_portal()
    if example and not Release.objects.exists():
        secretary = User.objects.filter(in_force(clock.today(), "grants__"), grants__role="secretary").first()
        if secretary is not None:
            _say("publishing the first signed bundle")
            print(published(secretary))


def begin_example() -> None:
    """Say in a new home that it is the worked example's, before anything else is in it, and stand on its day."""
    home_folder().mkdir(parents=True, exist_ok=True)
    (home_folder() / DEMONSTRATION_DAY).write_text(EXAMPLE_DAY, "utf-8")
    os.environ.setdefault("NGHITRINH_TODAY", EXAMPLE_DAY)


def _say(what: str) -> None:
    """Say what takes some seconds from here on; on standard error, which no program reads."""
    print(f"{what} …", file=sys.stderr, flush=True)


def announce(desk: int, portal: int) -> None:
    """Print both addresses, who can sign in, and what to try first."""
    print(f"\n  Desk    http://{HOST}:{desk}/   (private: sign in)")
    print(f"  Portal  http://{HOST}:{portal}/   (public)\n")
    users = demonstration_users()
    if users:
        print("  Users of the demonstration (kept in the home, file demo-users.json):")
        for user in users:
            print(f"    {user['username']:12} {user['password']:18} {user['post']}")
        print(f"\n  This home demonstrates: its day is {clock.today():%d/%m/%Y}, and most of it is invented.")
        print(
            "\n  Try first: sign in as thuky, open “Bài viết”, let the article say 5.500 ha and try to release it:\n"
            "  the gate stops it and shows the record beside the words. Then see what a page says of itself:\n"
            "  .venv/bin/nghitrinh read examples/hai-duong/page.txt\n"
        )
    elif not is_begun():
        print(setup_words(f"http://{HOST}:{desk}/"))
    elif not Release.objects.exists():
        print(
            "  Nothing is published yet: until then the portal serves a page that says so. On the desk, open\n"
            "  “Phát hành ra cổng”; on the command line, `nghitrinh publish --by USER`.\n"
        )
    sys.stdout.flush()


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


def serve(commands: Sequence[list[str]]) -> int:
    """Run the servers until one ends or a signal stops us; then end all of them, whatever happened.

    They also end by themselves when this process is gone.
    """
    stop: list[bool] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.append(True))
    environment = {**os.environ, "NGHITRINH_HOME": str(home_folder())}
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.extend(subprocess.Popen(command, env=environment) for command in commands)  # noqa: S603 - our own programs
        while not stop and all(child.poll() is None for child in children):
            time.sleep(0.2)
        ended = [child for child in children if child.poll() is not None]
    finally:
        _end(children)
    if stop:
        return 0
    raise Refused(
        _("máy chủ %(found)s đã tự dừng (mã %(status)s), nên tất cả dừng theo; lý do ở các dòng trên"),
        code="server_ended",
        found=_name_of(ended[0]),
        status=ended[0].returncode,
    )


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
    if not given.once:
        require_free(given.desk_port, "--desk-port")
        require_free(given.portal_port, "--portal-port")
        _require_different_ports(given.desk_port, given.portal_port)
    os.environ.setdefault("NGHITRINH_SERVED_PORTAL", f"http://{HOST}:{given.portal_port}/")
    os.environ.setdefault("NGHITRINH_DESK_ADDRESS", f"http://{HOST}:{given.desk_port}/")
    prepare(["start"] if given.example == "start" else ["start", "meeting-36", "afterwards"], own=given.own)
    announce(given.desk_port, given.portal_port)
    connection.close()
    servers = [desk_command(given.desk_port), portal_command(given.portal_port), mail_command()]
    return 0 if given.once else serve(servers)


def main_desk(arguments: list[str]) -> int:
    """Serve the desk alone, and send its letters."""
    parser = _parser("desk", main_desk.__doc__)
    parser.add_argument("--host", default=HOST, help="where it listens; default: %(default)s, behind a front server")
    given = parser.parse_args(arguments)
    require_free(given.desk_port, "--desk-port", given.host)
    bring_up_to_date()
    if not is_begun():
        print(setup_words(f"http://{HOST}:{given.desk_port}/"), flush=True)
    connection.close()
    return serve([desk_command(given.desk_port, given.host), mail_command()])
