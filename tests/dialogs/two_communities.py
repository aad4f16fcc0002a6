"""A desk of two communities: the example's, and one in another time zone with its own numbers."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bot.desk_file import load_desk
from domain.desk import Desk

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"

SUN, MOON = "sunshine", "moon"

SUN_PHONE, MOON_PHONE = "021-5555-0100", "020-7946-0100"
SUN_DUTY, MOON_DUTY = "021-5555-0110", "020-7946-0110"

MOON_BAY = {
    "name": {"zh": "月亮湾", "en": "Moon Bay"},
    "timezone": "Europe/London",
    "buildings": {"codes": "1-5", "units": "1-2"},
    "emergency_numbers": [{"label": {"zh": "月亮湾值班", "en": "Moon desk"}, "number": MOON_DUTY}],
    "quiet_hours": "22:00-07:00",
    "office_hours": "09:00-17:00",
    "centre_phone": MOON_PHONE,
    "facts": {
        "property_fee": {"zh": "每平方米每月 3 英镑", "en": "GBP 3 per square metre a month"}
    },
}


@cache
def two_communities() -> Desk:
    """The desk file, written and read like any other."""
    described = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    described["communities"][MOON] = MOON_BAY
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.yaml"
        path.write_text(
            yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        return load_desk(path)
