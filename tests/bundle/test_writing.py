"""Writing releases: deterministic, incremental, atomic, and verified."""

import errno
import json
import os
import pickle
import shutil
import signal
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.bundle.rows import MEETING, rows
from tests.steps import WRITING

from nghitrinh.bundle import (
    BundleError,
    NotSealed,
    UnderWay,
    create_key,
    open_bundle,
    publishing,
    verify_release,
    write_bundle,
)
from nghitrinh.bundle.database import write_database
from nghitrinh.bundle.manifest import (
    MANIFEST,
    SIGNATURE,
    differing,
    digest_of,
    is_inside,
    list_bytes,
    read_manifest,
)
from nghitrinh.bundle.schema import Meeting
from nghitrinh.bundle.writer import WrittenRelease, current_release

AT = datetime(2021, 10, 4, tzinfo=UTC)
PAGES = {"index.html": b"<h1>Trang</h1>" * 50, "hoi-nghi/m1/index.html": b"<h1>Ba muoi sau</h1>" * 50}


@pytest.fixture
def key(tmp_path: Path) -> Ed25519PrivateKey:
    return create_key(tmp_path / "keys" / "signing.pem")


def write(root: Path, key: Ed25519PrivateKey, pages: dict[str, bytes] = PAGES, **more: object) -> WrittenRelease:
    given = {"rows": rows(), "files": {digest_of(b"tep"): b"tep"}} | more
    return write_bundle(root, pages=pages.items(), key=key, at=AT, **given)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    first, second = write(tmp_path / "a", key), write(tmp_path / "b", key)
    assert contents(first.folder) == contents(second.folder)
    assert first.place.sequence == 1


@pytest.mark.parametrize("same", [(), ("article", "decision", "point", "site")])
def test_tables_that_stay_are_copied_and_give_the_same_bytes(tmp_path: Path, same: tuple[str, ...]) -> None:
    before, now = rows(), rows(meeting=replace(MEETING, place="Đường An")) | {"site": []}
    write_database(tmp_path / "a name ? #.sqlite", before)
    write_database(tmp_path / "fresh.sqlite", now)
    # That `site` stays is not so, and seen by how many rows it has.
    write_database(tmp_path / "copied.sqlite", now, tmp_path / "a name ? #.sqlite", same)
    assert (tmp_path / "copied.sqlite").read_bytes() == (tmp_path / "fresh.sqlite").read_bytes()


