"""Telegram on loopback: a Bot API server and the phones of the people who use a bot."""
