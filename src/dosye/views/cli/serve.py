"""The command `serve`: open a dossier as a local page."""

from __future__ import annotations

import secrets
import sys
from getpass import getuser
from typing import Annotated

import typer

from dosye.errors import DosyeError
from dosye.views.cli.options import File

PORT = 8765


def serve(
    file: File,
    port: Annotated[
        int, typer.Option("--port", help="Where to listen; 0 takes a free port.", min=0, max=65535)
    ] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="Which address to listen on; others can reach all but loopback.")
    ] = "127.0.0.1",
    token: Annotated[
        bool, typer.Option("--token", help="Let in only who brings the token that is printed once.")
    ] = False,
    who: Annotated[str, typer.Option("--who", help="Who judges; your login if you do not say.")] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and let nobody correct.")] = False,
) -> None:
    """Show a dossier as a page in the browser, in English and in Central Kurdish.

    Example: dosye serve my.dosye
    """
    import uvicorn

    from dosye.dossier import open_dossier
    from dosye.views.web import Settings, make_app
    from dosye.views.web.guard import is_loopback

    if not is_loopback(host) and not token:
        raise DosyeError(f"--host {host} lets others reach the dossier; add --token, or leave --host away")
    with open_dossier(file) as dossier:
        secret = secrets.token_urlsafe(24) if token else None
        settings = Settings(host=host, port=port, token=secret, read_only=read_only, who=who or getuser())
        listener = uvicorn.Config(
            make_app(dossier, settings), host=host, port=port, log_level="warning", ws="none"
        )
        try:
            socket = listener.bind_socket()
        except SystemExit as error:  # the server has told why on standard error
            told = (
                f"{host}:{port} cannot be listened on; is dosye open there already? --port 0 takes a free one"
            )
            raise DosyeError(told) from error
        socket.listen()  # who opens the address while the page makes ready waits for it and is not refused
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{socket.getsockname()[1]}/"
        sys.stdout.write(f"{address}{f'?token={secret}' if secret else ''}\n")
        sys.stdout.flush()
        uvicorn.Server(listener).run(sockets=[socket])
