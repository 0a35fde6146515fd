"""`nghitrinh verify BUNDLE`."""

import argparse
import sys
from pathlib import Path

from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.keys import load_public_key
from nghitrinh.bundle.manifest import MANIFEST, files_of, read_manifest
from nghitrinh.bundle.verify import verify_release
from nghitrinh.bundle.writer import CURRENT


def release_in(folder: Path) -> Path:
    """Return the release that a folder is, or that a portal root serves."""
    release = folder / CURRENT if (folder / CURRENT).exists() else folder
    if not (release / MANIFEST).exists():
        raise BundleError(
            folder, f"found no {MANIFEST}, expected a bundle or a folder with `{CURRENT}` in it", code="no_bundle"
        )
    return release


def key_for(folder: Path, given: str) -> Path:
    """Return the public key's file: the one given, or the one a home keeps beside its portal."""
    if given:
        return Path(given)
    for parent in (folder, *folder.resolve().parents):
        beside = parent / "keys" / "signing.pub.pem"
        if beside.exists():
            return beside
    raise BundleError(folder, "found no public key beside it, expected --key FILE", code="no_public_key")


def main_verify(arguments: list[str]) -> int:
    """Verify a bundle: signature, sequence, every file."""
    parser = argparse.ArgumentParser("nghitrinh verify", description=main_verify.__doc__)
    parser.add_argument("bundle", help="a release's folder, or a portal root")
    parser.add_argument("--key", default="", help="the public key (PEM); default: the home's own")
    parser.add_argument("--at-least", type=int, default=0, help="the highest release number seen so far")
    given = parser.parse_args(arguments)
    try:
        release = release_in(Path(given.bundle))
        problems = verify_release(release, load_public_key(key_for(release, given.key)), at_least=given.at_least)
        for problem in problems:
            print(problem, file=sys.stderr)
        if problems:
            return 1
        manifest = read_manifest(release / MANIFEST)
    except BundleError as error:
        print(f"nghitrinh verify: {error}", file=sys.stderr)
        return 1
    print(f"release {manifest.sequence} of {manifest.at}: {len(files_of(release, manifest))} files, all as signed")
    return 0
