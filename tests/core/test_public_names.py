"""The public vocabulary is whole, and asking for a name gives the thing and not a module of the same name."""

from __future__ import annotations

from types import ModuleType

import pytest

import communique


@pytest.mark.parametrize("name", communique.__all__)
def test_each_public_name_is_the_thing_itself(name):
    assert not isinstance(getattr(communique, name), ModuleType)


def test_an_unknown_name_is_an_attribute_error():
    name = "nothing"
    with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
        getattr(communique, name)
