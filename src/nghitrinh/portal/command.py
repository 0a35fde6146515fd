"""`nghitrinh portal BUNDLE`: serve a portal root to the public."""

import argparse
import errno
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from nghitrinh.bundle import BundleError, load_public_key
from nghitrinh.bundle.command import key_for
from nghitrinh.parent import minded_signals
from nghitrinh.portal.release import Releases
from nghitrinh.portal.waiting import has_release

ROOT, KEY = "NGHITRINH_PORTAL_ROOT", "NGHITRINH_PORTAL_KEY"
# Connections of one process; who is idle or sends a head slowly keeps one for so many milliseconds, of so many bytes.
_MOST_CONNECTIONS, _HEAD_MILLISECONDS, _MOST_HEAD = 8_000, 10_000, 65_536
# Seconds for granian, and for each of its workers, to end by themselves.
_TO_END = 10


def main_portal(arguments: list[str]) -> int:
    """Serve a bundle, or a portal root whose `current` is switched by publications."""
    parser = argparse.ArgumentParser("nghitrinh portal", description=main_portal.__doc__)
    parser.add_argument("bundle", help="the portal root, or one release's folder")
    parser.add_argument("--key", default="", help="the public key (PEM) that releases must be signed with")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=int, default=8001, help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=2, help="processes; default: %(default)s")
    parser.add_argument("--wait", action="store_true", help="serve a first page until there is a release")
    parser.add_argument("--parent", type=int, metavar="PID", help="end with the process of this number")
    given = parser.parse_args(arguments)
    try:
        root = Path(given.bundle).absolute()
        if has_release(root) or not given.wait:
            Releases(root, load_public_key(key_for(_published(root), given.key)))
        _require_served(given.host, given.workers)
        _require_free(given.host, given.port)
    except BundleError as error:
        print(f"nghitrinh portal: {error}", file=sys.stderr)
        return 1
    os.environ |= {ROOT: str(root), KEY: str(Path(given.key).absolute()) if given.key else ""}
    if given.parent is not None:
        end_after(lambda: _wait_for(given.parent))
    serve(given.host, given.port, given.workers)
    return 0


def _published(root: Path) -> Path:
    """Return a root that has a release, or refuse: without one, that is what is missing, and not its key."""
    if not has_release(root):
        raise BundleError(
            root,
            "found no release, expected one: `nghitrinh publish --by USER` makes it; --wait serves a page until then",
            code="no_bundle",
        )
    return root


def _require_served(host: str, workers: int) -> None:
    try:
        ip_address(host)
    except ValueError:
        raise BundleError(
            "--host", f"found {host!r}, expected an IP address such as 127.0.0.1 or ::1", code="host_unknown"
        ) from None
    if workers < 1:
        raise BundleError("--workers", f"found {workers}, expected at least 1", code="too_few_workers")


def _require_free(host: str, port: int) -> None:
    if not 0 < port < 65_536:
        raise BundleError("--port", f"found {port}, expected a port from 1 to 65535", code="port_unknown")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                where, found, expected, code = "--port", f"{host}:{port}", "a free one", "port_taken"
            else:
                where, found, expected, code = "--host", host, "an address of this machine", "host_unknown"
            text = f"found {found} not usable ({error.strerror}), expected {expected}"
            raise BundleError(where, text, code=code) from None


def _wait_for(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)


def end_after(wait: Callable[[], object]) -> None:
    """End this process after a wait, in a thread of its own: gently first, as a signal would."""

    def end() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_TO_END)
        os._exit(1)

    threading.Thread(target=end, name="end-with-parent", daemon=True).start()


def _room() -> int:
    """Return how many connections a process can have, once it may have as many files open as the system lets it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_CONNECTIONS + 1_000 if hard == resource.RLIM_INFINITY else min(hard, _MOST_CONNECTIONS + 1_000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - 1_000, most // 2)


def serve(host: str, port: int, workers: int) -> None:
    """Serve the root of the environment until a signal stops it.

    A hang-up stops it too, and loads nothing anew, unless we were begun ignoring it.
    """
    minds_hang_up = signal.SIGHUP in minded_signals()
    server = Granian(
        "nghitrinh.portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        backpressure=_room(),
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_MILLISECONDS, max_buffer_size=_MOST_HEAD),
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_TO_END,  # one that was told before it listened would be waited for without end
    )
    hang_up = server.signal_handler_interrupt if minds_hang_up else signal.SIG_IGN
    server.on_startup(lambda: signal.signal(signal.SIGHUP, hang_up))
    server.serve()
