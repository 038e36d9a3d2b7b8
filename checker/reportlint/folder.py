"""Folders of data: those that come with the package, also where it is installed as a zip, and those of users.

importlib.resources and pathlib would serve as well, but importing them takes longer than linting a report.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple


class Folder(NamedTuple):
    """A folder of text files in UTF-8."""

    path: str
    package: ModuleType | None = None  # the package whose data it is
    label: str = ""  # what it is called, if not by the last part of its path

    @classmethod
    def of(cls, package_name: str, *names: str) -> Folder:
        """Return the folder of a package, or one below it; raises ImportError where there is no such package."""
        package = import_module(package_name)
        if package.__file__ is None:
            raise ImportError(f"{package_name} has no __init__.py")
        return cls(os.path.join(os.path.dirname(package.__file__), *names), package)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.label or os.path.basename(self.path)

    def shown(self, name: str) -> str:
        """Return the path of a file as a person reads it: from where one stands, if it lies below."""
        path, here = os.path.join(self.path, name), os.getcwd() + os.sep
        return path.removeprefix(here)

    def read(self, name: str) -> str:
        """Return the text of a file; raises OSError if there is none, UnicodeDecodeError if it is not UTF-8."""
        path = os.path.join(self.path, name)
        if self.package is None:
            with open(path, encoding="utf-8-sig") as file:  # some editors begin it with a mark
                return file.read()
        loader: Any = self.package.__loader__
        return str(loader.get_data(path), "utf-8").replace("\r\n", "\n")

    def names(self) -> list[str]:
        """Return the names of the files in it; none where it lies in a zip."""
        return sorted(os.listdir(self.path)) if os.path.isdir(self.path) else []

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        lies = os.path.isfile(os.path.join(self.path, name))
        if lies or self.package is None:
            return lies
        try:
            self.read(name)  # from a zip
        except OSError:
            return False
        return True
