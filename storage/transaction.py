"""One open transaction as the repositories see it: statements in, rows out, never a commit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Executable, Row

from storage.crypto import Keyring
from storage.statements import Statement

Params = Mapping[str, Any]
AnyRow = Row[*tuple[Any, ...]]


class Cursor(Protocol):
    """What is used of a driver's cursor."""

    rowcount: int

    def execute(self, operation: str, parameters: Any, /) -> object: ...  # noqa: ANN401, D102
    def executemany(self, operation: str, parameters: Any, /) -> object: ...  # noqa: ANN401, D102
    def fetchall(self) -> list[Any]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stays the same for all transactions of a runner."""

    keyring: Keyring
    owner: str
    lease_micros: int


def clean_text(value: str) -> str:
    """Return text as both databases take it: no NUL, no lone surrogates, a plain ``str``."""
    if type(value) is not str:
        value = str(value)
    if "\0" in value:
        value = value.replace("\0", "")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _clean(params: Params) -> dict[str, Any]:
    return {
        name: clean_text(value) if isinstance(value, str) else value
        for name, value in params.items()
    }


class Transaction:
    """A connection inside a transaction, with the driver's cursor beside it."""

    __slots__ = ("connection", "context", "cursor", "dialect")

    def __init__(self, connection: Connection, cursor: Cursor, context: Context) -> None:
        self.connection = connection
        self.cursor = cursor
        self.context = context
        self.dialect = connection.dialect.name

    @property
    def keyring(self) -> Keyring:
        """The keys that columns are sealed with."""
        return self.context.keyring

    def _execute(self, statement: Statement, params: Params) -> None:
        sql, literals = statement.compiled(self.dialect)
        values = _clean(params)
        self.cursor.execute(sql, {**literals, **values} if literals else values)

    def rows(self, statement: Statement, params: Params) -> list[tuple[Any, ...]]:
        """Run a statement and return all its rows."""
        self._execute(statement, params)
        return self.cursor.fetchall()

    def row(self, statement: Statement, params: Params) -> tuple[Any, ...] | None:
        """Run a statement and return its first row, or ``None``."""
        rows = self.rows(statement, params)
        return rows[0] if rows else None

    def change(self, statement: Statement, params: Params) -> int:
        """Run a statement that returns no rows; return how many rows it changed."""
        self._execute(statement, params)
        return self.cursor.rowcount

    def change_each(self, statement: Statement, many: Iterable[Params]) -> int:
        """Run a statement once for each set of parameters; return how many rows it changed."""
        sql, literals = statement.compiled(self.dialect)
        values = [{**literals, **_clean(params)} for params in many]
        if not values:
            return 0
        self.cursor.executemany(sql, values)
        return self.cursor.rowcount

    def select(self, query: Executable) -> Sequence[AnyRow]:
        """Run a query that was put together for this one call, the ordinary way of Core."""
        return self.connection.execute(query).all()
