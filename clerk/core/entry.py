"""The clerk's one-line notation: party letters, members by name, sides.

``bf aci ø`` and ``+bf -aci`` say the same as far as they go. A party code is taken as long as it
matches (``c2v`` is C2 and V where the body has a C2). ``'holm`` is a member, ``.`` everybody not
named yet, and a comma after a letter picks the next form of the party's name. ``=8`` gives a side
the number that was announced, ``?`` says that it is not known. Among movers and authors ``+`` is
before those who joined, and ``"Socialudvalget"`` names somebody who is no member.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import clean_line
from clerk.core.i18n import _
from clerk.core.people import Body, Member, Mention, find_members, name_words, same, who

MEMBER_SIGN = "'"
REST_SIGN = "."
FORM_SIGN = ","
NAME_SIGN = '"'
JOIN_SIGN = "+"
NUMBER_SIGN = "="
UNKNOWN_SIGN = "?"
SIDE_SIGNS = {"+": 0, "-": 1, "0": 2, "*": 3, "<": 4}
"""For, against, abstained, in the room without voting, out of the room for the vote."""
_NAME_ENDS = MEMBER_SIGN + REST_SIGN + FORM_SIGN + NUMBER_SIGN + JOIN_SIGN + NAME_SIGN + "*<"
_NUMBER = re.compile(r"\?|=(?:\d{1,4}|[?a-z])?")


class TokenKind(StrEnum):
    """What a piece of the line is."""

    PARTY = "party"
    MEMBER = "member"
    REST = "rest"
    SIDE = "side"
    SPACE = "space"
    NUMBER = "number"
    NAME = "name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line. ``form`` is the number of commas after a party's letter."""

    kind: TokenKind
    text: str
    form: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the clerk must know about the line. A ``fatal`` one cannot be recorded."""

    code: str
    text: str
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in a line of movers or authors, and who joined them (*tilsluttede sig*)."""

    first: tuple[Mention, ...] = ()
    joined: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()


def tokens(line: str, codes: Sequence[str]) -> list[Token]:
    """Split ``line`` into tokens; ``codes`` are the body's party codes."""
    by_length = sorted(codes, key=len, reverse=True)
    folded = [(code.casefold(), code) for code in by_length]
    found: list[Token] = []
    at = 0
    while at < len(line):
        char = line[at]
        if char.isspace():
            end = at + 1
            while end < len(line) and line[end].isspace():
                end += 1
            found.append(Token(TokenKind.SPACE, line[at:end]))
        elif char == MEMBER_SIGN:
            end = at + 1
            while end < len(line) and not line[end].isspace() and line[end] not in _NAME_ENDS:
                end += 1
            found.append(Token(TokenKind.MEMBER, line[at + 1 : end]))
        elif char == REST_SIGN:
            end = at + 1
            found.append(Token(TokenKind.REST, char))
        elif char == NAME_SIGN:
            close = line.find(NAME_SIGN, at + 1)
            end = close + 1 if close > 0 else len(line)
            found.append(Token(TokenKind.NAME, line[at + 1 : end].strip(NAME_SIGN).strip()))
        elif number := _NUMBER.match(line, at):
            end = number.end()
            found.append(Token(TokenKind.NUMBER, line[at:end].removeprefix(NUMBER_SIGN)))
        elif char == FORM_SIGN and found and found[-1].kind is TokenKind.PARTY:
            end = at + 1
            last = found.pop()
            found.append(Token(last.kind, last.text, last.form + 1))
        elif char == FORM_SIGN and found and found[-1].kind is TokenKind.MEMBER:
            end = at + 1  # ends the name, so that a letter may follow
        else:
            rest = line[at:].casefold()
            code = next((code for key, code in folded if rest.startswith(key)), None)
            end = at + (len(code) if code else 1)
            if code is not None:
                found.append(Token(TokenKind.PARTY, code))
            elif char in SIDE_SIGNS:
                found.append(Token(TokenKind.SIDE, char))
            else:
                found.append(Token(TokenKind.UNKNOWN, char))
        at = end
    return found


