"""Texts that people typed, some with a stop at their end and some without, put one behind another as sentences."""

_STOPS = (".", ":", ";", "!", "?", "…")


def ended(text: str) -> str:
    """Return a text with a stop at its end, its own or a full one; nothing of nothing.

    >>> ended("Đo lại"), ended("Đo lại."), ended("Vì sao? "), ended("")
    ('Đo lại.', 'Đo lại.', 'Vì sao?', '')
    """
    text = text.rstrip()
    return text if not text or text.endswith(_STOPS) else f"{text}."


def sentences(*texts: str) -> str:
    """Return texts one behind another, each with a stop; those that say nothing left out.

    >>> sentences("80 ha → 75 ha", "", "Lý do: Đo lại.")
    '80 ha → 75 ha. Lý do: Đo lại.'
    """
    return " ".join(ended(text) for text in texts if text.strip())


def in_one_line(text: str) -> str:
    r"""Return a text whose lines stand behind one another, with a semicolon where no mark ends a line.

    >>> in_one_line("Hạn cũ 10/9/2021\n1/10/2021"), in_one_line("Nhất trí:\na) Điều 1;\n\nb) Điều 2.")
    ('Hạn cũ 10/9/2021; 1/10/2021', 'Nhất trí: a) Điều 1; b) Điều 2.')
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return " ".join([*(line if line.endswith((*_STOPS, ",")) else f"{line};" for line in lines[:-1]), *lines[-1:]])


def unended(text: str) -> str:
    """Return a text without the full stop at its end, for a sentence that goes on behind it.

    >>> unended("Báo cáo kết quả. "), unended("Báo cáo, đề xuất …")
    ('Báo cáo kết quả', 'Báo cáo, đề xuất …')
    """
    return text.rstrip().removesuffix(".")
