"""The portal beside nginx: requests a second for one article page, the same bytes, the same processors.

    .venv/bin/python bench/portal.py [--seconds 5] [--rounds 5] [--connections 32] [--root PORTAL_ROOT --page PATH]

Both serve the same release on 127.0.0.1, each with two workers, while `wrk` asks with one thread; all share
the processors (`--cores`, default 0,1). They take turns, round by round; figures are medians. Without `--root` the
release is made up: one article of 15 kB with its compressed copies. nginx has its own configuration in a temporary
folder: sendfile, gzip_static, open_file_cache, no log.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

from nghitrinh.bundle import create_key, write_bundle
from nghitrinh.bundle.command import key_for
from nghitrinh.bundle.schema import NO_SITE

PAGE = "bai-viet/a1/"
ENCODINGS = {"as it is": "identity", "gzip": "gzip"}
NGINX = """
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; user {user};
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; charset utf-8; access_log off; server_tokens off;
  sendfile on; tcp_nopush on; keepalive_requests 100000000; gzip_static on; etag on;
  open_file_cache max=10000; open_file_cache_valid 60s;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  add_header Content-Security-Policy "default-src 'self'"; add_header X-Content-Type-Options nosniff;
  add_header Referrer-Policy no-referrer; add_header Cache-Control no-cache; add_header Vary Accept-Encoding;
  server {{ listen 127.0.0.1:{port}; root {pages}; }}
}}
"""


@dataclass(frozen=True)
class Server:
    """One server under measurement: its name and port."""

    name: str
    port: int

    def address(self, page: str) -> str:
        """Return where a page is."""
        return f"http://127.0.0.1:{self.port}/{page}"


def make_root(folder: Path) -> Path:
    """Make up a portal root with one article page of 15 kB."""
    words = "Ban Thường vụ thống nhất quy hoạch vùng công nghiệp động lực, giao Ủy ban nhân dân tỉnh rà soát"
    body = "\n".join(f"<p>{number}. {words}, báo cáo trước ngày {number % 28 + 1}.</p>" for number in range(95))
    page = f"<!doctype html><html lang=vi><meta charset=utf-8><title>Hội nghị</title><main>{body}</main></html>"
    write_bundle(
        folder / "portal",
        rows={"site": [replace(NO_SITE, id="site", name="Tỉnh", as_of="2021-10-04")]},
        pages=[(f"{PAGE}index.html", page.encode()[:15_000])],
        key=create_key(folder / "keys" / "signing.pem"),
        at=datetime(2021, 10, 4, tzinfo=UTC),
    )
    return folder / "portal"


def require(*programs: str) -> None:
    """End with what to install when a program is missing."""
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    missing = [each for each in programs if shutil.which(each) is None]
    if missing:
        raise SystemExit(f"found no {', '.join(missing)}, expected it: apt-get install {' '.join(missing)}")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], server: Server, page: str) -> Iterator[Server]:
    """Run a server until the block ends; wait until it answers."""
    process = subprocess.Popen(command)
    try:
        for _ in range(100):
            time.sleep(0.1)
            if process.poll() is not None:
                raise SystemExit(f"{server.name} ended with {process.returncode} before it answered")
            try:
                with urlopen(server.address(page)) as answer:  # noqa: S310 - an address of this file's own making
                    answer.read()
                    break
            except OSError:
                continue
        yield server
    finally:
        process.terminate()
        process.wait()


def portal_command(root: Path, port: int, cores: str) -> list[str]:
    """Return the command that serves a root as `nghitrinh portal` does."""
    program = "import sys; from nghitrinh.portal.command import main_portal; sys.exit(main_portal(sys.argv[1:]))"
    given = [str(root), "--port", str(port), "--key", str(key_for(root, "")), "--workers", "2"]
    return ["taskset", "-c", cores, sys.executable, "-c", program, *given]


def nginx_command(root: Path, port: int, cores: str, folder: Path) -> list[str]:
    """Return the command that serves a root's pages with nginx."""
    folder.chmod(0o755)
    user = "root" if os.getuid() == 0 else "nobody"
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, user=user, port=port, pages=(root / "current" / "pages").resolve()))
    return ["taskset", "-c", cores, "nginx", "-c", str(config), "-p", str(folder)]


def ask(server: Server, page: str, encoding: str, given: argparse.Namespace) -> tuple[float, float]:
    """Return requests a second and the 99th percentile in milliseconds of one round."""
    run = subprocess.run(
        [
            *("taskset", "-c", given.cores, "wrk", "-t1", f"-c{given.connections}", f"-d{given.seconds}s", "--latency"),
            *("-H", f"Accept-Encoding: {encoding}", server.address(page)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise SystemExit(f"{server.name} did not answer all requests:\n{run.stdout}")
    rate, slow = re.search(r"Requests/sec:\s+([\d.]+)", run.stdout), re.search(r"99%\s+([\d.]+)(us|ms|s)", run.stdout)
    if rate is None or slow is None:
        raise SystemExit(f"wrk printed no rate:\n{run.stdout}")
    return float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1, "s": 1000}[slow[2]]


def lines(servers: list[Server], page: str, given: argparse.Namespace) -> Iterator[str]:
    """Yield the table: servers take turns in each round."""
    for named, encoding in ENCODINGS.items():
        answers: dict[str, list[tuple[float, float]]] = {each.name: [] for each in servers}
        for server in servers * given.rounds:
            answers[server.name].append(ask(server, page, encoding, given))
        rates = {name: statistics.median(rate for rate, _ in each) for name, each in answers.items()}
        for name, each in answers.items():
            slow = statistics.median(slow for _, slow in each)
            share = rates[name] / rates["nginx"]
            yield f"| {named} | {name} | {rates[name]:,.0f} | {slow:.1f} | {share:.2f} |"


def main() -> None:
    """Serve one release with both, print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--cores", default="0,1")
    parser.add_argument("--root", type=Path, help="a portal root; default: one made up")
    parser.add_argument("--page", default=PAGE, help="the page's address in it, without the first slash")
    given = parser.parse_args()
    require("nginx", "wrk", "taskset")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        root = (given.root or make_root(folder)).absolute()
        ours, other = Server("portal", free_port()), Server("nginx", free_port())
        stack.enter_context(running(portal_command(root, ours.port, given.cores), ours, given.page))
        stack.enter_context(running(nginx_command(root, other.port, given.cores, folder), other, given.page))
        with urlopen(ours.address(given.page)) as mine, urlopen(other.address(given.page)) as theirs:  # noqa: S310 - ours
            if (size := len(content := mine.read())) == 0 or content != theirs.read():
                raise SystemExit("the two do not serve the same bytes")
        print(f"{size:,} bytes, {given.connections} connections, {given.rounds} rounds of {given.seconds} s.\n")
        print("| encoding | server | requests/s | 99th percentile, ms | of nginx |\n| --- | --- | ---: | ---: | ---: |")
        for line in lines([ours, other], given.page, given):
            print(line, flush=True)


if __name__ == "__main__":
    main()
