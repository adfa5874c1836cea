"""Pictures as SVG, without any library."""

from dosye.views.pictures.scenario import draw_actors, draw_all, draw_levers, draw_models, draw_rounds

__all__ = ["draw_actors", "draw_all", "draw_levers", "draw_models", "draw_rounds"]
