"""Who is who among names made by hand."""

from rows import make_entity, make_people, make_row, make_table

from dragoman.resolution.people import resolve_people


def resolve(*seen, known=None):
    """(identifiers, one of each name given; the table of identities by id)."""
    table, mapping = resolve_people(make_people(*seen), known)
    ids = dict(zip(mapping["row"].to_pylist(), mapping["id"].to_pylist(), strict=True))
    return [ids[number] for number in range(len(seen))], {row["id"]: row for row in table.to_pylist()}, table


def name_together(*rows):
    """The identifiers of all names, row by row; each row is an article that names several."""
    people = [
        [make_entity("person:" + name.lower().replace(" ", "-"), name) for name in names] for names in rows
    ]
    _, mapping = resolve_people(
        make_table([make_row(f"a{number}", people[number]) for number in range(len(rows))])
    )
    found = iter(mapping["id"].to_pylist())
    return [[next(found) for _ in names] for names in rows]
