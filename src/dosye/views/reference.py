"""The page of all commands, made from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import typer

from dosye.views.cli import app


def commands_page() -> str:
    """Return docs/commands.md: every command with what it does, its example and its options."""
    head = "# Commands\n\nMade by `scripts/make-docs` from the command line; do not edit.\n"
    return head + "".join(_section(path, command) for path, command in all_commands())


def all_commands() -> list[tuple[str, click.Command]]:
    """Return every command with the words that call it, in order of name."""
    root = typer.main.get_command(app)
    return sorted(_walk("dosye", root), key=lambda pair: pair[0])


def _walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    inside = getattr(command, "commands", None)
    if inside is None:
        yield path, command
        return
    for name, child in inside.items():
        yield from _walk(f"{path} {name}", child)


def example_of(command: click.Command) -> str:
    """Return the example at the end of a command's help; empty if it has none."""
    return (command.help or "").partition("Example:")[2].strip()


def _section(path: str, command: click.Command) -> str:
    told = (command.help or "").partition("Example:")[0].strip()
    lines = [f"\n## {path}\n\n{told}\n\n```console\n{example_of(command)}\n```\n"]
    lines += [
        f"\n- `{_call(parameter)}`{_help(parameter)}"
        for parameter in command.params
        if parameter.name != "help"
    ]
    return "".join(lines) + "\n"


def _call(parameter: click.Parameter) -> str:
    if parameter.param_type_name == "argument":
        return (parameter.name or "").upper()
    return ", ".join(parameter.opts)


def _help(parameter: click.Parameter) -> str:
    told = getattr(parameter, "help", None)
    return f": {told}" if told else ""
