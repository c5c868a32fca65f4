"""The clerk's one-line notation: party letters, members by name, sides.

``bf aci ø`` and ``+bf -aci`` say the same as far as they go. A party code is taken as long as it
matches (``c2v`` is C2 and V where the body has a C2). ``'holm`` is a member, ``.`` everybody not
named yet, and a comma after a letter picks the next form of the party's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clerk.core.danish import clean_line
from clerk.core.i18n import _
from clerk.core.people import Body, Member, find_members, name_words

MEMBER_SIGN = "'"
REST_SIGN = "."
FORM_SIGN = ","
SIDE_SIGNS = {"+": 0, "-": 1, "0": 2}
_NAME_ENDS = MEMBER_SIGN + REST_SIGN + FORM_SIGN


class TokenKind(StrEnum):
    """What a piece of the line is."""

    PARTY = "party"
    MEMBER = "member"
    REST = "rest"
    SIDE = "side"
    SPACE = "space"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line. ``form`` is the number of commas after a party's letter."""

    kind: TokenKind
    text: str
    form: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A party or a member as named in running text: a mover, an author, somebody who joins.

    ``form`` picks one of the party's names for this mention alone (0 is the body's default).
    """

    party: str | None = None
    member: str | None = None
    form: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the clerk must know about the line. A ``fatal`` one cannot be recorded."""

    code: str
    text: str
    fatal: bool = False


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


def mentions(line: str, body: Body) -> tuple[tuple[Mention, ...], tuple[Problem, ...]]:
    """Read a line of movers or authors (``aø``, ``v,c 'holm``) in the order it names them."""
    named: list[Mention] = []
    problems: list[Problem] = []
    unknown = ""
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
        elif token.kind is not TokenKind.SPACE:
            unknown += token.text
        if mention is None:
            continue
        if any((m.party, m.member) == (mention.party, mention.member) for m in named):
            problems.append(
                Problem("twice", _("{who} er nævnt to gange").format(who=who(mention, body)), True)
            )
        else:
            named.append(mention)
    if unknown:
        problems.append(unknown_text(unknown))
    return tuple(named), tuple(problems)


def mention_line(named: Sequence[Mention], body: Body) -> str:
    """Return the line that :func:`mentions` reads as ``named``."""
    pieces = []
    for mention in named:
        if mention.party is not None:
            pieces.append(mention.party.lower() + FORM_SIGN * mention.form)
        elif mention.member is not None:
            pieces.append(member_query(body.member(mention.member), body.members) + " ")
    return joined(pieces, [party.code for party in body.parties], " ").strip()


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


def who(mention: Mention, body: Body) -> str:
    """Return the name as running text has it: the party's form, or ``Navn (A)``."""
    if mention.party is not None:
        return body.party(mention.party).form(mention.form)
    member = body.member(mention.member or "")
    return f"{member.name} ({member.party or 'løsgænger'})"