def test_an_unchanged_publication_is_no_new_release(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    first = write(tmp_path, key)
    before = contents(tmp_path)
    again = write(tmp_path, key)
    assert (again.changed, again.place) == (False, first.place)
    assert contents(tmp_path) == before


def test_a_change_links_what_is_unchanged_and_chains_to_the_release_before(
    tmp_path: Path, key: Ed25519PrivateKey
) -> None:
    first = write(tmp_path, key)
    second = write(tmp_path, key, PAGES | {"index.html": b"<h1>Khac</h1>" * 50})
    assert (second.place.sequence, open_bundle(tmp_path).manifest.previous) == (2, first.place.digest)
    path = "pages/hoi-nghi/m1/index.html"
    assert (first.folder / path).stat().st_ino == (second.folder / path).stat().st_ino
    assert (second.folder / "pages/index.html").read_bytes() == b"<h1>Khac</h1>" * 50
    assert verify_release(current_release(tmp_path), key.public_key()) == []


def little(root: Path, key: Ed25519PrivateKey, pages: dict[str, bytes], gone: tuple[str, ...] = ()) -> WrittenRelease:
    """Publish a release that differs from the current one in a few pages."""
    with publishing(root) as work:
        tree = work.begin(whole=False)
        for path, content in pages.items():
            tree.page(path, content)
        for path in gone:
            tree.drop_page(path)
        return work.finish(key, AT)


def test_a_little_change_makes_the_same_release_as_a_whole_one(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, key)
    pages = dict(PAGES)
    for number in range(4):  # from the second on, the two trees take turns
        changed = {"index.html": f"<h1>Lan {number}</h1>".encode() * 50, f"moi/{number}/index.html": b"<p>moi</p>" * 40}
        gone = (f"moi/{number - 1}/index.html",) if number else ()
        pages = {path: content for path, content in {**pages, **changed}.items() if path not in gone}
        whole, part = write(tmp_path / "a", key, pages), little(tmp_path / "b", key, changed, gone)
        assert contents(whole.folder) == contents(part.folder)
        assert verify_release(part.folder, key.public_key()) == []
    assert len(list((tmp_path / "b" / "releases").iterdir())) == 2


def test_a_release_before_is_not_written_into(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path, key)
    little(tmp_path, key, {"index.html": b"<h1>Hai</h1>" * 50})
    current = current_release(tmp_path)
    assert current is not None
    before = contents(current)
    little(tmp_path, key, {"index.html": b"<h1>Ba</h1>" * 50, "hoi-nghi/m1/index.html": b"<h1>Ba</h1>" * 50})
    assert contents(current) == before


def test_no_little_change_is_no_new_release(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path, key)
    little(tmp_path, key, {"index.html": b"<h1>Hai</h1>" * 50})
    assert little(tmp_path, key, {"index.html": b"<h1>Hai</h1>" * 50}).changed is False
    assert little(tmp_path, key, {"index.html": b"<h1>Ba</h1>" * 50}).place.sequence == 3


@pytest.mark.parametrize("path", ["../ra.html", "/etc/ra.html", "a/../../ra.html", ""])
def test_a_page_cannot_climb_out(tmp_path: Path, key: Ed25519PrivateKey, path: str) -> None:
    with pytest.raises(BundleError, match="inside the release"):
        write(tmp_path, key, {path: b"x"})
    assert current_release(tmp_path) is None


def test_forgetting_leaves_only_manifests_of_older_releases(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path, key, {"bi-mat.html": b"lo ra" * 30})
    write(tmp_path, key, {"index.html": b"sach" * 30}, forget=True)
    assert sorted(path.name for path in (tmp_path / "manifests").iterdir()) == [
        "000001.json",
        "000001.sig",
        "000002.json",
        "000002.sig",
    ]
    assert not any(b"lo ra" in content for content in contents(tmp_path).values())


@pytest.mark.parametrize("forget", [False, True])
def test_a_spare_tree_becomes_the_next_release(tmp_path: Path, key: Ed25519PrivateKey, *, forget: bool) -> None:
    """The release after a whole one, or after a withdrawal, does not link every file anew."""
    write(tmp_path, key, {"bi-mat.html": b"lo ra" * 30})
    if forget:
        with publishing(tmp_path) as work:
            work.begin(whole=False).drop_page("bi-mat.html")
            work.finish(key, AT, forget=True)
    spare = tmp_path / "spare"
    assert contents(spare) == contents((tmp_path / "current").resolve())
    place = spare.stat().st_ino
    released = little(tmp_path, key, {"index.html": b"<h1>Hai</h1>" * 50})
    assert released.folder.stat().st_ino == place
    assert not spare.exists()
    assert verify_release(released.folder, key.public_key()) == []


def test_what_is_withdrawn_with_a_whole_release_is_in_no_spare_tree(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path, key, {"bi-mat.html": b"lo ra" * 30})
    write(tmp_path, key, {"bi-mat.html": b"lo ra" * 30, "khac.html": b"khac" * 30})
    write(tmp_path, key, {"index.html": b"sach" * 30}, forget=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "current",
        "keys",
        "lock",
        "manifests",
        "releases",
        "spare",
    ]
    assert not any(b"lo ra" in content for content in contents(tmp_path).values())


def test_a_withdrawal_killed_after_the_switch_is_forgotten_by_the_next(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path, key, {"bi-mat.html": b"lo ra" * 30})
    child = os.fork()
    if child == 0:
        kill = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == "switched" else None  # noqa: E731
        write(tmp_path, key, {"index.html": b"sach" * 30}, forget=True, step=kill)
        os._exit(0)
    os.waitpid(child, 0)
    assert not write(tmp_path, key, {"index.html": b"sach" * 30}).changed
    assert not any(b"lo ra" in content for content in contents(tmp_path).values())


@pytest.mark.parametrize("step", WRITING)
def test_killed_at_any_step_the_old_or_the_new_release_is_served_whole(
    tmp_path: Path, key: Ed25519PrivateKey, step: str
) -> None:
    old = write(tmp_path, key)
    new_rows = rows(meeting=Meeting(**{**MEETING.__dict__, "number": 37}))
    child = os.fork()
    if child == 0:
        write(
            tmp_path,
            key,
            rows=new_rows,
            step=lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == step else None,
        )
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    served = current_release(tmp_path)
    assert served is not None
    assert verify_release(served, key.public_key()) == []
    assert (served == old.folder) == (WRITING.index(step) < WRITING.index("switched"))
    after = write(tmp_path, key, rows=new_rows)
    assert after.place.sequence == 2
    assert {each.name for each in tmp_path.iterdir()} - {"spare"} == {
        "current",
        "keys",
        "lock",
        "manifests",
        "releases",
    }


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda f: (f / "pages/index.html").write_bytes(b"khac"), "pages/index.html: was changed"),
        (lambda f: (f / "pages/index.html").unlink(), "pages/index.html: is missing"),
        (lambda f: (f / "pages/them.html").write_bytes(b"x"), "pages/them.html: was added"),
        (lambda f: (f / "public.sqlite").write_bytes(b"x"), "public.sqlite: was changed"),
        (lambda f: (f / SIGNATURE).write_bytes(b"0" * 64), "release.sig: is not the signature"),
        (lambda f: (f / SIGNATURE).unlink(), "release.sig: No such file"),
        (lambda f: (f / MANIFEST).unlink(), "release.json: No such file"),
        (
            lambda f: (f / MANIFEST).write_bytes((f / MANIFEST).read_bytes().replace(b'"pages"', b'"../pages"')),
            "expected a group inside the release",
        ),
        (lambda f: (f / "lists/pages.sha256").write_bytes(b"x"), "lists/pages.sha256: was changed"),
        (lambda f: (f / "lists/pages.sha256").unlink(), "lists/pages.sha256: is missing"),
        (
            lambda f: ((f / "pages/index.html").unlink(), (f / "pages/index.html").symlink_to("/etc/hostname")),
            "pages/index.html: leads out",
        ),
    ],
)
def test_verify_names_the_file(tmp_path: Path, key: Ed25519PrivateKey, spoil: object, named: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(write(tmp_path, key).folder, folder)
    assert verify_release(folder, key.public_key()) == []
    spoil(folder)
    problems = [str(problem) for problem in verify_release(folder, key.public_key())]
    assert any(named in problem for problem in problems), problems


def test_right_digests_without_the_right_signature_are_refused(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    forged = write(tmp_path / "forged", Ed25519PrivateKey.generate())
    assert [problem.path for problem in verify_release(forged.folder, key.public_key())] == [SIGNATURE]


@pytest.mark.parametrize("line", ["../../ngoai", "/etc/hostname", "pages/a/../../b", "years/2021.sqlite"])
def test_a_signed_list_cannot_lead_out_or_into_another_group(tmp_path: Path, key: Ed25519PrivateKey, line: str) -> None:
    folder = write(tmp_path, key).folder
    path = folder / "lists/pages.sha256"
    path.unlink()
    path.write_text(f"{'0' * 64}  {line}\n")
    manifest = read_manifest(folder / MANIFEST)
    forged = replace(manifest, lists={**manifest.lists, "pages": digest_of(path.read_bytes())})
    (folder / MANIFEST).write_bytes(forged.to_bytes())
    (folder / SIGNATURE).write_bytes(key.sign(forged.to_bytes()))
    (problem,) = verify_release(folder, key.public_key())
    assert problem.path == "lists/pages.sha256"
    assert problem.what.startswith(f"line 1: found '{line}" if line.startswith("years") else "line 1: found '0000")


def test_two_lists_are_compared_by_the_lines_in_which_they_differ(tmp_path: Path) -> None:
    one, two = ({f"years/{name}.sqlite": name[0] * 64 for name in names} for names in (["a", "b1", "c"], ["a", "b2"]))
    two["years/c.sqlite"] = "d" * 64
    for name, files in {"one": one, "two": two}.items():
        (tmp_path / name / "lists").mkdir(parents=True)
        (tmp_path / name / "lists" / "years.sha256").write_bytes(list_bytes(files))
    gone, come = differing("years", tmp_path / "one", tmp_path / "two")
    assert gone == {path: digest for path, digest in one.items() if path != "years/a.sqlite"}
    assert come == {path: digest for path, digest in two.items() if path != "years/a.sqlite"}
    assert differing("years", None, tmp_path / "two") == ({}, two)
    assert differing("years", tmp_path / "one", None) == (one, {})
    (tmp_path / "two" / "lists" / "years.sha256").write_bytes(list_bytes(two) + f"{'e' * 64}  ../out\n".encode())
    with pytest.raises(BundleError, match="line 4"):
        differing("years", tmp_path / "one", tmp_path / "two")


def test_an_older_release_is_refused(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    first = write(tmp_path, key)
    problems = verify_release(first.folder, key.public_key(), at_least=2)
    assert [str(problem) for problem in problems] == [
        "release.json: found release 1, expected at least 2: an older one was put in its place"
    ]


def test_rows_come_back_as_they_went_in(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    bundle = open_bundle(write(tmp_path, key).folder)
    assert list(bundle.rows(Meeting)) == [MEETING]
    assert bundle.get(Meeting, "m2") is None
    assert len(bundle.logical_digest()) == 64
    bundle.close()


@pytest.mark.parametrize("path", ["a", "a/b.html", "a..b/c", ".../x", "a/..b", "tệp/ă.html"])
def test_paths_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    "path", ["", "/", "/a", "a/", "a//b", ".", "..", "./a", "a/..", "a/../b", "a\\b", "a\nb", "a\0", "a\n"]
)
def test_paths_outside(path: str) -> None:
    assert not is_inside(path)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff", b'{"schema": 3}'])
def test_a_hostile_manifest_is_one_fault(tmp_path: Path, key: Ed25519PrivateKey, content: bytes) -> None:
    folder = write(tmp_path, key).folder
    (folder / MANIFEST).write_bytes(content)
    assert {problem.path for problem in verify_release(folder, key.public_key())} == {MANIFEST, SIGNATURE}


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_a_pipe_is_not_waited_for(tmp_path: Path, key: Ed25519PrivateKey, name: str) -> None:
    folder = write(tmp_path, key).folder
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert name in {problem.path for problem in verify_release(folder, key.public_key())}


def test_a_group_of_half_a_character_is_refused(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    folder = write(tmp_path, key).folder
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest["lists"]["\ud800"] = "0" * 64
    (folder / MANIFEST).write_text(json.dumps(manifest), "ascii")
    with pytest.raises(BundleError, match="expected a group inside the release"):
        read_manifest(folder / MANIFEST)


def test_what_cannot_be_read_is_a_fault(
    tmp_path: Path, key: Ed25519PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, key).folder
    hidden = folder / "pages" / "hidden"
    hidden.mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:  # root reads every folder: the refusal is the system's own, made here
        if Path(path) == hidden:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [str(problem) for problem in verify_release(folder, key.public_key())] == [
        "pages/hidden: cannot be looked into: Permission denied"
    ]


@pytest.mark.parametrize("kind", [BundleError, NotSealed, UnderWay])
def test_a_fault_goes_whole_from_one_process_to_another(kind: type[BundleError]) -> None:
    error = kind("pages/a", "its bytes have another SHA-256", code="other_digest")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(copy), str(copy), copy.code, copy.where) == (kind, str(error), "other_digest", "pages/a")
