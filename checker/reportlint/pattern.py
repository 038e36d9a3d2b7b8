"""Regular expressions that are compiled when first used: a start pays only for those that the report calls for."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


class _Lazy(Generic[AnyStr]):
    """Stands for a compiled pattern, whose methods it takes over one by one as they are asked for."""

    def __init__(self, written: AnyStr, flags: int) -> None:
        self._written: AnyStr = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, value)
        return value


def lazy(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled when first used; for the constants of modules.

    >>> lazy("[年月日]").findall("3月1日")
    ['月', '日']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(written, flags))
