"""Which question of the log does a person ask on the command line?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.exchange.cli_said import As, Json, OptionError, answer, identifier, officer, pair, read_json, the_home

if TYPE_CHECKING:
    from communique.exchange.ledger import Home

app = typer.Typer(no_args_is_help=True, help="The log that anybody can verify: who did what, and that nothing changed.")

Key = Annotated[Path, typer.Option("--key", help="Public key of the log, PEM.")]


@app.command()
def append(
    action: Annotated[str, typer.Option(help="What was done, as a code: read, transfer, key.destroyed …")],
    by: As,
    decision: Annotated[str, typer.Option(help="permit, deny or done.")] = "done",
    clause: Annotated[list[str] | None, typer.Option(help="Id of a clause that decided; may be repeated.")] = None,
    policy: Annotated[str | None, typer.Option(help="Version of the positions: sha256:…")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Kind of the object; its identifier is read from standard input and kept keyed.")
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="For what.")] = None,
    recipient: Annotated[
        str | None, typer.Option(help="To whom it went: a party, a body that is listed, or a keyed name (`log name`).")
    ] = None,
    marking: Annotated[str, typer.Option(help="TLP 2.0.")] = "TLP:CLEAR",
    detail: Annotated[list[str] | None, typer.Option(help="NAME=VALUE: records=12, due=2026-11-24 …")] = None,
    json: Json = False,
) -> None:
    """Enter one line, and sign the log's new head. What could name a person is refused."""
    from communique.exchange.log.entries import Entry
    from communique.exchange.log.keeping import append as write
    from communique.exchange.log.keeping import sign
    from communique.exchange.log.pseudonyms import pseudonym
    from communique.exchange.log.receivers import receiver, refuse_name

    home, who = the_home(), officer(by)
    entry = Entry(
        role=who.role, organisation=who.organisation, action=refuse_name(action, "--action"), at=home.clock(),
        decision=decision,  # type: ignore[arg-type]  # the entry itself refuses another word
        clauses=tuple(refuse_name(each, "--clause") for each in clause or ()), policy=policy,
        purpose=refuse_name(purpose, "--purpose") if purpose else None,
        recipient=receiver(home, recipient, "--recipient") if recipient else None, marking=marking,
        object=pseudonym(home, kind, identifier()) if kind else None, detail=_details(home, detail or (), who.code),
    )  # fmt: skip
    places = write(home, [entry])
    answer({"index": places[0], "head": asdict(sign(home))}, json)


def _details(home: Home, pairs: Sequence[str], operator: str) -> dict[str, object]:
    from communique.exchange.log.entries import DETAILS
    from communique.exchange.log.receivers import receiver, refuse_name

    found: dict[str, object] = {"operator": operator}
    for name, value in (pair(text, "--detail") for text in pairs):
        if name in found:
            raise OptionError(
                f"{name} is said already" + (", by --as" if name == "operator" else ""), column="--detail"
            )
        found[name] = int(value) if DETAILS.get(name) is int and value.isdecimal() else value
        if name == "owner":
            receiver(home, value, "--detail")
        elif name == "approver":
            refuse_name(value, "--detail")
    return found


@app.command()
def name(
    kind: Annotated[str, typer.Option(help="Kind of the identifier, which is read from standard input.")],
    json: Json = False,
) -> None:
    """The keyed name of this month under which an identifier may stand in the log, as --recipient too."""
    from communique.exchange.log.pseudonyms import pseudonym

    answer({"name": str(pseudonym(the_home(), kind, identifier()))}, json)


@app.command()
def head(json: Json = False) -> None:
    """Sign the log as it stands, and show its head."""
    from communique.exchange.log.keeping import sign

    answer(asdict(sign(the_home())), json)


@app.command()
def prove(
    index: Annotated[int | None, typer.Argument(help="Number of the entry; the first is 0.")] = None,
    first: Annotated[int | None, typer.Option("--from", help="Or: size of an older signed head …")] = None,
    second: Annotated[int | None, typer.Option("--to", help="… and of a later one; default the last.")] = None,
    size: Annotated[
        int | None, typer.Option(help="Prove the entry to the head of this size; default the last.")
    ] = None,
) -> None:
    """Prove that an entry is in the log, or that a later log continues an older one (JSON)."""
    from communique.exchange.log.proofs import consistency, inclusion

    if (index is None) == (first is None):
        raise OptionError("name the number of an entry, or --from the size of an older head", column="INDEX")
    home = the_home()
    found = inclusion(home, index, at_size=size) if index is not None else consistency(home, first or 0, second)
    answer(found, json=True)


