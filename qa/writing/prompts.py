"""Prompts: plain text files with their purpose and variables at the head, loaded by name.

A file is comment lines ("# Purpose: ...", "# Variables: ..."), the part for the system, a line
"---", and the part for the user; variables stand as ${name} (Python's string.Template). A folder of
the user's own may hold any of them; the project's own stand in for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from index.errors import DatelineError

OWN = Path(__file__).resolve().parents[2] / "prompts"
NAMES = ("answer", "overview", "repair", "rewrite", "test")
_DIVIDER = "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: `purpose` and `variables` of its head, and the two parts with ${variables}."""

    name: str
    purpose: str
    variables: frozenset[str]
    system: str
    user: str

    @classmethod
    def parse(cls, name: str, text: str) -> Prompt:
        """Raises ValueError, which says what is wrong with the file."""
        lines = text.replace("\r\n", "\n").split("\n")
        size = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        head = dict(_entry(line) for line in lines[:size])
        if not {"purpose", "variables"} <= head.keys():
            message = 'the head lacks "# Purpose: ..." or "# Variables: ..."'
            raise ValueError(message)
        system, divider, user = "\n".join(lines[size:]).partition(_DIVIDER)
        if not divider or not user.strip():
            message = 'a line "---" must divide the part for the system from the part for the user'
            raise ValueError(message)
        declared = frozenset(head["variables"].replace(",", " ").split())
        used = {found for part in (system, user) for found in Template(part).get_identifiers()}
        for part in (system, user):
            if not Template(part).is_valid():
                message = "a $ that begins no variable must be written $$"
                raise ValueError(message)
        if used != declared:
            odd = ", ".join(sorted(used ^ declared))
            message = f"head and text name different variables: {odd}"
            raise ValueError(message)
        return cls(name, head["purpose"], declared, system.strip(), user.strip())

    def render(self, **values: str) -> tuple[str, str]:
        """(system, user) with the variables filled in; what fills them is not looked into."""
        return Template(self.system).substitute(values), Template(self.user).substitute(values)


class Prompts:
    """The prompts by name, of the user's folder where it has them, else the project's."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise DatelineError(f"There is no folder of prompts {folder}. Name another: --prompts")
        own = {path.stem for path in folder.glob("*.txt")} if folder else set()
        strangers = sorted(own.difference(NAMES))
        if strangers:
            raise DatelineError(
                f"{folder} holds prompts that nothing asks for: {', '.join(strangers)}. "
                f"There are: {', '.join(NAMES)}."
            )
        self._folder, self._own = folder, own
        self._known: dict[str, Prompt] = {}

    def __getitem__(self, name: str) -> Prompt:
        """Raises DatelineError where the file cannot be used, or asks for other variables."""
        if name not in self._known:
            shipped = self._read(OWN / f"{name}.txt", name)
            if self._folder is not None and name in self._own:
                path = self._folder / f"{name}.txt"
                found = self._read(path, name)
                unknown = sorted(found.variables - shipped.variables)
                if unknown:
                    raise DatelineError(
                        f"The prompt {path} asks for {', '.join(unknown)}, but is given only "
                        f"{', '.join(sorted(shipped.variables))}."
                    )
                shipped = found
            self._known[name] = shipped
        return self._known[name]

    def render(self, name: str, **values: str) -> tuple[str, str]:
        """(system, user) of the prompt of that name."""
        return self[name].render(**values)

    @staticmethod
    def _read(path: Path, name: str) -> Prompt:
        try:
            return Prompt.parse(name, path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise DatelineError(f"The prompt {path} cannot be used: {error}") from error


def _entry(line: str) -> tuple[str, str]:
    name, _, value = line.lstrip("# ").partition(":")
    return name.strip().lower(), value.strip()
