"""`nghitrinh setup`: the address at which a body begins its own record in the browser."""

import argparse

from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import Refused, answer
from nghitrinh.cli.home import home_folder, require_current
from nghitrinh.desk.setup.kept import is_begun, new_code


def setup_words(desk: str) -> str:
    """Return what is printed of the setup, in both languages: its address, with a new code in it.

    `desk` is the desk's address, with a slash at its end. An earlier code is good no longer; what was typed stays.
    """
    return (
        "\n  Mở địa chỉ này trong trình duyệt để lập cơ quan của anh chị\n"
        "  (sáu hoặc bảy trang ngắn, dừng lúc nào cũng được):\n"
        "  Open this address to begin the record of your own body\n"
        "  (six or seven short pages, to be left and taken up):\n\n"
        f"    {desk}bat-dau/?ma={new_code()}\n\n"
        "  Mất địa chỉ, hoặc muốn địa chỉ khác: `nghitrinh setup`. / For another address: `nghitrinh setup`.\n"
    )


def main_setup(arguments: list[str]) -> int:
    """Print a new address at which your own body begins its record; the one before is good no longer."""
    parser = argparse.ArgumentParser("nghitrinh setup", description=main_setup.__doc__)
    parser.add_argument("--desk", default="http://127.0.0.1:8000/", help="the desk's address; default: %(default)s")
    given = parser.parse_args(arguments)
    require_current()
    if is_begun():
        raise Refused(
            _("hồ sơ này đã có cơ quan hoặc người dùng, cần một nơi chưa có gì; hãy đăng nhập bàn làm việc"),
            code="record_begun",
            field=str(home_folder()),
        )
    answer(setup_words(f"{given.desk.rstrip('/')}/"), done="setup")
    return 0
