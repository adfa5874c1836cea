"""The page of all commands, made from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import typer

from dosye.views.cli import app


@dataclass(frozen=True, slots=True)
class Command:
    """A command as its help shows it; `options` are how each is written and what it does."""

    path: str
    told: str
    example: str
    options: tuple[tuple[str, str], ...]


def commands_page() -> str:
    """Return docs/commands.md: every command with what it does, its example and its options."""
    head = "# Commands\n\nMade by `scripts/make-docs` from the command line; do not edit.\n"
    return head + "".join(map(_section, all_commands()))


def all_commands() -> list[Command]:
    """Return every command, in order of the words that call it."""
    return sorted(_walk("dosye", typer.main.get_command(app)), key=lambda command: command.path)


def _walk(path: str, command: object) -> Iterator[Command]:
    inside: dict[str, object] | None = getattr(command, "commands", None)
    if inside is None:
        told, _, example = (getattr(command, "help", "") or "").partition("Example:")
        options = tuple(
            _option(p) for p in getattr(command, "params", ()) if getattr(p, "name", "") != "help"
        )
        yield Command(path, told.strip(), example.strip(), options)
        return
    for name, child in inside.items():
        yield from _walk(f"{path} {name}", child)


def _option(parameter: object) -> tuple[str, str]:
    name: str = getattr(parameter, "name", "") or ""
    is_argument = getattr(parameter, "param_type_name", "") == "argument"
    call = name.upper() if is_argument else ", ".join(getattr(parameter, "opts", ()))
    return call, getattr(parameter, "help", None) or ""


def _section(command: Command) -> str:
    lines = [f"\n## {command.path}\n\n{command.told}\n\n```console\n{command.example}\n```\n"]
    lines += [f"\n- `{call}`" + (f": {told}" if told else "") for call, told in command.options]
    return "".join(lines) + "\n"
