"""The conversations: each module is one, and translates between people and services."""
