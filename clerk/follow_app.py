"""The second window as a program: it reads the file and shows it, and can do nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clerk import library, paths
from clerk.core.paragraphs import Paragraph
from clerk.core.state import State
from clerk.core.wording import decision
from clerk.follow import Following
from clerk.leaving import LeavingApp
from clerk.screens.follow import FollowScreen


class FollowApp(LeavingApp):
    """Shows ``meeting``, or the one being recorded; closed items where ``behind_doors`` is set."""

    CSS_PATH = "clerk.tcss"
    TITLE = "clerk follow"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, home: Path, meeting: str | None = None, behind_doors: bool = False) -> None:
        super().__init__()
        self._following = Following(paths.database(home), meeting)
        self._behind_doors = behind_doors
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.push_screen(
            FollowScreen(self._following.look, _wording, behind_doors=self._behind_doors)
        )
        self.listen_for_the_end()

    def action_help_quit(self) -> None:
        """Leave on Ctrl+C too: there is nothing here that could be lost."""
        self.exit()


def _wording(state: State, item: str) -> Sequence[Paragraph]:
    return decision(state, item, library.style(state.body.style))
