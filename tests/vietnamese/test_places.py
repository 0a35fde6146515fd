import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import find_places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("thuộc 2 huyện Thanh Miện, Bình Giang.", ["huyện Thanh Miện", "Bình Giang"]),
        ("đường ô tô cao tốc Hà Nội - Hải Phòng - Hạ Long", ["đường ô tô cao tốc Hà Nội - Hải Phòng - Hạ Long"]),
        ("tại quận 2 và phường 28", ["quận 2", "phường 28"]),
        ("tỉnh Hải Dương", ["tỉnh Hải Dương"]),
        ("quốc lộ 5 qua TP. Hải Dương", ["quốc lộ 5", "TP. Hải Dương"]),
        ("Khu công nghiệp Yên Bình", ["Khu công nghiệp Yên Bình"]),
        ("UBND huyện và các xã", []),
    ],
)
def test_find_places(text: str, names: list[str]) -> None:
    assert [found.name for found in find_places(text)] == names


@given(st.text(alphabet="huyện xã tỉnh TP.QL18 - ,ABĐỦ và"))
def test_spans_slice_back(text: str) -> None:
    for found in find_places(text):
        assert text[found.start : found.end] == found.name
