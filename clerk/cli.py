"""The command line: arguments in, exit status out. What a command needs is imported by it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clerk import __version__, paths
from clerk.core.faults import StoreError, StyleError
from clerk.core.i18n import _
from clerk.data_folder import Failed, alone, opened

if TYPE_CHECKING:
    from clerk.first_frame import Picture
    from clerk.store import Store


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="clerk", description=_("Mødesekretærens program: fra tast til beslutningstekst.")
    )
    top.add_argument("--version", action="version", version=f"clerk {__version__}")
    commands = top.add_subparsers(dest="command", metavar=_("KOMMANDO"))

    demo = commands.add_parser("demo", help=_("åbn prøvemødet, klar til at skrive i"))
    demo.add_argument("--home", type=Path, help=_("læg prøvens data her, og behold dem"))
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help=_("hent et møde fra en fil (se data/README.md)"))
    new.add_argument("file", type=Path, metavar=_("FIL"))
    new.set_defaults(run=_new)

    commands.add_parser("list", help=_("vis møderne")).set_defaults(run=_list)

    minutes = commands.add_parser("minutes", help=_("skriv et mødes protokol ud"))
    minutes.add_argument("meeting", metavar=_("MØDE"), help=_("som »clerk list« viser det"))
    minutes.add_argument("--item", metavar="N", help=_("kun dette punkt"))
    minutes.add_argument("--format", choices=("text", "md"), default="text")
    minutes.add_argument("--public", action="store_true", help=_("uden de lukkede punkter"))
    minutes.set_defaults(run=_minutes)

    follow = commands.add_parser("follow", help=_("vis mødet for salen, mens det føres"))
    follow.add_argument(
        "meeting", nargs="?", metavar=_("MØDE"), help=_("ellers det, der føres lige nu")
    )
    follow.add_argument("--closed", action="store_true", help=_("vis også lukkede punkter"))
    follow.add_argument("--home", type=Path, help=_("mappen, hvor det andet vindue fører mødet"))
    follow.set_defaults(run=_follow)

    style = commands.add_parser("style", help=_("husstile (se docs/house-styles.md)"))
    styles = style.add_subparsers(metavar=_("KOMMANDO"), required=True)
    checking = styles.add_parser("check", help=_("prøv en stilfil, og sig, hvad der er galt"))
    checking.add_argument("file", type=Path, metavar=_("FIL"))
    checking.set_defaults(run=_check_style)
    showing = styles.add_parser("show", help=_("vis prøvesætningerne i en stil"))
    showing.add_argument("name", metavar=_("STIL"))
    showing.set_defaults(run=_show_style)
    styles.add_parser("list", help=_("vis stilene")).set_defaults(run=_list_styles)

    verify = commands.add_parser("verify", help=_("se efter, om møderne står, som de blev ført"))
    verify.add_argument("meeting", nargs="?", metavar=_("MØDE"), help=_("ellers alle"))
    verify.set_defaults(run=_verify)

    rebuild = commands.add_parser("rebuild", help=_("dan tabellerne på ny ud fra journalen"))
    rebuild.set_defaults(run=_rebuild)
    top.set_defaults(run=_open)
    return top


def run(arguments: Sequence[str]) -> int:
    """Run a command line; return the exit status."""
    given = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.run
    try:
        status = command(given)
        sys.stdout.flush()  # what a full disk does not take is known here, not after the end
        return status
    except (Failed, StoreError, StyleError) as error:
        print(f"clerk: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except OSError as error:
        print(_("clerk: ikke skrevet: {why}").format(why=error.strerror), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the rest of it goes nowhere
        return 1


@contextmanager
def _painting_first() -> Iterator[None]:
    """Start without the garbage collector. It would go through all that the imports make time and
    again, for a sixth of the time to the first paint; the app lets it in after that."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _open(given: argparse.Namespace) -> int:
    from clerk.first_frame import picture

    home = paths.home()
    with (
        picture(home, "open") as shown,
        _painting_first(),
        opened(home) as store,
        alone(home),
    ):
        return _show(store, home, store.last_meeting(), shown)


