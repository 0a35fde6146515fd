"""Which file of a new version is held against which of the old one."""

from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nghitrinh.desk.papers.counterparts import Held, counterparts

SUBMISSION = "Tờ trình về việc giao đất cho khu công nghiệp tại xã, diện tích 3.500 ha, thời hạn đến năm 2030"
ANNEX = "Phụ lục danh mục các dự án thu hồi đất kèm theo tờ trình của Ủy ban nhân dân tỉnh năm 2026"
TABLE = "Bảng tổng hợp nguồn vốn đầu tư công trung hạn phân bổ cho từng công trình giao thông, thủy lợi"


class Shape(NamedTuple):
    """The files of two versions, name to text, and who goes with whom ("" for nobody)."""

    old: dict[str, str]
    new: dict[str, str]
    pairs: set[tuple[str, str]]


def changed(text: str) -> str:
    return text.replace("năm", "hết năm").replace("cho", "đối với")


SHAPES = {
    "the same text as DOCX and PDF": Shape(
        {"v1.docx": SUBMISSION, "v1.pdf": SUBMISSION},
        {"v2.docx": changed(SUBMISSION), "v2.pdf": changed(SUBMISSION)},
        {("v1.docx", "v2.docx"), ("v1.pdf", "v2.pdf")},
    ),
    "a PDF that was forgotten": Shape(
        {"v1.docx": SUBMISSION, "v1.pdf": SUBMISSION},
        {"v2.docx": changed(SUBMISSION), "v2.pdf": SUBMISSION},
        {("v1.docx", "v2.docx"), ("v1.pdf", "v2.pdf")},
    ),
    "a PDF comes beside": Shape(
        {"to-trinh.docx": SUBMISSION},
        {"to-trinh.pdf": changed(SUBMISSION), "to-trinh.docx": changed(SUBMISSION)},
        {("to-trinh.docx", "to-trinh.docx"), ("", "to-trinh.pdf")},
    ),
    "another kind instead": Shape(
        {"to-trinh.docx": SUBMISSION, "phu-luc.docx": ANNEX},
        {"signed.pdf": changed(SUBMISSION), "phu-luc.docx": ANNEX},
        {("to-trinh.docx", "signed.pdf"), ("phu-luc.docx", "phu-luc.docx")},
    ),
    "kinds changed over": Shape(
        {"to-trinh.docx": SUBMISSION, "phu-luc.pdf": ANNEX},
        {"to-trinh.pdf": changed(SUBMISSION), "phu-luc.docx": changed(ANNEX)},
        {("to-trinh.docx", "to-trinh.pdf"), ("phu-luc.pdf", "phu-luc.docx")},
    ),
    "an annex put in front": Shape(
        {"phu-luc-1.docx": ANNEX, "phu-luc-2.docx": TABLE},
        {"phu-luc-1.docx": SUBMISSION, "phu-luc-2.docx": changed(ANNEX), "phu-luc-3.docx": TABLE},
        {("phu-luc-1.docx", "phu-luc-2.docx"), ("phu-luc-2.docx", "phu-luc-3.docx"), ("", "phu-luc-1.docx")},
    ),
    "scans and sheets go by their names": Shape(
        {"TTr v1.pdf": "", "PL v1.pdf": "", "Biểu 1.xlsx": "", "Biểu 2.xlsx": ""},
        {"PL_v2.pdf": "", "TTr_v2.pdf": "", "Bieu 2.xlsx": "", "Biểu 1 (2).xlsx": ""},
        {
            ("TTr v1.pdf", "TTr_v2.pdf"),
            ("PL v1.pdf", "PL_v2.pdf"),
            ("Biểu 1.xlsx", "Biểu 1 (2).xlsx"),
            ("Biểu 2.xlsx", "Bieu 2.xlsx"),
        },
    ),
    "a scan of what was written": Shape(
        {"to-trinh.docx": SUBMISSION}, {"Tờ trình.pdf": ""}, {("to-trinh.docx", "Tờ trình.pdf")}
    ),
    "a draft written anew": Shape(
        {"to-trinh-v1.docx": SUBMISSION}, {"to-trinh-v2.docx": TABLE}, {("to-trinh-v1.docx", "to-trinh-v2.docx")}
    ),
    "nothing in common": Shape(
        {"to-trinh.docx": SUBMISSION, "anh.png": ""},
        {"von-dau-tu.docx": TABLE, "so-do.png": ""},
        {("to-trinh.docx", ""), ("anh.png", ""), ("", "von-dau-tu.docx"), ("", "so-do.png")},
    ),
    "own words that come as a file": Shape(
        {"": SUBMISSION}, {"to-trinh.docx": changed(SUBMISSION)}, {("(words)", "to-trinh.docx")}
    ),
    "all gone": Shape({"a.pdf": SUBMISSION}, {}, {("a.pdf", "")}),
}


def held(files: dict[str, str], version: str) -> list[Held]:
    return [Held(name, f"{version} {name}", text) for name, text in files.items()]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("order", [1, -1])
def test_each_file_finds_its_counterpart(shape: Shape, order: int) -> None:
    old, new = held(shape.old, "old")[::order], held(shape.new, "new")[::order]
    found = {
        ("" if at is None else old[at].name or "(words)", "" if there is None else new[there].name or "(words)")
        for at, there in counterparts(old, new)
    }
    assert found == shape.pairs


def test_the_very_same_bytes_are_counterparts_whatever_their_names() -> None:
    old = [Held("a.docx", "1", SUBMISSION), Held("b.docx", "2", ANNEX)]
    assert counterparts(old, [Held("a.docx", "2", ANNEX), Held("b.docx", "1", SUBMISSION)]) == [(1, 0), (0, 1)]


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FILES = st.lists(
    st.builds(
        Held,
        st.sampled_from(["a.docx", "a.pdf", "b.docx", "a v2.docx", "phu-luc-1.xlsx", "phu-luc-2.xlsx", "", ".", "x"]),
        st.sampled_from("123456"),
        st.sampled_from(["", "một", SUBMISSION, changed(SUBMISSION), ANNEX, f"{ANNEX} {TABLE}"]),
    ),
    max_size=7,
)


@PATIENT
@given(FILES, FILES)
def test_every_file_stands_once(old: list[Held], new: list[Held]) -> None:
    found = counterparts(old, new)
    assert sorted(at for at, _there in found if at is not None) == list(range(len(old)))
    assert [there for _at, there in found if there is not None] == list(range(len(new)))


@PATIENT
@given(FILES, st.randoms())
def test_a_version_handed_in_again_goes_on_itself(files: list[Held], random: Random) -> None:
    shuffled = random.sample(files, len(files))
    found = counterparts(files, shuffled)
    assert all(at is not None and there is not None for at, there in found)
    assert all(
        files[at].digest == shuffled[there].digest for at, there in found if at is not None and there is not None
    )
