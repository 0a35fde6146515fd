"""What the record names in code is said in words."""

from datetime import datetime

from nghitrinh.desk.kit.wording import moment
from nghitrinh.publication.pages import words


def test_desk_and_portal_write_a_time_alike() -> None:
    at = "2021-10-08T08:05:00+07:00"
    assert moment(datetime.fromisoformat(at)) == "8/10/2021, 08:05"
    assert words.clock(at) == "08:05"
