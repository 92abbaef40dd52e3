"""What a download was made from."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.questions.recipes import parse_recipe


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"dragoman_recipe": 1}', '{"dragoman_recipe": 2}', "null", '"x"']
)
def test_what_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no recipe"):
        parse_recipe(text)
