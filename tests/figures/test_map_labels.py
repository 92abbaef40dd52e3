"""Labels of a map: none of those that matter is dropped, none lies on another."""

from dragoman.figures.map_labels import LAYERS, Layer, place_labels

EDGE = (-3.0, -1.0, 3.0, 1.0)
WIDE = Layer("wide", 600, 3, 40)


def measure_box(label, text):
    """The label's box in pixels of WIDE, as wide as it is laid out."""
    x, y = label.x * 100, label.y * 100
    return x - 3.3 * len(text), y - 7, x + 3.3 * len(text), y + 7


def test_a_crowded_one_that_matters_is_led_to_and_others_are_left_out() -> None:
    points = [(0.0, 0.0), (0.02, 0.0), (-0.02, 0.0), (0.0, 0.02), (0.0, -0.02)]
    labels = ["Chosen", "Large", "Larger", "Fourth", "Fifth"]
    placed = place_labels(points, [12.0, 60.0, 60.0, 8.0, 8.0], labels, range(5), WIDE, EDGE)
    found = {label.dot: label for label in placed}
    assert {0, 1, 2} <= set(found)
    assert found[0].led
    bare = place_labels(points, [12.0, 60.0, 60.0, 8.0, 8.0], labels, range(5), Layer("", 600, 0, 40), EDGE)
    assert not any(label.led for label in bare)


def test_no_two_labels_overlap_and_none_leaves_the_map() -> None:
    points = [(place % 7 / 3 - 1, place // 7 / 5 - 0.6) for place in range(42)]
    labels = [f"Country {place}" for place in range(42)]
    placed = place_labels(points, [6.0] * 42, labels, range(42), Layer("", 600, 10, 40), EDGE)
    boxes = [measure_box(label, labels[label.dot]) for label in placed]
    assert len(boxes) >= 10
    for number, one in enumerate(boxes):
        assert min(one[0] + 300, 300 - one[2], one[1] + 100, 100 - one[3]) >= 0
        for other in boxes[:number]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_line_ends_at_its_label() -> None:
    placed = place_labels([(0.0, 0.0)] * 6, [30.0] * 6, ["Name"] * 6, range(6), Layer("", 600, 6, 6), EDGE)
    assert len(placed) == 6
    for label in (label for label in placed if label.led):
        left, bottom, right, top = measure_box(label, "Name")
        assert left - 1e-6 <= label.end[0] * 100 <= right + 1e-6
        assert bottom - 1e-6 <= label.end[1] * 100 <= top + 1e-6


def test_layers_go_from_narrow_to_wide() -> None:
    assert [layer.narrowest for layer in LAYERS] == sorted({layer.narrowest for layer in LAYERS})
    assert all(layer.sure <= layer.most for layer in LAYERS)
