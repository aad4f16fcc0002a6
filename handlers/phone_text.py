"""Reads a phone number as people type it, and returns it as the desk keeps it (E.164)."""

import unicodedata

import phonenumbers

REGION = "CN"
"""Where a number without a country code is at home."""

LONGEST = 40


def read_phone(text: str) -> str | None:
    """Return a valid number as ``+8613812345678``; ``None`` for anything else."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    if len(narrow) > LONGEST:
        return None
    digits = sum(sign.isdigit() for sign in narrow)
    # Some write the 86 of mainland China without its plus.
    if narrow.startswith("86") and digits == len("8613812345678"):
        narrow = f"+{narrow}"
    try:
        number = phonenumbers.parse(narrow, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
