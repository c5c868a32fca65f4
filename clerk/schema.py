"""The scripts of the ladder: what each step does to the file. A landed one never changes."""

from __future__ import annotations

FIRST = """
CREATE TABLE body (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL,
    municipality TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('committee', 'council')),
    seats INTEGER NOT NULL CHECK (seats > 0), style TEXT NOT NULL
) STRICT;
CREATE TABLE party (
    body TEXT NOT NULL REFERENCES body (id), code TEXT NOT NULL, position INTEGER NOT NULL,
    forms TEXT NOT NULL, PRIMARY KEY (body, code)
) STRICT;
CREATE TABLE member (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE mandate (
    body TEXT NOT NULL REFERENCES body (id), member TEXT NOT NULL REFERENCES member (id),
    party TEXT, role TEXT NOT NULL, position INTEGER NOT NULL, since TEXT NOT NULL, until TEXT,
    PRIMARY KEY (body, member, since)
) STRICT;
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, meeting TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0), at TEXT NOT NULL, kind TEXT NOT NULL,
    version INTEGER NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,
    UNIQUE (meeting, number)
) STRICT;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TABLE draft (
    meeting TEXT NOT NULL, slot TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (meeting, slot)
) STRICT;
CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)), items INTEGER NOT NULL,
    decided INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_day ON meeting (day);
CREATE TABLE item (
    meeting TEXT NOT NULL REFERENCES meeting (id), id TEXT NOT NULL, position INTEGER NOT NULL,
    number TEXT NOT NULL, title TEXT NOT NULL, case_number TEXT NOT NULL,
    outcome TEXT, read INTEGER NOT NULL CHECK (read IN (0, 1)), PRIMARY KEY (meeting, id)
) STRICT;
CREATE INDEX item_case ON item (case_number);
CREATE TABLE motion (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    effect TEXT NOT NULL, movers TEXT NOT NULL, points TEXT NOT NULL, text TEXT NOT NULL,
    outcome TEXT, PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE vote (
    meeting TEXT NOT NULL, item TEXT NOT NULL, motion TEXT NOT NULL, member TEXT NOT NULL,
    name TEXT NOT NULL, party TEXT,
    side TEXT NOT NULL CHECK (side IN ('for', 'against', 'abstained', 'not_voting')),
    position INTEGER NOT NULL, PRIMARY KEY (meeting, item, motion, member),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE remark (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    authors TEXT NOT NULL, author_names TEXT NOT NULL, text TEXT NOT NULL,
    carried_body TEXT, carried_day TEXT, PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
CREATE TABLE decision (
    meeting TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (meeting, item),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT;
"""

_OF_A_MEETING = ("presence", "interruption", "correction", "reopening")
_OF_AN_ITEM = (
    *("item", "motion", "vote", "tally", "remark", "stop", "election", "election_round"),
    *("candidate", "decision"),
)


def _guard(table: str, key: str = "meeting") -> str:
    """Return the triggers that refuse to change the rows of a closed meeting.

    The program's own way round them is a row in ``unsealed``, put there and taken away in the
    transaction that writes the rows anew: for an addition to the record, a reopening, or a
    rebuilding. They stop the slip of a hand, of this program too; whoever owns the file can drop
    a trigger or write in ``unsealed``, and what that leaves behind ``clerk verify`` finds. An
    insert is refused too, since REPLACE deletes without firing any DELETE trigger.
    """
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
    triggers = ""
    for event, touched in rows.items():
        keys = [f"{row}.{key}" for row in touched]
        # WHEN runs for every row that is written: two look-ups by key are all that it may cost.
        closed = " OR ".join(f"(SELECT closed FROM meeting WHERE id = {own})" for own in keys)
        triggers += f"""
CREATE TRIGGER {table}_{event.lower()}_closed BEFORE {event} ON {table} WHEN {closed}
BEGIN
    SELECT RAISE(ABORT, 'the record of a closed meeting stays as it is') FROM meeting
    WHERE id IN ({", ".join(keys)}) AND closed AND id NOT IN (SELECT meeting FROM unsealed);
END;"""
    return triggers


