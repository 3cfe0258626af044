"""Ask a query of a place: what reaches out is refused before anything runs, what is wrong is told with its place."""

from antecede.errors import NotSparqlError
from antecede.store.fault import located
from antecede.store.guard import refuse_what_reaches_out
from antecede.store.place import Dataset, Place, Result

WHOLE = Dataset()


def ask(place: Place, query: str, dataset: Dataset = WHOLE) -> Result:
    """The result of a query.

    Raises :class:`antecede.errors.QueryError` and :class:`antecede.errors.StoreError`, each with what to do.
    """
    refuse_what_reaches_out(query, dataset)
    try:
        return place.run(query, dataset)
    except NotSparqlError as error:
        raise located(query, error) from None
