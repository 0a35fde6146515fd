"""Names of organizations, places and posts: full and short forms, abbreviations, and both spellings (Ủy, Uỷ)."""

import re

from nghitrinh.vietnamese import modern

_SHORT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "btv": "ban thường vụ",
    "bch": "ban chấp hành", "bcsđ": "ban cán sự đảng", "bcs": "ban cán sự", "btc": "ban tổ chức",
    "ubkt": "ủy ban kiểm tra",
    "tn&mt": "tài nguyên và môi trường", "kh&đt": "kế hoạch và đầu tư", "gd&đt": "giáo dục và đào tạo",
    "tp": "thành phố",
    "lđ-tb&xh": "lao động - thương binh và xã hội", "nn&ptnt": "nông nghiệp và phát triển nông thôn",
}  # fmt: skip
_TITLES = re.compile(r"^(?:các |cùng )?(?:đồng chí|ông|bà|đ/c)\s+")
_KINDS = ("huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn", "thôn", "tỉnh", "khu", "đường", "cao tốc")
_WORD = re.compile(r"[\w&/-]+|[,;]")


def spelled_out(name: str) -> str:
    """Return a name in lower case, in one spelling, with abbreviations written out and single spaces."""
    words = _WORD.findall(modern(name).lower().replace("\xa0", " "))
    return " ".join(_SHORT.get(word, word) for word in words).replace(" ,", ",")


def is_organization(words: str, names: tuple[str, ...], place: str = "") -> bool:
    """Tell whether words name an organization: a name, its beginning, or the name with the jurisdiction after it.

    Only the jurisdiction's own name (`place`) may follow: "Ủy ban nhân dân tỉnh Hải Dương", never another's.
    """
    said = spelled_out(words)
    return any(_names(said, spelled_out(name), spelled_out(place)) for name in names if name)


def _names(said: str, name: str, place: str) -> bool:
    if said == name:
        return True
    if name.startswith(f"{said} ") and len(said.split()) >= 3:
        return True
    if not said.startswith(f"{name} "):
        return False
    rest = said.removeprefix(name).strip()
    bare = place.removeprefix("tỉnh ").removeprefix("thành phố ")
    return bool(place) and rest in {place, bare, "tỉnh", f"tỉnh {bare}"}


def stands_at(text: str, start: int, name: str) -> bool:
    """Tell whether an organization's whole name stands at a place of a text, in one of its spellings."""
    said = spelled_out(text[start : start + 2 * len(name) + 40])
    return bool(name) and f"{said} ".startswith(f"{spelled_out(name)} ")


def is_place(words: str, names: tuple[str, ...]) -> bool:
    """Tell whether words name a place; a kind that stands before the name must be its own."""
    said = f" {spelled_out(words).replace(',', ' ,')} "
    full, bare = spelled_out(names[0]), spelled_out(names[-1])
    if f" {full} " in said:
        return True
    if f" {bare} " not in said:
        return False
    before = said.split(f" {bare} ", maxsplit=1)[0].split()
    return not any(" ".join(before).endswith(kind) for kind in _KINDS if not full.startswith(kind))


def is_post(words: str, names: tuple[str, ...]) -> bool:
    """Tell whether words say a post or a person's name, among titles and other posts set off by commas."""
    parts = [_TITLES.sub("", part.strip()) for part in re.split(r"[,;–:]| - ", spelled_out(words))]
    wanted = [spelled_out(name) for name in names]
    return any(part == name or part.startswith(f"{name} ") for part in parts for name in wanted)
