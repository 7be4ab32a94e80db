"""What does the service answer with? Contributions, rows that were set aside, rows that may be read, and decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from communique.web.models import Problem


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ColumnSaid(_Part):
    """One column of a table's contract."""

    name: str = Field(description="As in the file's header.")
    type: str = Field(description="string, integer, number, boolean, date, year or country.")
    unit: str | None = Field(description="Of the stored values.")
    category: str = Field(description="What kind of information it is; `public` may be shown.")
    marking: str = Field(description="TLP 2.0.")
    nullable: bool = Field(description="Whether the value may be missing.")
    description: str | None = Field(description="What it says.")


class TableSaid(_Part):
    """A table that can be contributed."""

    table: str = Field(description="Name.")
    version: int = Field(description="Of the contract.")
    key: list[str] = Field(description="Columns that name a row.")
    formats: list[str] = Field(description="Official files that can be sent as they are (`format`).")
    official_source: str | None = Field(description="Where the current official file is found.")
    description: str | None = Field(description="What it holds.")
    columns: list[ColumnSaid] = Field(description="In the order of the file.")


class SetAside(_Part):
    """One rule that a row failed."""

    row: int = Field(description="Row of the file: 2 is the first below a header.")
    rule: str = Field(description="Message id of the rule.")
    column: str | None = Field(description="Column that failed it; null where the whole row did.")
    value: str | None = Field(description="What stands there; null where column or contribution is not public.")
    sentence: str | None = Field(description="What the row must hold, in the asker's language.")
    earlier: str | None = Field(description="Your contribution that brought the key before.")


class ReceiptSaid(_Part):
    """What became of a file."""

    table: str = Field(description="The table.")
    contribution_id: str = Field(description="Names the contribution from here on.")
    accepted: int = Field(description="Rows that are stored.")
    quarantined: int = Field(description="Rows that were set aside.")
    by_rule: dict[str, int] = Field(description="Rule to number of rows that failed it.")
    version: int | None = Field(description="Delta version that holds the rows; null where no row was good.")
    duplicate_of: str | None = Field(
        description="Your contribution that brought the same file; nothing is stored again."
    )
    extra_columns: list[str] = Field(description="Columns that the contract has not; kept out.")
    notes: list[str] = Field(description="What was found out while reading the file.")
    quarantine: list[SetAside] = Field(description="What was set aside, and why.")


class ContributionSaid(_Part):
    """One of your contributions, and what became of it."""

    contribution_id: str = Field(description="Its name.")
    recorded_at: dt.datetime = Field(description="When it was recorded, in UTC.")
    table: str = Field(description="The table.")
    contract_version: int = Field(description="Of the contract it was checked by.")
    party: str = Field(description="ISO 3166 alpha-3.")
    contributor: str = Field(description="The organisation.")
    on_behalf_of: str | None = Field(description="For whom, where that is somebody else.")
    digest: str = Field(description="SHA-256 of the file.")
    licence: str | None = Field(description="Under which others may use it.")
    marking: str = Field(description="TLP 2.0.")
    vintage: str | None = Field(description="Issue of a series that is revised as a whole.")
    supersedes: str | None = Field(description="The contribution that it corrects.")
    accepted: int = Field(description="Rows that were stored.")
    quarantined: int = Field(description="Rows that were set aside.")
    by_rule: dict[str, int] = Field(description="Rule to number of rows that failed it.")
    state: Literal["current", "superseded", "withdrawn", "empty"] = Field(description="What became of it.")
    withdrawn_at: dt.datetime | None = Field(description="When it was withdrawn, in UTC.")
    reason: str | None = Field(description="Why it was withdrawn.")


class Withdrawing(_Part):
    """Why a contribution is taken back."""

    reason: str = Field(min_length=1, max_length=400, pattern=r"\S", description="It stays in the history.")


class WithdrawalSaid(_Part):
    """A contribution that is gone; its bytes are destroyed."""

    contribution_id: str = Field(description="Its name.")
    table: str = Field(description="The table.")
    party: str = Field(description="ISO 3166 alpha-3.")
    reason: str = Field(description="Why.")
    editions_affected: int = Field(description="Pinned editions that cannot be reproduced without it.")


class DecisionSaid(_Part):
    """Whether a column may be read, and which clauses say so."""

    column: str = Field(description="The column.")
    category: str = Field(description="What kind of information it is.")
    marking: str = Field(description="The strictest TLP 2.0 marking of column and contribution.")
    allowed: bool = Field(description="Whether it may be read. Unknown is no.")
    reason: str = Field(description="Why, in words.")
    clauses: list[str] = Field(description="Ids of clauses that permit it, or codes of what denies it.")


class Decided(_Part):
    """What an owner's position says of a reader's request."""

    table: str = Field(description="The table.")
    owner: str = Field(description="The party whose rows are asked for.")
    reader: str = Field(description="The party that reads.")
    purpose: str | None = Field(description="For what.")
    decisions: list[DecisionSaid] = Field(description="Of each column that was asked for.")
    kept_back: list[str] = Field(description="Columns of the table that are not among those that may be read.")


class RowsSaid(Decided):
    """A page of rows, with the decisions they rest on."""

    rows: list[dict[str, Any]] = Field(description="By column; unknown is null.")


class Denial(Problem):
    """Why there is no answer; where columns were denied, with the decision on each."""

    decisions: list[DecisionSaid] = Field(default=[], description="Of each column that was asked for.")
