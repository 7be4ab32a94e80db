"""The commands people type. One sub-command group per workstream, loaded only when it is asked for.

Exit codes: 0 done · 1 a fault in what was given, said in one paragraph · 2 the command was typed wrongly ·
3 done, and nothing of the file was accepted · 4 two editions differ without a cause · 70 a fault of this software.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from communique.cli.app import app
from communique.cli.saying import said_error
from communique.errors import CommuniqueError

__all__ = ["app", "main"]


def main() -> NoReturn:
    """Runs the command line; every fault becomes a clear paragraph and an exit code, never a traceback."""
    try:
        app()
    except CommuniqueError as fault:
        said_error(str(fault), fault)
        sys.exit(1)
    except KeyboardInterrupt:
        said_error("stopped; nothing was half written")
        sys.exit(130)
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        said_error(f"{where}{fault.strerror or fault}")
        sys.exit(1)
    except Exception as fault:
        from communique.cli.saying import debugging

        if debugging():
            raise
        said_error(
            f"this is a fault of the software, not of your input: {type(fault).__name__}: {fault}. "
            "Set COMMUNIQUE_DEBUG=1 to see where, and please report it"
        )
        sys.exit(70)
    sys.exit(0)
