"""The server of one worker process: a new connection always finds room, since who keeps one too long loses it."""

import logging
import time
from typing import Any

from waitress.server import TcpWSGIServer

from nghitrinh.desk.serving.connection import MOST_TAKEN, Connection
from nghitrinh.desk.serving.following import MOST_HELD_OPEN, Watch

# Connections of one process; bytes that it holds for all of them, most of them in files without a name.
MOST_CONNECTIONS, MOST_HELD = 500, 1_000_000_000
# Seconds in which a new connection is not taken for idle, though nothing came of its request yet.
TO_BEGIN = 2.0
# Bytes of a head: an address, cookies, and what browsers say of themselves.
MOST_HEAD = 32_768
# Bytes of one body, and of one answer, that are held in memory before they lie in a file.
IN_MEMORY, ANSWER_IN_MEMORY = 65_536, 1_048_576
ADJUSTMENTS: dict[str, Any] = {
    "connection_limit": 2 * (MOST_CONNECTIONS + MOST_HELD_OPEN),  # never met: room is made before
    "cleanup_interval": 10**9,  # waitress would close who is idle, but not who trickles
    "max_request_header_size": MOST_HEAD,
    "max_request_body_size": MOST_TAKEN,
    "inbuf_overflow": IN_MEMORY,
    "outbuf_overflow": ANSWER_IN_MEMORY,
    "recv_bytes": 65_536,
    "ident": None,
    "clear_untrusted_proxy_headers": False,  # whether they are believed is a setting of the home
    "log_socket_errors": False,
}
log = logging.getLogger(__name__)


class Server(TcpWSGIServer):
    """Takes connections, and takes them away again."""

    channel_class = Connection
    held, most_held = 0, MOST_HELD

    def __init__(self, *given: Any, **named: Any) -> None:
        self.watch = Watch()
        super().__init__(*given, **named)

    def handle_accept(self) -> None:
        """Take a connection; when there are too many, another one goes that nobody works on."""
        super().handle_accept()
        while len(self.active_channels) - self.watch.count > MOST_CONNECTIONS and self._make_room():
            pass

    def took(self, count: int) -> None:
        """Count bytes that came between two looks at what is held."""
        self.held += count

    @property
    def is_full(self) -> bool:
        """Tell whether more is held for all connections than may be, by what was held and what came since."""
        return self.held > self.most_held

    def tidy(self) -> None:
        """Close what is overdue, then what holds most until all together hold no more than they may."""
        now, wall = time.monotonic(), time.time()
        for each in list(self.active_channels.values()):
            if each.is_overdue(now, wall):
                each.give_up()
        self.held = sum(each.held for each in self.active_channels.values())
        while self.is_full:
            holding = [each for each in self.active_channels.values() if not each.is_worked_on and each.held]
            if not holding:
                return
            largest = max(holding, key=lambda each: each.held)
            self.held -= largest.held
            log.warning("closed a connection that held %d bytes: all together held too many", largest.held)
            largest.give_up()

    def _make_room(self) -> bool:
        """Close the connection that is idle longest, or else stands still longest; tell whether there was one."""
        others = [each for each in self.active_channels.values() if not (each.is_worked_on or each.is_followed)]
        if not others:
            return False
        begun = time.monotonic() - TO_BEGIN
        min(others, key=lambda each: (not (each.is_idle and each.since < begun), each.since)).give_up()
        return True
