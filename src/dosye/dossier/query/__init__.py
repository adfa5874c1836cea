"""Questions to a dossier, each a function from a connection to facts."""

from dosye.dossier.query.actors import ActorRow, find_actor, find_actors, find_near
from dosye.dossier.query.acts import find_acts, is_dated
from dosye.dossier.query.network import Edge, Network, find_network
from dosye.dossier.query.profile import find_between, find_brief, find_difference, find_profile
from dosye.dossier.query.search import Hit, find_documents
from dosye.dossier.query.stands import find_stances, issue_meaning
from dosye.dossier.query.system import find_system
from dosye.dossier.query.ties import find_ties
from dosye.dossier.query.words import find_statements, find_what_ifs

__all__ = [
    "ActorRow",
    "Edge",
    "Hit",
    "Network",
    "find_actor",
    "find_actors",
    "find_acts",
    "find_between",
    "find_brief",
    "find_difference",
    "find_documents",
    "find_near",
    "find_network",
    "find_profile",
    "find_stances",
    "find_statements",
    "find_system",
    "find_ties",
    "find_what_ifs",
    "is_dated",
    "issue_meaning",
]