_SECOND_TABLES = """
DROP TABLE decision;
DROP TABLE remark;
DROP TABLE vote;
DROP TABLE motion;
DROP TABLE item;
DROP TABLE meeting;
CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)), ended TEXT NOT NULL,
    items INTEGER NOT NULL, decided INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_day ON meeting (day);
CREATE TABLE presence (
    meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL,
    position INTEGER NOT NULL, name TEXT NOT NULL, party TEXT, stands_in_for TEXT,
    presence TEXT NOT NULL, reason TEXT NOT NULL, clock TEXT, item_number TEXT, only_item TEXT,
    PRIMARY KEY (meeting, member, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE interruption (
    meeting TEXT NOT NULL REFERENCES meeting (id), position INTEGER NOT NULL,
    item_number TEXT NOT NULL, began TEXT NOT NULL, ended TEXT NOT NULL,
    adjourned_to TEXT NOT NULL, PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE reopening (
    meeting TEXT NOT NULL REFERENCES meeting (id), position INTEGER NOT NULL, day TEXT NOT NULL,
    reason TEXT NOT NULL, made_by TEXT NOT NULL, PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE item (
    meeting TEXT NOT NULL REFERENCES meeting (id), id TEXT NOT NULL,
    position INTEGER NOT NULL, planned INTEGER, number TEXT NOT NULL, title TEXT NOT NULL,
    case_number TEXT NOT NULL, subject TEXT NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    supplementary INTEGER NOT NULL CHECK (supplementary IN (0, 1)), sender TEXT NOT NULL,
    onward TEXT NOT NULL, together_with TEXT NOT NULL, outcome TEXT,
    read INTEGER NOT NULL CHECK (read IN (0, 1)), PRIMARY KEY (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_case ON item (case_number);
CREATE TABLE correction (
    meeting TEXT NOT NULL REFERENCES meeting (id), position INTEGER NOT NULL, item TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'addition')), day TEXT NOT NULL,
    text TEXT NOT NULL, reason TEXT NOT NULL, made_by TEXT NOT NULL,
    PRIMARY KEY (meeting, position), FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE motion (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, effect TEXT NOT NULL, amends TEXT NOT NULL,
    movers TEXT NOT NULL, joined TEXT NOT NULL, points TEXT NOT NULL, target TEXT NOT NULL,
    again_from TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT, detail TEXT NOT NULL,
    PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE vote (
    meeting TEXT NOT NULL, item TEXT NOT NULL, motion TEXT NOT NULL, member TEXT NOT NULL,
    name TEXT NOT NULL, party TEXT,
    side TEXT NOT NULL
        CHECK (side IN ('for', 'against', 'abstained', 'not_voting', 'outside')),
    position INTEGER NOT NULL, PRIMARY KEY (meeting, item, motion, member),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
    meeting TEXT NOT NULL, item TEXT NOT NULL, motion TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('for', 'against', 'abstained')),
    number INTEGER CHECK (number >= 0), voices TEXT NOT NULL,
    stated INTEGER NOT NULL CHECK (stated IN (0, 1)), PRIMARY KEY (meeting, item, motion, side),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE remark (
    meeting TEXT NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    kind TEXT NOT NULL, authors TEXT NOT NULL, author_names TEXT NOT NULL,
    joined_names TEXT NOT NULL, points TEXT NOT NULL, text TEXT NOT NULL,
    fresh INTEGER NOT NULL CHECK (fresh IN (0, 1)), deadline TEXT NOT NULL,
    received TEXT NOT NULL, carried_body TEXT, carried_day TEXT,
    PRIMARY KEY (meeting, item, id),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE stop (
    meeting TEXT NOT NULL, item TEXT NOT NULL, member TEXT NOT NULL, position INTEGER NOT NULL,
    name TEXT NOT NULL, party TEXT, brought_before TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)), PRIMARY KEY (meeting, item, member),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE election (
    meeting TEXT NOT NULL, item TEXT NOT NULL, post TEXT NOT NULL, position INTEGER NOT NULL,
    elected TEXT, PRIMARY KEY (meeting, item, post),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE election_round (
    meeting TEXT NOT NULL, item TEXT NOT NULL, post TEXT NOT NULL, round INTEGER NOT NULL,
    present INTEGER NOT NULL, blank INTEGER NOT NULL, lot TEXT NOT NULL,
    PRIMARY KEY (meeting, item, post, round),
    FOREIGN KEY (meeting, item, post) REFERENCES election (meeting, item, post)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate (
    meeting TEXT NOT NULL, item TEXT NOT NULL, post TEXT NOT NULL, round INTEGER NOT NULL,
    position INTEGER NOT NULL, name TEXT NOT NULL, votes INTEGER NOT NULL,
    PRIMARY KEY (meeting, item, post, round, position),
    FOREIGN KEY (meeting, item, post, round)
        REFERENCES election_round (meeting, item, post, round)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
    meeting TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)), PRIMARY KEY (meeting, item),
    FOREIGN KEY (meeting, item) REFERENCES item (meeting, id)
) STRICT, WITHOUT ROWID;
"""

_SECOND_SEALS = """
CREATE INDEX journal_end ON journal (meeting, number)
    WHERE kind IN ('MeetingClosed', 'MeetingReopened');
CREATE TRIGGER journal_follows BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal WHERE meeting = NEW.meeting)
    OR EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_closed BEFORE INSERT ON journal
WHEN NEW.kind NOT IN ('Corrected', 'RemarkReceived', 'MeetingReopened') AND 'MeetingClosed' = (
    SELECT kind FROM journal
    WHERE meeting = NEW.meeting AND kind IN ('MeetingClosed', 'MeetingReopened')
    ORDER BY number DESC LIMIT 1
) BEGIN SELECT RAISE(ABORT, 'the meeting is closed'); END;
CREATE TABLE seal (
    meeting TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (meeting, number)
) STRICT, WITHOUT ROWID;
INSERT INTO seal SELECT meeting, number, hash, at FROM journal
    WHERE kind IN ('MeetingClosed', 'Corrected', 'RemarkReceived', 'MeetingReopened');
CREATE TRIGGER seal_stays BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
CREATE TRIGGER seal_keeps BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
CREATE TRIGGER seal_once BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE meeting = NEW.meeting AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a seal stays as it is'); END;
CREATE TRIGGER journal_seals AFTER INSERT ON journal
WHEN NEW.kind IN ('MeetingClosed', 'Corrected', 'RemarkReceived', 'MeetingReopened')
BEGIN INSERT INTO seal VALUES (NEW.meeting, NEW.number, NEW.hash, NEW.at); END;
CREATE TABLE unsealed (meeting TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
"""

SECOND = (
    _SECOND_TABLES
    + _SECOND_SEALS
    + _guard("meeting", "id")
    + "".join(map(_guard, (*_OF_A_MEETING, *_OF_AN_ITEM)))
)