@app.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(help="An exported log or a proof; default this house's own log.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Public key of the log, PEM; needed with a file.")] = None,
    witness: Annotated[list[Path] | None, typer.Option(help="Public key of a witness, PEM; may be repeated.")] = None,
    json: Json = False,
) -> None:
    """Is the log what was signed? Exit code 1, naming what was changed, where it is not."""
    from communique.exchange.log import verifying
    from communique.exchange.log.signing import read_public

    if file is None:
        found = asdict(verifying.verify(the_home()))
    elif key is None:
        raise OptionError("whose log is it? Name the file of its public key", column="--key")
    elif _is_proof(file):
        from communique.exchange.log.proofs import check

        found = asdict(check(read_json(file), read_public(key)))
    else:
        witnesses = [read_public(one) for one in witness or ()]
        found = asdict(verifying.verify_file(file, read_public(key), witnesses))
    answer({"verified": True, **found}, json)


def _is_proof(file: Path) -> bool:
    """A proof is one JSON object over several lines or with the word in its first bytes; a log names its format."""
    try:
        with file.open("rb") as stream:
            return b'"proof"' in stream.read(64)
    except OSError as error:
        raise OptionError(f"cannot be opened: {error.strerror}", file=file) from error


@app.command("export")
def export_command(
    out: Annotated[Path, typer.Argument(help="File to write (JSON lines).")], json: Json = False
) -> None:
    """Write the whole log with its heads and witnesses' statements, for others to verify."""
    from communique.exchange.log.verifying import export

    answer(asdict(export(the_home(), out)), json)


@app.command("key")
def key_command(
    out: Annotated[Path, typer.Argument(help="File to write (PEM).")],
    witness: Annotated[bool, typer.Option(help="The key with which this house signs as a witness.")] = False,
) -> None:
    """Write the public key that others need to verify this log, or this house's word as a witness."""
    from communique.exchange.log.signing import public_pem, signing_key
    from communique.exchange.log.witness import WITNESS

    out.write_bytes(public_pem(signing_key(the_home(), WITNESS if witness else "log").public_key()))
    typer.echo(str(out))


@app.command()
def seen(key: Key, json: Json = False) -> None:
    """The last head of another government's log that this house signed as a witness."""
    from communique.exchange.log.signing import read_public
    from communique.exchange.log.witness import last_seen

    found = last_seen(the_home(), read_public(key))
    answer({"size": 0} if found is None else asdict(found), json)


@app.command()
def countersign(
    proof: Annotated[Path, typer.Argument(help="Their `log prove --from SIZE`, or on the first day their `log head`.")],
    key: Key,
    json: Json = False,
) -> None:
    """As a witness: sign another log's head if it continues the one seen last. A fork or a cut is refused."""
    from communique.exchange.log.canonical import canonical
    from communique.exchange.log.heads import read_head
    from communique.exchange.log.proofs import check
    from communique.exchange.log.signing import read_public
    from communique.exchange.log.witness import countersign as sign

    data, public = read_json(proof), read_public(key)
    path = []
    if "proof" in data:
        check(data, public)
        path = [bytes.fromhex(step) for step in data["path"]]
    statement = sign(the_home(), public, read_head(canonical(data.get("head", data))), path)
    answer(asdict(statement), json)


@app.command()
def statement(
    file: Annotated[Path, typer.Argument(help="What a witness's `log countersign --json` wrote.")],
    key: Annotated[Path, typer.Option(help="Public key of the witness, PEM.")],
    json: Json = False,
) -> None:
    """Keep a witness's statement beside this log's heads."""
    from communique.exchange.log.canonical import canonical
    from communique.exchange.log.heads import read_statement
    from communique.exchange.log.signing import read_public
    from communique.exchange.log.witness import keep_statement

    found = read_statement(canonical(read_json(file)))
    keep_statement(the_home(), read_public(key), found)
    answer(asdict(found), json)


@app.command()
def about(
    kind: Annotated[str, typer.Option(help="Kind of the identifier, which is read from standard input.")],
    json: Json = False,
) -> None:
    """What the log says of one object: for its subject, as far as the months' keys are still there."""
    from communique.exchange.log.witness import entries_about

    found = list(entries_about(the_home(), kind, identifier()))
    columns = ("position", "at", "action", "decision", "organisation", "purpose", "recipient")
    answer({"entries": found}, json, [{column: entry.get(column) for column in columns} for entry in found])
