"""The bundle: one signed, complete publication, as a directory that any static web server can serve.

    ROOT/current                     symbolic link to the release that is served
    ROOT/releases/000001-3f9a…/      public.sqlite, years/, pages/, files/, lists/, release.json, release.sig
    ROOT/manifests/000001.json, .sig every manifest there ever was; contents of older releases go, these stay

==================  ==========================================================================
`write_bundle`      build a release beside the current one, sign, verify, switch
`publishing`        the same for a release that differs in little from the current one
`verify_release`    every fault of a release against its signature and a public key
`open_bundle`       typed rows and search over a release, read-only
`create_key` …      Ed25519 keys in files
`address`           where a row's page is
==================  ==========================================================================

It knows nothing of Django and nothing of the record: a researcher can use it alone.
"""

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.errors import BundleError, FileProblem, NotSealed, UnderWay
from nghitrinh.bundle.keys import create_key, load_key, load_public_key
from nghitrinh.bundle.reader import Bundle, open_bundle
from nghitrinh.bundle.verify import verify_release
from nghitrinh.bundle.writer import Publishing, WrittenRelease, publishing, write_bundle

__all__ = [
    "Bundle",
    "BundleError",
    "FileProblem",
    "NotSealed",
    "Publishing",
    "UnderWay",
    "WrittenRelease",
    "address",
    "create_key",
    "load_key",
    "load_public_key",
    "open_bundle",
    "publishing",
    "verify_release",
    "write_bundle",
]
