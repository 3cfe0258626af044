"""Queries that pages ask of the store: their answers as tables, several at a time."""

import asyncio

import pyoxigraph as ox
from fastapi import Request

from antecede.errors import StoreError
from antecede.http.pages import problems_of
from antecede.http.services import Services
from antecede.store.answer import Table, table
from antecede.store.media import ROWS, SHORT


async def asked(request: Request, query: str) -> Table:
    """The answer to a query.  Raises :class:`StoreError` where the store gives none."""
    services: Services = request.app.state.services
    reply = await services.pool.answer(services.job(query, SHORT["json"]))
    if reply.problems:
        raise StoreError(*problems_of(reply.problems))
    return table(ox.parse_query_results(reply.body, ROWS[reply.media]))


async def all_asked(request: Request, *queries: str) -> list[Table]:
    """The answers to several queries, in their order.  Raises :class:`StoreError` where one has none."""
    return list(await asyncio.gather(*(asked(request, query) for query in queries)))
