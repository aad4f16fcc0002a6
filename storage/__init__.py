"""The desk's database: SQLite or PostgreSQL, by SQLAlchemy Core. Nothing else imports either."""
