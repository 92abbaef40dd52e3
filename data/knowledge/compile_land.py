"""Writes land.csv, the outline of land, from land-110m.json of world-atlas (Natural Earth, public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python data/knowledge/compile_land.py package/land-110m.json

TopoJSON keeps lines ("arcs") as steps of whole numbers; a ring is a list of arcs, ~n being arc n read
backwards. Antarctica is left out: no country of the tables lies there.
"""

import csv
import json
import sys
from pathlib import Path

SOUTH = -60  # degrees of latitude below which a ring is left out


def read_rings(topology):
    """Rings of (longitude, latitude) in degrees, to a hundredth; closed."""
    (step_x, step_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * step_x + left, 2), round(y * step_y + bottom, 2)))
        arcs.append(points)
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def cut_at_date_line(ring):
    """A ring that reaches over 180 degrees as one ring on each side of it; any other as it is."""
    turned = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((turned[-1][0] - longitude) / 360)
        turned.append((longitude + 360 * turns, latitude))
    for line in (180, -180):
        sides = [clip(turned, line, above) for above in (False, True)]
        if all(len(side) > 2 for side in sides):
            return [
                [(round((x + 180) % 360 - 180, 2) if abs(x) > 180 else x, y) for x, y in side]
                for side in sides
            ]
    turn = 360 if min(x for x, _ in turned) < -180 else -360 if max(x for x, _ in turned) > 180 else 0
    return [[(round(x + turn, 2), y) for x, y in turned]]


def clip(ring, line, above):
    """The part of a closed ring on one side of a meridian, closed again."""
    side = []
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (x >= line) == above or x == line:
            side.append((x, y))
        if (x - line) * (next_x - line) < 0:
            share = (line - x) / (next_x - x)
            side.append((line, round(y + share * (next_y - y), 2)))
    if any((x > line) == above and x != line for x, _ in side):
        far = -line if above == (line > 0) else line  # what lies beyond the line is drawn at the other edge
        return [
            *((far if x == line else x, y) for x, y in side),
            (far if side[0][0] == line else side[0][0], side[0][1]),
        ]
    return []


def main():
    """Read the file named on the command line, write land.csv beside this script."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    rings = [ring for ring in read_rings(topology) if max(latitude for _, latitude in ring) > SOUTH]
    rings = [part for ring in rings for part in cut_at_date_line(ring)]
    with Path(__file__).with_name("land.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ring", "longitude", "latitude"))
        writer.writerows((number, *point) for number, ring in enumerate(rings) for point in ring)


if __name__ == "__main__":
    main()
