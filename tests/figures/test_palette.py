"""Colours are told apart in every kind of sight."""

import numpy as np

from dragoman.figures.palette import find_colour
from dragoman.model import KINDS


def test_kinds_keep_apart_in_every_kind_of_sight():
    """No two kinds share lightness and hue in the commonest colour blindness (Viénot, linear RGB)."""
    matrices = {
        "deuteranopia": np.array([[0.29275, 0.70725, -0.02234], [0.29275, 0.70725, -0.02234], [0, 0, 1]]),
        "protanopia": np.array([[0.10889, 0.89111, 0], [0.10889, 0.89111, 0], [0.00447, -0.00447, 1]]),
        "full sight": np.eye(3),
    }
    for dark in (False, True):
        colours = [
            np.array([int(find_colour(kind, dark)[place : place + 2], 16) / 255 for place in (1, 3, 5)])
            ** 2.2
            for kind in KINDS
        ]
        for matrix in matrices.values():
            seen = [np.clip(matrix @ colour, 0, 1) ** (1 / 2.2) for colour in colours]
            assert min(np.abs(a - b).max() for place, a in enumerate(seen) for b in seen[:place]) > 0.1
