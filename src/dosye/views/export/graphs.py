"""The network for Gephi, networkx and Cytoscape, and everything for FollowTheMoney."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dosye.dossier import schema as s
from dosye.dossier.query.network import find_network
from dosye.errors import StoreError
from dosye.views.export.source import Act, Source

SCHEMATA = {"PERSON": "Person", "ORG": "Organization", "GPE": "PublicBody"}
ALL = 10**9


def write_graphml(source: Source, out: Path) -> dict[str, int]:
    """Write actors and the ties and acts between them as GraphML; return how many."""
    try:
        import networkx as nx  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise StoreError("GraphML needs networkx; install dosye[export]") from error
    found = find_network(source.connection, replace(source.filters, limit=ALL))
    graph = nx.MultiDiGraph()
    for node in found.nodes:
        graph.add_node(
            node.id,
            label=node.name_en,
            name_ckb=node.name,
            type=node.type,
            polity=source.polity(node.id),
            iso=source.state(node.id),
            camp=node.camp,
            articles=node.articles,
        )
    for edge in found.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            layer=edge.layer,
            kind=edge.kind,
            sign=edge.sign,
            weight=edge.count,
            since=edge.since or "",
            until=edge.until or "",
            directed=edge.directed,
        )
    nx.write_graphml(graph, out)
    return {"actors": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def write_ftm(source: Source, out: Path) -> dict[str, int]:
    """Write FollowTheMoney entities, one JSON object a line; return how many of each schema."""
    try:
        from followthemoney import model  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise StoreError("FollowTheMoney needs its library; install dosye[export]") from error
    counts: dict[str, int] = {}
    with out.open("w", encoding="utf-8") as file:
        for schema, id_, properties in _entities(source):
            entity = model.make_entity(schema)
            entity.make_id(schema, id_)
            for name, values in properties.items():
                entity.add(name, [_reference(model, v) for v in _listed(values)])
            file.write(json.dumps(entity.to_dict(), ensure_ascii=False, sort_keys=True) + "\n")
            counts[schema] = counts.get(schema, 0) + 1
    return counts


Ref = tuple[str, str]
Value = None | str | Ref | list[str] | list[Ref]


def _listed(values: Value) -> list[str | Ref]:
    if values is None or values == "":
        return []
    return list(values) if isinstance(values, list) else [values]


def _reference(model: object, value: str | Ref) -> str:
    """Return the id of an entity that a property points to."""
    if isinstance(value, str):
        return value
    entity = model.make_entity(value[0])  # type: ignore[attr-defined]
    return str(entity.make_id(*value))


def _ref(source: Source, actor: str) -> Ref:
    return SCHEMATA.get(source.actors[actor].type, "LegalEntity"), actor


def _entities(source: Source) -> Iterator[tuple[str, str, dict[str, Value]]]:
    texts = source.texts(source.documents)
    for id_, row in source.documents.items():
        yield (
            "Article",
            id_,
            {
                "fileName": id_,
                "title": row.title,
                "bodyText": texts[id_],
                "publisher": row.publisher,
                "publishedAt": row.published[:10] if row.published else None,
                "sourceUrl": row.url,
                "language": "ckb",
            },
        )
    for id_, actor in source.actors.items():
        schema = SCHEMATA.get(actor.type, "LegalEntity")
        yield (
            schema,
            id_,
            {
                "name": actor.name_en,
                "alias": actor.name,
                "country": source.state(id_)[:3],
                "summary": actor.gloss,
                "keywords": [k for k in (source.polity(id_), actor.camp, source.sectors.get(id_)) if k],
                "wikidataId": source.wikidata.get(id_),
            },
        )
    for act in source.acts:
        yield "Event", act.id, _event(source, act)
    yield from _links(source)
    for row, text in source.rows(s.statements):
        told = {"description": text[row.start : row.end], "entity": _ref(source, row.source_actor)}
        about = {
            "name": f"{source.actors[row.source_actor].name_en}: {row.kind}",
            "proof": ("Article", row.doc),
        }
        yield "Note", f"{row.doc}/{row.id}", told | about | {"keywords": ["statement", row.kind]}


def _event(source: Source, act: Act) -> dict[str, Value]:
    said, row = act.said, act.first
    docs = sorted({r.doc for r in act.rows if r.doc in source.documents})
    return {
        "name": act.sentence,
        "organizer": [_ref(source, a) for a in said.actors],
        "involved": [_ref(source, a) for a in said.recipients],
        "startDate": row.earliest[:10] if row.earliest else None,
        "endDate": row.latest[:10] if row.latest else None,
        "location": source.actors[said.place].name_en if said.place else None,
        "country": source.state(said.place) if said.place else None,
        "keywords": [k for k in (said.type, said.mode, said.modality) if k],
        "notes": f"sourcing {row.grade}; {len(act.rows)} tellings",
        "proof": [("Article", doc) for doc in docs],
        "recordId": act.id,
    }


def _links(source: Source) -> Iterator[tuple[str, str, dict[str, Value]]]:
    """Yield ties: membership as such, all others as a link with its kind as role."""
    for row, text in source.rows(s.relations):
        subject, object_ = _ref(source, row.subject_actor), _ref(source, row.object_actor)
        dated: dict[str, Value] = {
            "startDate": row.since,
            "endDate": row.until,
            "summary": text[row.start : row.end],
        }
        role = " ".join(part for part in (row.type, row.label) if part)
        id_ = f"{row.doc}/{row.n}"
        if row.type == "member_of" and object_[0] == "Organization":
            yield "Membership", id_, dated | {"member": subject, "organization": object_, "role": role}
        else:
            yield "UnknownLink", id_, dated | {"subject": subject, "object": object_, "role": role}
