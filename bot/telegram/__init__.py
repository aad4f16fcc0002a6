"""The Telegram side: what comes in is read, what goes out is said."""
