"""The page as a web application: every view is one function of `pages`, served as HTML, CSV and SVG."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import product
from threading import Thread
from time import sleep

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from dosye.dossier import Dossier
from dosye.errors import DosyeError, QueryError
from dosye.views.web.actions import ACTIONS, Action
from dosye.views.web.guard import COOKIE, CSRF_FIELD, CSRF_HEADER, HEADERS, Guard, same
from dosye.views.web.memory import Memory
from dosye.views.web.pages import PAGES, PARTS, Page
from dosye.views.web.records import LANGUAGES, Ask, Settings, View
from dosye.views.web.render import HERE, environment, render, render_view
from dosye.views.web.table import to_csv
from dosye.views.web.words import word

Next = Callable[[Request], Awaitable[Response]]
WARM_AFTER_S = 1.0
THEMES = ("light", "dark")
WARM = ("", "timeline", "night", "network", "overview", "map", "whatif")


def make_app(dossier: Dossier, settings: Settings | None = None) -> FastAPI:
    """Return the application that shows one dossier."""
    site = Site(dossier, settings or Settings())
    app = FastAPI(
        title="dosye", docs_url=None, redoc_url=None, openapi_url=None, lifespan=partial(_life, site)
    )
    app.state.site = site
    app.middleware("http")(partial(_guarded, site))
    app.add_exception_handler(404, site.missing)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.router.add_route("/", site.welcome, methods=["GET"])
    app.router.add_route("/enter", site.enter, methods=["POST"])
    for name, page in PAGES.items():
        table = name or "system"
        app.router.add_route(f"/{{lang}}/{name}", partial(site.show, page, name), methods=["GET"])
        app.router.add_route(f"/{{lang}}/{table}.csv", partial(site.csv, page, table), methods=["GET"])
        app.router.add_route(f"/{{lang}}/{table}.svg", partial(site.svg, page, table), methods=["GET"])
    for name, action in ACTIONS.items():
        app.router.add_route(f"/{{lang}}/{name}", partial(site.act, action), methods=["POST"])
    for name, part in PARTS.items():
        app.router.add_route(f"/{{lang}}/part/{name}", partial(site.part, part), methods=["GET"])
    return app


@asynccontextmanager
async def _life(site: Site, _app: FastAPI) -> AsyncIterator[None]:
    """Ask the dossier beforehand what the pages show, so that the first reader need not wait."""
    site.prepare()
    Thread(target=site.warm, daemon=True).start()
    yield
    site.memory.close()


async def _guarded(site: Site, request: Request, call_next: Next) -> Response:
    """Refuse strangers, then answer with the headers that every answer has."""
    response = await site.stop(request) or await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    kept = request.url.path.startswith("/static/") and response.status_code < 400
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "private, no-cache"
    return response


class Site:
    """One dossier as it is served: what is asked of it and how the answer goes out."""

    def __init__(self, dossier: Dossier, settings: Settings) -> None:
        self.dossier = dossier
        self.settings = settings
        self.guard = Guard(settings)
        self.memory = Memory(dossier.engine)

    def prepare(self) -> None:
        """Make ready what every page needs, and the first page, before anybody is let in."""
        for name in environment().list_templates():
            environment().get_template(name)
        self.memory.look()
        with suppress(SQLAlchemyError, DosyeError):
            PAGES[""](Ask(self.dossier, self.memory, self.settings, LANGUAGES[0], {}))

    def warm(self) -> None:
        """Ask what the great pages show; what goes wrong will be told to whoever opens them.

        It waits a moment first, so as not to stand in the way of whoever opens the first page at once.
        """
        sleep(WARM_AFTER_S)
        with suppress(SQLAlchemyError, DosyeError):
            for page, lang in product(WARM, LANGUAGES):
                PAGES[page](Ask(self.dossier, self.memory, self.settings, lang, {}))
            PARTS["search"](Ask(self.dossier, self.memory, self.settings, LANGUAGES[0], {"q": "-"}))

    async def stop(self, request: Request) -> Response | None:
        """Return the answer to a request that may not go on, None for one that may."""
        refusal = self.guard.refuse(request)
        if refusal:
            return Response(word(refusal[1], "en") + "\n", refusal[0], media_type="text/plain")
        token = request.query_params.get("token")
        if token and self.settings.token and same(token, self.settings.token):
            address = str(request.url.remove_query_params("token").path)
            return self.guard.let_in(RedirectResponse(address, 303), secure=request.url.scheme == "https")
        free = request.url.path.startswith("/static/") or request.url.path == "/enter"
        if free or self.guard.knows(request):
            return None
        return self._message(request, 401, "refused.token", template="enter.html")

    async def enter(self, request: Request) -> Response:
        """Take the token from the form of the door."""
        form = await request.form()
        if self.settings.token and same(str(form.get("token", "")), self.settings.token):
            return self.guard.let_in(RedirectResponse("/", 303), secure=request.url.scheme == "https")
        return self._message(request, 401, "refused.token", template="enter.html")

    async def welcome(self, request: Request) -> Response:
        """Send a reader to the first page in the language of the browser."""
        wanted = request.headers.get("accept-language", "").lower()
        kurdish = wanted.startswith(("ckb", "ku"))
        return RedirectResponse("/ckb/" if kurdish else "/en/", 303)

    async def missing(self, request: Request, _error: Exception) -> Response:
        """Say on a page that an address leads nowhere."""
        return self._message(
            request, 404, "refused.nothing", said=word("refused.address", self._lang(request))
        )

    async def show(self, page: Page, name: str, request: Request) -> Response:
        """Return a view as a page."""
        return await self._answer(request, lambda ask: self._html(ask, page(ask), name, request))

    async def csv(self, page: Page, name: str, request: Request) -> Response:
        """Return the data of a view."""
        return await self._answer(request, lambda ask: _table(page(ask), name))

    async def svg(self, page: Page, name: str, request: Request) -> Response:
        """Return the picture of a view."""
        return await self._answer(request, lambda ask: _picture(page(ask), name))

    async def part(self, page: Page, request: Request) -> Response:
        """Return a piece of a page, which htmx puts in its place."""

        def answer(ask: Ask) -> Response:
            view = page(ask)
            return _html(render(ask, view.template, dict(view.parts)))

        return await self._answer(request, answer)

    async def act(self, action: Action, request: Request) -> Response:
        """Change the dossier as a form says, then show what was done."""
        form = await request.form()
        given = request.headers.get(CSRF_HEADER) or str(form.get(CSRF_FIELD, ""))
        if not same(given, self.guard.csrf):
            return self._message(request, 403, "refused.form")
        if self.settings.read_only:
            return self._message(request, 403, "refused.read_only")
        fields = {key: [str(v) for v in form.getlist(key)] for key in form}
        who = self.settings.who

        def change(ask: Ask) -> Response:
            return RedirectResponse(action(ask.dossier, fields, lang=ask.lang, who=who), 303)

        return await self._answer(request, change)

    def ask(self, request: Request) -> Ask:
        """Return the question that a request asks; QueryError for a language that the page does not speak."""
        lang = request.path_params.get("lang", "en")
        if lang not in LANGUAGES:
            raise QueryError(f"the page speaks {' and '.join(LANGUAGES)}, not {lang!r}")
        self.memory.look()
        return Ask(self.dossier, self.memory, self.settings, lang, dict(request.query_params))

    def _lang(self, request: Request) -> str:
        """Return the language that an address begins with, English for any other address."""
        lang = request.url.path.split("/")[1]
        return lang if lang in LANGUAGES else LANGUAGES[0]

    def frame(self, request: Request) -> dict[str, object]:
        """Return what the frame of every page needs to know of the request."""
        theme = request.cookies.get("theme", "")
        theme = theme if theme in THEMES else ""
        origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
        return {
            "csrf": self.guard.csrf,
            "theme": theme,
            "origin": origin,
            "locked": bool(self.settings.token),
        }

    async def _answer(self, request: Request, answer: Callable[[Ask], Response]) -> Response:
        try:
            ask = self.ask(request)
            return await run_in_threadpool(answer, ask)
        except QueryError as error:
            return self._message(request, 404, "refused.nothing", said=str(error))
        except DosyeError as error:
            return self._message(request, 400, "refused.nothing", said=str(error))

    def _html(self, ask: Ask, view: View, name: str, request: Request) -> Response:
        return _html(render_view(ask, view, name, self.frame(request)))

    def _message(
        self, request: Request, status: int, key: str, *, said: str = "", template: str = "message.html"
    ) -> Response:
        lang = self._lang(request)
        self.memory.look()
        ask = Ask(self.dossier, self.memory, self.settings, lang, {})
        view = View(template, word(key, lang), {"said": said})
        response = self._html(ask, view, "", request)
        response.status_code = status
        if status == 401:
            response.delete_cookie(COOKIE)
        return response


def _html(text: str) -> Response:
    # a lone surrogate cannot be sent; it shows as a question mark
    return HTMLResponse(text.encode("utf-8", "replace"))


def _file(text: str, name: str, kind: str, media: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="dosye-{name}.{kind}"'}
    return Response(text.encode("utf-8", "replace"), media_type=f"{media}; charset=utf-8", headers=headers)


def _table(view: View, name: str) -> Response:
    if view.rows is None:
        raise QueryError("this view has no table")
    return _file(to_csv(view.rows()), name, "csv", "text/csv")


def _picture(view: View, name: str) -> Response:
    if view.drawing is None:
        raise QueryError("this view has no picture")
    return _file(view.drawing.file(), name, "svg", "image/svg+xml")