def one_member(query: str, members: Sequence[Member]) -> Member | Problem:
    """Return the one member that ``query`` names, or what stands in the way."""
    if not query:
        return Problem("name", _("skriv et navn efter '"), fatal=True)
    matches = find_members(query, members)
    if not matches:
        return Problem("unknown", _("ukendt navn: {name}").format(name=query), fatal=True)
    if len(matches) > 1:
        names = ", ".join(member.name for member in matches[:4])
        return Problem(
            "ambiguous", _("{name} kan være {names}").format(name=query, names=names), fatal=True
        )
    return matches[0]


def unknown_text(text: str) -> Problem:
    """Return the problem of letters that no party of the body has."""
    return Problem("unknown", _("ukendt: {text}").format(text=text), fatal=True)


def read_named(line: str, body: Body) -> Named:
    """Read a line of movers or authors (``aø``, ``v,c 'holm``, ``aø+f``) in the order it names
    them."""
    sides: tuple[list[Mention], list[Mention]] = ([], [])
    problems: list[Problem] = []
    unknown = ""
    at = 0
    for token in tokens(clean_line(line), [party.code for party in body.parties]):
        mention: Mention | None = None
        if token.kind is TokenKind.PARTY:
            mention = Mention(party=token.text, form=token.form)
        elif token.kind is TokenKind.MEMBER:
            member = one_member(token.text, body.members)
            if isinstance(member, Problem):
                problems.append(member)
            else:
                mention = Mention(member=member.id)
        elif token.kind is TokenKind.NAME and token.text:
            mention = Mention(name=token.text)
        elif token.kind is TokenKind.SIDE and token.text == JOIN_SIGN and not at:
            at = 1
        elif token.kind is not TokenKind.SPACE:
            unknown += token.text or NAME_SIGN
        if mention is None:
            continue
        if any(same(mention, known) for known in (*sides[0], *sides[1])):
            problems.append(
                Problem("twice", _("{who} er nævnt to gange").format(who=who(mention, body)), True)
            )
        else:
            sides[at].append(mention)
    if unknown:
        problems.append(unknown_text(unknown))
    return Named(tuple(sides[0]), tuple(sides[1]), tuple(problems))


def mentions(line: str, body: Body) -> tuple[tuple[Mention, ...], tuple[Problem, ...]]:
    """Read a line in which nobody joins: those named, and what is wrong with it."""
    named = read_named(line, body)
    problems = named.problems
    if named.joined:
        problems = (*problems, unknown_text(JOIN_SIGN))
    return named.first, problems


def mention_line(named: Sequence[Mention], body: Body, joined_too: Sequence[Mention] = ()) -> str:
    """Return the line that :func:`read_named` reads as ``named``, joined by ``joined_too``."""
    line = joined(
        [_mention_piece(mention, body) for mention in named],
        [party.code for party in body.parties],
        " ",
    ).strip()
    return f"{line}{JOIN_SIGN}{mention_line(joined_too, body)}" if joined_too else line


def _mention_piece(mention: Mention, body: Body) -> str:
    if mention.party is not None:
        return mention.party.lower() + FORM_SIGN * mention.form
    if mention.member is not None:
        return member_query(body.member(mention.member), body.members) + " "
    return f"{NAME_SIGN}{mention.name}{NAME_SIGN}"


def member_query(member: Member, members: Sequence[Member]) -> str:
    """Return the shortest ``'name`` that means this member and no other."""
    words = name_words(member.name)
    whole = "".join(words)
    for query in (*reversed(words), whole, "".join(name_words(member.id))):
        if find_members(query, members) == [member]:
            return MEMBER_SIGN + query
    return MEMBER_SIGN + whole


def joined(pieces: Sequence[str], codes: Sequence[str], between: str) -> str:
    """Join pieces of a line, with ``between`` only where two letters would be read as the code
    of a third party (S and F where the body has an SF too)."""
    line = ""
    for piece in pieces:
        apart = tokens(line, codes) + tokens(piece, codes)
        line += piece if tokens(line + piece, codes) == apart else between + piece
    return line
