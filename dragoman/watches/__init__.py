"""What is new in the views that somebody watches, and the ways by which they are told."""

from dragoman.watches.delivery import deliver, set_ways
from dragoman.watches.look import look, look_at

__all__ = ["deliver", "look", "look_at", "set_ways"]
