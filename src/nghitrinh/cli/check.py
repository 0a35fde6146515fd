"""`nghitrinh check`: whether a home is whole, so that what it keeps can be trusted and it can go on working."""

import argparse
import json
import sys
from collections.abc import Iterator

from nghitrinh.bundle import BundleError, load_key, load_public_key, verify_release
from nghitrinh.bundle.command import release_in
from nghitrinh.bundle.keys import public_path
from nghitrinh.cli.faults import error_lines
from nghitrinh.cli.home import home_folder, is_locked, open_to_others, require_current
from nghitrinh.cli.moves import left_by_a_killed_move
from nghitrinh.mail.sending import given_up
from nghitrinh.publication.images import is_stored
from nghitrinh.publication.publish import portal_root
from nghitrinh.publication.resuming import REMEDY, is_ahead
from nghitrinh.publication.signing import key_path
from nghitrinh.record import search
from nghitrinh.record.articles.models import ArticleRevision
from nghitrinh.record.findings.queries import results
from nghitrinh.record.kernel import journal, seal, storage
from nghitrinh.record.papers.models import File
from nghitrinh.record.releases.queries import last_release
from nghitrinh.record.tasks.models import TaskFile

UNCHECKED = "whether acts, backups and publications could go on is not checked"
RENEW = "run `nghitrinh init --search`, which makes them anew"


def main_check(arguments: list[str]) -> int:
    """Check the whole home: version, seal, journal, search, every stored file against its digest, keys, portal, mail.

    Nothing is written: a home where nothing can be is checked too, and what that leaves unchecked is said.
    """
    parser = argparse.ArgumentParser("nghitrinh check", description=main_check.__doc__)
    parser.add_argument("--json", action="store_true", help="what was found of each part, as one JSON object")
    given = parser.parse_args(arguments)
    require_current()
    found = {part: list(faults()) for part, faults in PARTS.items()}
    faults = [fault for part in found.values() for fault in part]
    unchecked = [f"{home_folder()}: found it where nothing can be written: {UNCHECKED}"] if is_locked() else []
    for fault in (*faults, *unchecked):
        print(fault, file=sys.stderr)
    if given.json:
        print(json.dumps({"whole": not faults, "faults": found, "unchecked": unchecked}, ensure_ascii=False))
    elif not faults:
        print("home, seal, journal, search, files, keys, portal and mail are whole")
    return 1 if faults else 0


def _home_faults() -> Iterator[str]:
    """Yield what others could read of a home that is locked (any other one was refused), and what a move left."""
    for refusal in open_to_others(home_folder()):
        yield from error_lines(refusal)
    if left := left_by_a_killed_move():
        yield f"{home_folder()}: {left}; `nghitrinh init` removes what lies here of it"


def _record_faults() -> Iterator[str]:
    yield from (f"the seal lacks {name}" for name in seal.missing())
    yield from (f"{problem.where}: {problem.what}" for problem in journal.verify())


def _search_faults() -> Iterator[str]:
    """Yield what search does not find as the record has it; it is derived, and can be made anew."""
    wrong = list(search.differences())
    if wrong:
        yield f"search: found other words than the record's of {len(wrong)} objects, the first {wrong[0]}; " + RENEW


def _files_lost() -> Iterator[str]:
    """Yield what is wrong with the bytes that papers, findings, reports on tasks and articles name."""
    named = {*File.objects.values_list("digest", flat=True), *TaskFile.objects.values_list("digest", flat=True)}
    named |= results()
    named |= {image for image in ArticleRevision.objects.values_list("image", flat=True) if is_stored(image)}
    for digest in sorted(named):
        try:
            storage.get(digest)
        except storage.StorageFault as error:
            yield from error_lines(error)


def _portal_faults() -> Iterator[str]:
    """Yield what is wrong with the keys and the release in force; a home that never published has neither."""
    sealed = last_release()
    try:
        if is_ahead(portal_root()):
            yield f"{portal_root()}: found a release that follows the last this record knows; {REMEDY}"
        if sealed is None:
            return
        signing, public = load_key(key_path()), load_public_key(public_path(key_path()))
        if signing.public_key() != public:
            yield f"{public_path(key_path())}: found another key, expected the one that belongs to {key_path()}"
        release = release_in(portal_root())
        yield from (f"{release}: {problem}" for problem in verify_release(release, public, at_least=sealed.sequence))
    except BundleError as error:
        yield str(error)


def _mail_faults() -> Iterator[str]:
    """Yield that letters were given up; why each was, `nghitrinh mail list` says."""
    if count := given_up():
        yield f"mail: found {count} letters given up, expected none; see `nghitrinh mail list`, or Thư on the desk"


PARTS = {
    "home": _home_faults,
    "journal": _record_faults,
    "search": _search_faults,
    "files": _files_lost,
    "portal": _portal_faults,
    "mail": _mail_faults,
}
