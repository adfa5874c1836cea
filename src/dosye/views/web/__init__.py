"""The page: look at a dossier, read it, correct it, in English and in Central Kurdish."""

from dosye.views.web.app import make_app
from dosye.views.web.records import Settings

__all__ = ["Settings", "make_app"]
