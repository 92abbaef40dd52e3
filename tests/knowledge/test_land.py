"""The outline of land."""

from dragoman.knowledge.land import load_land


def test_land_is_closed_rings_on_the_globe() -> None:
    land = load_land()
    assert len(land) > 100
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in land)
    assert all(
        -90 <= latitude <= 90 and -180 <= longitude <= 180 for ring in land for latitude, longitude in ring
    )
