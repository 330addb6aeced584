"""Matrices and rectangles of a page, in its own space: points from the lower left, before it is turned."""

from collections.abc import Iterable

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first, then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def inverse(matrix: Matrix) -> Matrix | None:
    """The way back; None for a matrix that flattens everything."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if not abs(size) > 1e-12:
        return None
    return (d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size)


def around(points: Iterable[Point]) -> Rect:
    """The rectangle around some points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def spread(matrix: Matrix, rect: Rect) -> Rect:
    """The rectangle around what becomes of a rectangle."""
    x0, y0, x1, y1 = rect
    return around(moved(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)))


def inside(rect: Rect, x: float, y: float) -> bool:
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def common(one: Rect, other: Rect) -> Rect | None:
    """What two rectangles share; None if that is nothing."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def share(part: Rect, of: Rect) -> float:
    """How much of `part` lies within `of`, from 0 to 1; for a line its length counts, for a point whether it does."""
    both = common(part, of)
    if both is None:
        return 0.0
    result = 1.0
    for low, high in ((0, 2), (1, 3)):
        length = part[high] - part[low]
        if length > 1e-9:
            result *= (both[high] - both[low]) / length
    return result


def to_user(box: tuple[float, float, float, float], crop: Rect, turn: int) -> Rect:
    """A box from the top left of the page as it is seen, in the space of the page. `turn`: 0, 90, 180, 270."""
    left, bottom, right, top = crop

    def at(x: float, y: float) -> Point:
        match turn:
            case 90:
                return (left + y, bottom + x)
            case 180:
                return (right - x, bottom + y)
            case 270:
                return (right - y, top - x)
            case _:
                return (left + x, top - y)

    return around((at(box[0], box[1]), at(box[2], box[3])))


def to_view(rect: Rect, crop: Rect, turn: int) -> tuple[float, float, float, float]:
    """The way back of `to_user`."""
    left, bottom, right, top = crop

    def at(x: float, y: float) -> Point:
        match turn:
            case 90:
                return (y - bottom, x - left)
            case 180:
                return (right - x, y - bottom)
            case 270:
                return (top - y, right - x)
            case _:
                return (x - left, top - y)

    return around((at(rect[0], rect[1]), at(rect[2], rect[3])))
