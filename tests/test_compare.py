"""Two texts, word by word."""

from __future__ import annotations

from clerk.core.compare import near_changes, word_diff


def test_what_is_far_from_a_change_is_left_out() -> None:
    old = "et to tre fire fem seks syv"
    pieces = near_changes(word_diff(old, old.replace("fem", "5")), 1)
    assert "".join(piece.text for piece in pieces) == " … fire fem 5 seks …"
    assert near_changes(word_diff("a b", "a c"), 9) == word_diff("a b", "a c")