def _show(store: Store, home: Path, meeting: str | None, shown: Picture) -> int:
    import logging
    from logging.handlers import RotatingFileHandler

    from clerk.app import ClerkApp

    handler = RotatingFileHandler(
        paths.log_file(home), maxBytes=1_000_000, backupCount=2, delay=True, encoding="utf-8"
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, format="%(asctime)s %(message)s")
    app = ClerkApp(store, home, meeting, shown)
    app.run()
    status = app.return_code or 0
    if told := app.left_behind():
        print(f"clerk: {told}", file=sys.stderr)
    if status == 1:
        print(
            _("clerk standsede ved en fejl. Alt, der var ført, er gemt i {path}; se {log}").format(
                path=paths.database(home), log=paths.log_file(home)
            ),
            file=sys.stderr,
        )
    return status


def _demo(given: argparse.Namespace) -> int:
    import tempfile

    if given.home is not None:
        return _demo_in(given.home)
    with tempfile.TemporaryDirectory(prefix="clerk-demo-") as folder:
        return _demo_in(Path(folder))


def _demo_in(home: Path) -> int:
    from clerk.first_frame import picture

    with (
        picture(home, "demo") as shown,
        _painting_first(),
        opened(home) as store,
        alone(home),
    ):
        from clerk import demo

        meeting = demo.load(store)
        if sys.stdout.isatty():
            return _show(store, home, meeting, shown)
        print(demo.played(store, home, meeting))
        return 0


def _new(given: argparse.Namespace) -> int:
    from clerk.imports.meeting import found, read_meeting
    from clerk.imports.table import PrepareError

    home = paths.home()
    try:
        prepared = read_meeting(given.file)
    except PrepareError as error:
        raise Failed(str(error)) from error
    except OSError as error:
        raise Failed(f"{given.file}: {error.strerror}") from error
    with opened(home) as store, alone(home):
        if any(meeting.id == prepared.meeting_id for meeting in store.meetings()):
            raise Failed(_("mødet {id} findes allerede").format(id=prepared.meeting_id))
        found(store, prepared)
    print(prepared.meeting_id)
    return 0


def _list(given: argparse.Namespace) -> int:
    with opened(paths.home()) as store:
        for meeting in store.meetings():
            state = _("lukket") if meeting.closed else _("åbent")
            print(f"{meeting.id:<24} {meeting.day}  {state:<7}  {meeting.body}")
    return 0


def _minutes(given: argparse.Namespace) -> int:
    from clerk.core.rules import Refused
    from clerk.record_commands import printed

    ending = "txt" if given.format == "text" else given.format
    with opened(paths.home()) as store:
        try:
            text = printed(store, given.meeting, given.item, ending, public=given.public)
        except Refused as refusal:
            raise Failed(str(refusal)) from refusal
    sys.stdout.write(text)
    return 0


def _verify(given: argparse.Namespace) -> int:
    from clerk.core.rules import Refused
    from clerk.record_commands import report, require_meeting

    with opened(paths.home()) as store:
        if given.meeting is not None:
            try:
                require_meeting(store, given.meeting)
            except Refused as refusal:
                raise Failed(str(refusal)) from refusal
        verdicts = store.verify(given.meeting)
    sys.stdout.write(report(verdicts))
    return 1 if any(verdict.fault for verdict in verdicts) else 0


def _follow(given: argparse.Namespace) -> int:
    with _painting_first():
        from clerk.follow_app import FollowApp

        app = FollowApp(given.home or paths.home(), given.meeting, given.closed)
        app.run(mouse=False)
    return app.return_code or 0


def _check_style(given: argparse.Namespace) -> int:
    from clerk.styles.commands import checked

    try:
        scenes, told, errors = checked(given.file)
    except OSError as error:
        raise Failed(f"{given.file}: {error.strerror}") from error
    print(scenes, end="")
    for line in told:
        print(line, file=sys.stderr)
    return 1 if errors else 0


def _show_style(given: argparse.Namespace) -> int:
    from clerk.styles.commands import shown

    print(shown(given.name), end="")
    return 0


def _list_styles(given: argparse.Namespace) -> int:
    from clerk.styles.commands import listed

    print("\n".join(listed()))
    return 0


def _rebuild(given: argparse.Namespace) -> int:
    home = paths.home()
    with opened(home) as store, alone(home):
        count = store.rebuild()
    print(_("{n} møder").format(n=count))
    return 0
