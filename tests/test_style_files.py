"""A municipality's own style file: where it counts, and how what is wrong with it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk import library, paths
from clerk.cli import run
from clerk.core.faults import StyleError
from clerk.core.style import flat
from clerk.styles.commands import checked
from clerk.styles.file import LARGEST, read_style_file

Write = Callable[..., Path]


@pytest.fixture
def write(home: Path) -> Write:
    """Write a style file into the folder of the municipality's own styles."""

    def written(text: str | bytes, name: str = "min-stil") -> Path:
        path = paths.styles(home) / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def told(path: Path) -> list[str]:
    """Return what the check tells of a file, or why it could not be checked."""
    try:
        _scenes, lines, _errors = checked(path)
    except StyleError as error:
        return [str(error)]
    return lines


EXTENDS = 'extends = "base"\n'
BASE = (library.data_dir() / "styles" / "base.toml").read_text(encoding="utf-8")
BAD: dict[str, tuple[str | bytes, int | None, str]] = {
    "an unknown key": (
        EXTENDS + '[vote]\naginst = "x"',
        3,
        "fejl: vote.aginst: ukendt nøgle; mente du vote.against?",
    ),
    "an unknown key like no other": (EXTENDS + "xyzzy = 1", 2, "fejl: xyzzy: ukendt nøgle; docs/"),
    "an unknown table": (EXTENDS + "\n[qqq]\nx = 1", 4, "fejl: qqq.x: ukendt nøgle"),
    "a dotted key": (EXTENDS + 'vote . "fro" = "{voters}"', 2, "vote.fro: ukendt nøgle"),
    "a key inside a table in one line": (
        EXTENDS + '[plural]\nvotes = { one = "stemme", may = "stemmer" }',
        3,
        "fejl: plural.votes.may: formerne hedder none, one og many",
    ),
    "a key after a text that looks like one": (
        EXTENDS + '[heading]\nclosed = """for = 1 \\\n[vote] # """\n[vote]\nfor = 7',
        6,
        "fejl: vote.for: skal være en tekst",
    ),
    "a key after a list over many lines": (
        EXTENDS + 'order = [\n  "for", # ]\n  "against",\n]\nlayout = "x"',
        6,
        "fejl: layout: skal være en af paragraphs, lines, inline",
    ),
    "an unknown placeholder": (
        EXTENDS + '[vote]\nfor = "{votrs}."',
        3,
        "{votrs} findes ikke; mente du {voters}?",
    ),
    "a placeholder where none is": (EXTENDS + 'then = "{x}"', 2, "her kan ingen bruges"),
    "a placeholder like no other": (
        EXTENDS + '[room]\njoint = "{q}"',
        3,
        "{q} findes ikke; her kan bruges {items}",
    ),
    "a stray brace": (EXTENDS + '[vote]\nfor = "{voters"', 3, "har en krøllet parentes, som"),
    "a line break": (EXTENDS + '[vote]\nfor = "{voters}\\n"', 3, "skal stå på én linje"),
    "a list where one text is": (EXTENDS + '[vote]\nfor = ["a"]', 3, "skal være én tekst"),
    "a number in a list of texts": (EXTENDS + "[amendment]\nadd = [1]", 3, "skal være en tekst"),
    "a text where true is": (EXTENDS + 'by_member = "ja"', 2, "skal være true eller false"),
    "a text where a list is": (EXTENDS + 'order = "for"', 2, "skal være en liste"),
    "an unknown part": (EXTENDS + 'order = ["rseult"]', 2, "rseult findes ikke; her kan stå"),
    "a part of no use": (EXTENDS + "order = [[1]]", 2, "[1] findes ikke"),
    "a part twice": (EXTENDS + 'order = ["for", "for"]', 2, "for står to gange"),
    "a table where a text is": (EXTENDS + "[vote.for]\nx = 1", 3, "vote.for.x: ukendt nøgle"),
    "a name that is a number": ("extends = 5", 1, "extends: skal være navnet på en stil"),
    "nothing to build on": (
        'title = "x"',
        None,
        "fejl: order: er hverken sat her eller i de stile",
    ),
    "plural forms that are missing": (
        BASE.replace('votes = { one = "stemme", many = "stemmer" }', 'votes = { one = "stemme" }'),
        BASE[: BASE.index("votes = {")].count("\n") + 1,
        "fejl: plural.votes.many: er hverken sat her eller i de stile",
    ),
    "a list without anybody": (
        EXTENDS + '[vote]\nagainst = "Imod."',
        3,
        "fejl: vote.against: siger ikke {voters} eller {n}",
    ),
    "a remark of nobody": (
        EXTENDS + '[remark]\ngiven = "Bemærkning{joined}:"',
        3,
        "fejl: remark.given: siger ikke {authors}",
    ),
    "two spaces": (EXTENDS + '[vote]\nfor = "For:  {voters}."', 3, "vote.for: giver to mellemrum"),
    "two full stops": (EXTENDS + '[vote]\nfor = "For {voters}.."', 3, "giver to punktummer"),
    "two spaces between phrases": (
        EXTENDS + '[part]\nprefix = "Ad {numbers}:  "',
        3,
        "part.prefix: giver to mellemrum: »Ad 1:«",
    ),
    "a space before a sign": (EXTENDS + '[vote]\nfor = "For {voters} ."', 3, "mellemrum før"),
    "what is said already": (
        EXTENDS + '[verb]\nelection = "godkendt"',
        3,
        "advarsel: verb.election: siger det samme",
    ),
    "an order that leaves out": (
        EXTENDS + 'order = ["result", "for", "against", "abstained", "not_voting"]',
        2,
        "advarsel: order: outside er ikke med",
    ),
    "no TOML": (EXTENDS + "[vote\nfor = 1", 2, "ikke gyldig TOML"),
    "a text without an end": (EXTENDS + 'then = "x', 2, "ikke gyldig TOML"),
    "not UTF-8": ('title = "Køge"\nthen = "\xe6"'.encode("latin-1"), 1, "filen er ikke UTF-8"),
    "too large": (b"#" * (LARGEST + 1), None, "filen er større end 200 kB"),
    "too deep": (f"order = {'[' * 5000}{']' * 5000}", None, "for mange lister"),
    "a style that there is not": ('extends = "koebenhavn-br"', None, "mente du koebenhavn-br-20"),
    "a name that is a path": ('extends = "../base"', None, "er ikke navnet på en stil"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_with_its_line(write: Write, name: str) -> None:
    text, line, words = BAD[name]
    path = write(text)
    about = [message for message in told(path) if words in message]
    assert len(about) == 1, told(path)
    if line is not None:
        assert about[0].startswith((f"{path}:{line}: ", f"{path}, linje {line}"))
    assert len(about[0]) < len(str(path)) + 300


def test_styles_that_extend_each_other_are_refused(write: Write) -> None:
    write('extends = "b"', "a")
    path = write('title = "x"\nextends = "a"', "b")
    assert told(path) == [f"{path}, linje 2, extends: stilene udvider hinanden i ring"]
    with pytest.raises(StyleError, match="i ring"):
        library.style("a")


def test_a_broken_style_below_is_told_with_its_own_file(write: Write) -> None:
    below = write(EXTENDS + '[vote]\nfro = "x"', "under")
    [message] = told(write('extends = "under"'))
    assert message.startswith(f"{below}, linje 3, vote.fro: ukendt nøgle")


def test_an_own_file_comes_before_the_shipped_one_and_may_extend_it(write: Write) -> None:
    write('extends = "kort"\ntitle = "Vores"\n[result]\ndiscussed = "Vendt."', "kort")
    style = library.style("kort")
    assert style.title == "Vores"
    assert style.say("result.discussed") == "Vendt."
    assert style.say("result.withdrawn") == "Trukket."


def test_a_file_from_windows_is_read(write: Write) -> None:
    path = write("\ufeffextends = \"base\"\r\ntitle = 'Køge'\r\n[vote]\r\nfor = 1\r\n")
    assert told(path)[0] == f"{path}:4: fejl: vote.for: skal være en tekst"


def test_every_shipped_key_is_found_on_its_line() -> None:
    for name in library.style_names(None):
        file = library.find_style(name, None)
        lines = file.text.splitlines()
        for key, _value in flat(file.raw):
            line = file.line(key)
            assert line is not None
            assert key.rpartition(".")[2] in lines[line - 1]


@pytest.mark.parametrize("name", library.style_names(None))
def test_nothing_is_wrong_with_a_shipped_style(name: str, home: Path) -> None:
    _scenes, lines, errors = checked(library.data_dir() / "styles" / f"{name}.toml")
    assert (lines, errors) == ([], 0)


@given(st.text(max_size=60) | st.text("[]{}\"'=#.\n ax", max_size=60))
def test_any_text_is_a_style_file_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        file = read_style_file(path, "any")
    except StyleError:
        return
    assert all(file.line(key) for key, _value in flat(file.raw))


def test_the_command_shows_the_scenes_and_fails_on_errors_only(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write('extends = "kort"\ntitle = "Vores"\n[result]\ndiscussed = "Vendt."\n')
    assert run(["style", "check", str(good)]) == 0
    shown = capsys.readouterr()
    assert "Vendt." in shown.out
    assert shown.err == ""
    warned = write('extends = "kort"\n[result]\ndiscussed = "Drøftet."\n')
    assert run(["style", "check", str(warned)]) == 0
    assert f"{warned}:3: advarsel: result.discussed" in capsys.readouterr().err
    bad = write('extends = "kort"\n[result]\ndiscused = "Vendt."\n')
    assert run(["style", "check", str(bad)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        f"{bad}:3: fejl: result.discused: ukendt nøgle; mente du result.discussed?",
        f"1 fejl i {bad}",
    ]
    assert run(["style", "check", str(bad.parent / "no.toml")]) == 1
    assert "no.toml" in capsys.readouterr().err


def test_a_style_is_shown_and_all_are_listed(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write('extends = "kort"\ntitle = "Vores"')
    write("extends = 1", "knust")
    assert run(["style", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == library.style_names(paths.styles(paths.home()))
    assert any(line.split() == ["min-stil", "egen", "Vores"] for line in lines)
    assert any("skal være navnet på en stil" in line for line in lines)
    assert run(["style", "show", "min-stil"]) == 0
    assert "Taget til efterretning." in capsys.readouterr().out
    assert run(["style", "show", "min-stul"]) == 1
    assert "mente du min-stil" in capsys.readouterr().err


def test_a_name_that_no_meeting_can_use_is_told(write: Write) -> None:
    assert "giv filen et navn med små bogstaver" in told(write(EXTENDS, "Min Stil"))[0]
