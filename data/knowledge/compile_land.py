"""Writes land.csv, the outline of land, from land-110m.json of the npm package world-atlas (Natural Earth, public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python data/knowledge/compile_land.py package/land-110m.json

TopoJSON keeps lines ("arcs") as steps of whole numbers; a ring is a list of arcs, ~n being arc n read backwards.
Antarctica is left out: no country of the tables lies there.
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


def main():
    """Read the file named on the command line, write land.csv beside this script."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    rings = [ring for ring in read_rings(topology) if max(latitude for _, latitude in ring) > SOUTH]
    with Path(__file__).with_name("land.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ring", "longitude", "latitude"))
        writer.writerows((number, *point) for number, ring in enumerate(rings) for point in ring)


if __name__ == "__main__":
    main()
