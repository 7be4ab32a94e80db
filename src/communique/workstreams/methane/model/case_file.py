"""What does a case say: one object read from a JSON file, each fault named by its field?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from communique.errors import CommuniqueError

_M = TypeVar("_M", bound=BaseModel)


class CaseError(CommuniqueError):
    """A case file that cannot be computed with."""


def read_case(model: type[_M], file: str | Path) -> _M:
    """The object of a JSON file; raises CaseError naming file and field for what is not JSON or does not fit."""
    file = Path(file)
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CaseError("there is no such file", file=file) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CaseError(f"not readable as JSON: {error}", file=file) from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise _fault(error.errors()[0], file) from None


def _fault(first: Mapping[str, Any], file: Path) -> CaseError:
    field = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"])
    value = first["input"]
    message = f"{first['msg'][0].lower()}{first['msg'][1:]}"
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        message += f"; found {value!r}"
    limit = first.get("ctx", {}).get("le")
    if limit == 1 and isinstance(value, int | float) and 1 < value <= 100:
        message += f". A share, not a percentage: {value:g} per cent is {value / 100:g}"
    return CaseError(message, file=file, column=field or None)
