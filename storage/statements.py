"""Core statements that are compiled once for each dialect and run on the driver's own cursor.

SQLAlchemy's execution costs 100 to 150 µs for each statement, SQLite's own a tenth of that.
Dynamic queries, which are rare, go the ordinary way (`storage.transaction.Transaction.select`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Dialect, Executable, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.functions import FunctionElement

DIALECTS: Mapping[str, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="named"),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]  # has no annotations
}
"""What statements are compiled for; both take their parameters by name."""


SYSTEM_NOW = "SYSTEM_NOW"
"""Stands in SQL text for what `SystemNow` is in a Core statement."""

_SYSTEM_NOW: Mapping[str, str] = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)",
}


class Statement:
    """One statement; ``columns`` names what an INSERT or UPDATE of a table sets by parameters."""

    def __init__(
        self, source: str | Executable | ClauseElement, columns: Sequence[str] | None = None
    ) -> None:
        self._source = source
        self._columns = list(columns) if columns is not None else None
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}

    def compiled(self, dialect: str) -> tuple[str, dict[str, Any]]:
        """Return the dialect's SQL and the values of the literals in it."""
        found = self._compiled.get(dialect)
        if found is None:
            found = self._compiled[dialect] = self._compile(dialect)
        return found

    def _compile(self, dialect: str) -> tuple[str, dict[str, Any]]:
        source = self._source
        if isinstance(source, str):
            source = text(source.replace(SYSTEM_NOW, _SYSTEM_NOW[dialect]))
        assert isinstance(source, ClauseElement)  # noqa: S101 - every executable is one
        compiled = source.compile(
            dialect=DIALECTS[dialect],
            column_keys=self._columns,
            compile_kwargs={"render_postcompile": True},
        )
        params = compiled.params or {}
        return str(compiled), {name: value for name, value in params.items() if value is not None}


class SystemNow(FunctionElement[int]):
    """The database's own clock in microseconds since 1970, for leases.

    The desk's clock may be moved (the playground does it), and machines disagree about the time;
    a lease must not end because of either.
    """

    type = BigInteger()
    inherit_cache = True


@compiles(SystemNow, "sqlite")
def _sqlite_now(element: SystemNow, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    return _SYSTEM_NOW["sqlite"]


@compiles(SystemNow, "postgresql")
def _postgresql_now(element: SystemNow, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    return _SYSTEM_NOW["postgresql"]
