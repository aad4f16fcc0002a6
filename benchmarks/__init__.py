"""Measures what the README claims: run `make bench`, or `make bench ONLY=dialogue` for a part."""
