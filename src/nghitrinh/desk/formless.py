"""Acts that have no form at the desk, and why: `docs/acts.md` says it of each.

An act has a form where the desk, or what reads a page or a workbook for it (`intake`), names it; the noun names those
of `release_forms`. `tests/desk/test_formless.py` fails for an act that has neither form nor reason.
"""

from nghitrinh.desk.nouns import ROWS

FORMLESS: dict[str, str] = {
    "journal.erase": "what it takes away nobody can bring back, so it is asked of a person at the server, on paper",
    "number.declare_gap": "it is wanted once, where numbers were given that the record does not have (a restore)",
    "release.resume": "`nghitrinh publish --resume` carries it out, beside the files of the portal that it must read",
    "task.escalate": "the clock asks for it at the steps of the rule, and it is nobody else's to do",
    "release.seal": "the button *Phát hành* starts a publication, which seals what it made",
}


def release_forms() -> set[str]:
    """Return the acts of the page that releases an object, one for each noun that has it."""
    return {f"{row.kind}.release" for row in ROWS.values() if row.release}
