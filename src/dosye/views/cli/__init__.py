"""The command line: each command parses, calls and shows; it decides nothing.

A command's module is imported only when that command, or the list of all, is asked for: the first answer
should not wait for what it does not need.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable

import typer

from dosye import __version__
from dosye.errors import DosyeError

# to add a command, add a line: its name, and the module beside this file that has a function of that name
COMMANDS = {
    "read": "read",
    "explain": "explain",
    "failures": "failures",
    "gather": "gather",
    "load": "load",
    "system": "ask",
    "show": "ask",
    "actors": "ask",
    "actor": "ask",
    "timeline": "ask",
    "statements": "ask",
    "stances": "ask",
    "run": "run",
    "search": "question",
    "between": "question",
    "network": "question",
    "compare": "question",
    "brief": "question",
    "copy": "copy",
    "export": "export",
    "audit": "audit",
    "issues": "issues",
    "judge": "judge",
    "review": "judge",
    "scenario": "scenario",
    "serve": "serve",
}
GROUPS = {"tables": "load"}


def make_app(names: Iterable[str] | None = None) -> typer.Typer:
    """Return the command line with the named commands, or with all."""
    app = typer.Typer(
        name="dosye",
        help="From Kurdish news to a sourced model of the political system that it describes.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_top)
    wanted = set(names) if names is not None else COMMANDS.keys() | GROUPS.keys()
    for name, module in COMMANDS.items():
        if name in wanted:
            app.command(name)(getattr(_module(module), name))
    for name, module in GROUPS.items():
        if name in wanted:
            app.add_typer(getattr(_module(module), name), name=name)
    return app


def _module(name: str) -> object:
    return importlib.import_module(f"dosye.views.cli.{name}")


def __getattr__(name: str) -> typer.Typer:
    """Return the whole command line as `app`."""
    if name == "app":
        return make_app()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"dosye {__version__}\n")
        raise typer.Exit


def _top(version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True)) -> None:
    """Read Central Kurdish news into a dossier, and ask it."""


def main() -> None:
    """Run the command line; exit 0 done, 1 some documents failed, 2 wrong use."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    known = asked in COMMANDS or asked in GROUPS
    # products of small arrays gain nothing from threads, which would take the cores of other readers
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy looks at it when it is imported, later
    try:
        make_app([asked] if known else None)()
    except DosyeError as error:
        sys.stderr.write(f"dosye: {error}\n")
        sys.exit(2)
    except Exception as error:
        if "sqlalchemy" not in sys.modules or not (told := _broken_store(error)):
            raise
        sys.stderr.write(f"dosye: {told}\n")
        sys.exit(2)


def _broken_store(error: Exception) -> str:
    """Return what is to be told of an error of the store's own, empty of any other; help loads no store."""
    from sqlalchemy.exc import DatabaseError

    if not isinstance(error, DatabaseError):
        return ""
    if "locked" in str(error.orig):
        from dosye.dossier.store import why_refused

        return f"the dossier cannot be written ({error.orig}); {why_refused(error)}"
    return (
        f"the dossier cannot be asked or written ({error.orig}); if its file is damaged, take a copy, or "
        "read the articles into a new one"
    )
