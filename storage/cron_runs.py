"""Which calendar jobs have run: the unique key lets any number of processes try to be the one."""

from datetime import datetime

from storage.moments import to_micros
from storage.statements import Statement
from storage.transaction import Transaction

_BEGIN = Statement(
    "INSERT INTO cron_run (name, slot, ran_at) VALUES (:name, :slot, :now)"
    " ON CONFLICT (name, slot) DO NOTHING"
)
_FORGET = Statement("DELETE FROM cron_run WHERE ran_at < :before")


class SqlCronRuns:
    """Implements `services.queues.CronRuns`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def begin(self, name: str, slot: str, now: datetime) -> bool:
        """Claim a job's slot; false when another process has it, or had it before."""
        params = {"name": name, "slot": slot, "now": to_micros(now)}
        return self._transaction.change(_BEGIN, params) == 1

    def forget(self, before: datetime) -> int:
        """Delete the slots that were claimed before, and return how many that were."""
        return self._transaction.change(_FORGET, {"before": to_micros(before)})
