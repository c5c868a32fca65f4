"""Every command once: id, keys, action, label, help. Bindings, footer, palette, help page and
the README's table all read this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clerk.core.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Command:
    """A thing that a key does on a screen.

    ``keys`` are comma-separated, the one to show first. ``rank`` is the place in the footer,
    0 keeps a command out of it (the help page has them all).
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    rank: int = 0

    @property
    def key(self) -> str:
        """The first key, as the footer and the help page print it."""
        return shown(self.keys.split(",")[0])


_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": N_("Mellemrum"),
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "question_mark": "?",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "apostrophe": "'",
    "asterisk": "*",
    "less_than_sign": "<",
    "delete": "Del",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """Return a key as a person reads it: ``Ctrl+S``, ``Esc``, ``v``."""
    if key in _SHOWN:
        return _(_SHOWN[key])
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[5:].upper()
    if key.startswith("shift+"):
        return "Shift+" + shown(key[6:])
    return key.upper() if len(key) > 1 else key


# A table reads best a line an entry, however long.
# fmt: off
# ruff: noqa: E501

EVERYWHERE = (
    Command("app.help", "f1", "help", N_("Hjælp"), N_("Vis tasterne, der gælder her."), 98),
    Command("app.palette", "ctrl+p", "command_palette", N_("Alt"), N_("Søg i alle kommandoer.")),
    Command("app.rescue", "f2", "rescue", N_("Gem i en fil"), N_("Skriv de halvskrevne tekster og protokollen i en fil et andet sted, når der ikke kan gemmes.")),
    Command("app.quit", "ctrl+q", "quit", N_("Slut"), N_("Luk programmet; alt er gemt."), 99),
)

_HELP_TOO = Command("app.help.sign", "question_mark", "app.help", N_("Hjælp"), N_("Vis tasterne."))

MEETINGS = (
    Command("meetings.open", "enter", "open", N_("Åbn"), N_("Åbn mødet under markøren."), 1),
    Command("meetings.down", "down,j", "move(1)", N_("Ned"), N_("Næste møde.")),
    Command("meetings.up", "up,k", "move(-1)", N_("Op"), N_("Forrige møde.")),
    _HELP_TOO,
)

DECIDE = (
    Command("live.vote", "v", "vote", N_("Stem"), N_("Stem om forslaget, hvis tur det er."), 1),
    Command("live.again", "comma", "vote_again", N_("Som sidst"), N_("Stem med den forrige afstemnings linje.")),
    Command("live.board", "t", "board", N_("Tavle"), N_("Stem på tavlen, en række pr. medlem.")),
    Command("live.adopted", "g", "decide('adopted')", N_("Godkendt"), N_("Godkendt uden afstemning."), 2),
    Command("live.noted", "e", "decide('noted')", N_("Efterretning"), N_("Taget til efterretning.")),
    Command("live.discussed", "d", "decide('discussed')", N_("Drøftet"), N_("Drøftet.")),
    Command("live.discussed_noted", "D", "decide('discussed_and_noted')", N_("Drøftet+"), N_("Drøftet og taget til efterretning.")),
    Command("live.endorsed", "i", "decide('endorsed')", N_("Tiltrådt"), N_("Tiltrådt.")),
    Command("live.recommended", "r", "decide('recommended')", N_("Anbefalet"), N_("Anbefalet.")),
    Command("live.postponed", "s", "decide('postponed')", N_("Udsat"), N_("Udsat.")),
    Command("live.postponed_to", "S", "detail('postponed')", N_("Udsat til"), N_("Udsat, og til hvornår eller hvorfor.")),
    Command("live.rejected", "f", "decide('rejected')", N_("Forkastet"), N_("Forkastet uden afstemning.")),
    Command("live.referred", "h", "detail('referred')", N_("Henvist"), N_("Henvist til et andet organ.")),
    Command("live.removed", "y", "decide('removed')", N_("Taget af"), N_("Taget af dagsordenen.")),
    Command("live.withdrawn", "k", "decide('withdrawn')", N_("Trukket"), N_("Trukket af forslagsstilleren.")),
    Command("live.lapsed", "z", "decide('lapsed')", N_("Bortfaldet"), N_("Bortfaldet.")),
    Command("live.results", "x", "results", N_("Andet resultat"), N_("De sjældnere resultater: anbefalet over for nogen, oversendt, valgt, besluttet at, fri tekst.")),
    Command("live.divide", "P", "line('division')", N_("Punktvis"), N_("Afgør indstillingen punkt for punkt: »1 2-3«; en tom linje samler den igen.")),
    Command("live.election", "V", "line('election')", N_("Valg"), N_("Tæl en valgrunde op: »formand: holm 7 bruun 4 blank 2«.")),
    Command("live.shift_up", "minus", "shift(-1)", N_("Tidligere"), N_("Flyt det valgte forslag op i afstemningernes rækkefølge.")),
    Command("live.shift_down", "plus", "shift(1)", N_("Senere"), N_("Flyt det valgte forslag ned i afstemningernes rækkefølge.")),
)

WRITE = (
    Command("live.remark", "b", "open('remark')", N_("Bemærkning"), N_("Skriv en protokolbemærkning."), 3),
    Command("live.amend", "a,æ", "open('amendment')", N_("Ændring"), N_("Skriv et nyt ændringsforslag."), 8),
    Command("live.carry", "c", "open('carry')", N_("Viderefør"), N_("Viderefør en bemærkning, der er afgivet tidligere i sagen."), 10),
    Command("live.edit", "enter", "edit", N_("Ret"), N_("Ret det valgte ændringsforslag eller den valgte bemærkning.")),
    Command("live.strike", "delete", "strike", N_("Slet"), N_("Slet det valgte, fordi det blev ført ved en fejl.")),
    Command("live.undo", "u,ctrl+z", "undo", N_("Fortryd"), N_("Fortryd den sidste handling, også fra før en genstart."), 6),
    Command("live.redo", "U,ctrl+y", "redo", N_("Gentag"), N_("Gentag det fortrudte.")),
    Command("live.text", "E", "open('text')", N_("Egen tekst"), N_("Skriv beslutningens tekst i hånden.")),
    Command("live.note", "N", "open('note')", N_("Note"), N_("Skriv en note til dig selv; den står aldrig i noget dokument.")),
    Command("live.compare", "w", "compare", N_("Sammenlign"), N_("Vis indstillingen før og efter ændringsforslagene, ord for ord.")),
    Command("live.save", "ctrl+s", "saved", N_("Gemt"), N_("Vis, hvornår der sidst blev gemt; alt gemmes straks.")),
)

ROOM = (
    Command("live.presence", "m", "open('presence')", N_("Fremmøde"), N_("Hvem er i salen: afbud, ankomst, afgang."), 5),
    Command("live.doors", "C", "doors", N_("Døre"), N_("Luk eller åbn dørene for punktet; et lukket punkt udelades af den offentlige udgave.")),
    Command("live.break", "O", "line('break')", N_("Pause"), N_("Afbryd mødet, og genoptag det, med klokkeslæt; »17.30 til den 27. august« udsætter det.")),
    Command("live.stop", "B", "line('stop')", N_("Begær § 23"), N_("Et medlem begærer sagen indbragt for kommunalbestyrelsen, eller frafalder begæringen.")),
)

AGENDA = (
    Command("live.join", "J", "line('joint')", N_("Under ét"), N_("Behandl punktet sammen med andre; en tom linje skiller det fra dem igen.")),
    Command("live.place", "F", "line('place')", N_("Flyt"), N_("Behandl punktet efter et andet; 0 er først. Punktet beholder sit nummer.")),
    Command("live.supplement", "T", "line('supplement')", N_("Tillægspunkt"), N_("Sæt et tillægspunkt på dagsordenen.")),
    Command("live.read", "o", "open('read_back')", N_("Læs op"), N_("Vis punktets beslutning alene, til oplæsning."), 9),
    Command("live.close", "l", "open('closing')", N_("Luk"), N_("Vis tjeklisten og luk mødet."), 7),
)

GO = (
    Command("live.next", "n", "step(1)", N_("Næste"), N_("Gå til næste punkt."), 4),
    Command("live.previous", "p", "step(-1)", N_("Forrige"), N_("Gå til forrige punkt.")),
    Command("live.jump", "j", "line('jump')", N_("Gå til"), N_("Gå til et punkt ved dets nummer; et ciffer gør det samme.")),
    Command("live.down", "down", "choose(1)", N_("Ned"), N_("Næste ændringsforslag eller bemærkning.")),
    Command("live.up", "up", "choose(-1)", N_("Op"), N_("Forrige ændringsforslag eller bemærkning.")),
    Command("live.scroll_down", "pagedown", "scroll_text(1)", N_("Rul ned"), N_("Rul i beslutningen.")),
    Command("live.scroll_up", "pageup", "scroll_text(-1)", N_("Rul op"), N_("Rul i beslutningen.")),
    Command("live.leave", "M", "leave", N_("Møder"), N_("Gå til listen over møder; mødet venter, som det står.")),
    Command("live.rest", "escape", "rest", N_("Bliv"), N_("Bliver her; siger, hvilken tast der går til listen over møder.")),
    _HELP_TOO,
)

LIVE = (*DECIDE, *WRITE, *ROOM, *AGENDA, *GO)

VOTE = (
    Command("vote.record", "enter,ctrl+s", "screen.record_line", N_("Før"), N_("Før afstemningen til protokollen."), 1),
    Command("vote.again", "up", "screen.recall_line", N_("Som sidst"), N_("Sæt den forrige afstemnings linje ind."), 2),
    Command("vote.board", "tab", "screen.board", N_("Tavle"), N_("Fortsæt på tavlen, en række pr. medlem."), 3),
    Command("vote.cancel", "escape", "screen.cancel_line", N_("Tilbage"), N_("Tilbage; det skrevne huskes."), 4),
)

DETAIL = (
    Command("detail.record", "enter,ctrl+s", "screen.record_line", N_("Før"), N_("Før det skrevne til protokollen."), 1),
    Command("detail.cancel", "escape", "screen.cancel_line", N_("Tilbage"), N_("Tilbage uden at føre noget."), 4),
)

BOARD = (
    Command("board.for", "f,plus", "cast('for')", N_("For"), N_("Medlemmet stemmer for."), 1),
    Command("board.against", "i,minus", "cast('against')", N_("Imod"), N_("Medlemmet stemmer imod."), 2),
    Command("board.abstained", "u,0", "cast('abstained')", N_("Undlader"), N_("Medlemmet undlader at stemme."), 3),
    Command("board.no_part", "d,asterisk", "cast('not_voting')", N_("Deltog ikke"), N_("Medlemmet er i salen, men deltog ikke i afstemningen."), 7),
    Command("board.outside", "e,less_than_sign", "cast('outside')", N_("Ude"), N_("Medlemmet var ude under afstemningen."), 8),
    Command("board.clear", "space,backspace", "cast('')", N_("Ryd"), N_("Medlemmet har ikke stemt.")),
    Command("board.rest", "r", "rest", N_("Rest"), N_("Resten stemmer som medlemmet under markøren."), 4),
    Command("board.down", "down,j", "move(1)", N_("Ned"), N_("Næste medlem.")),
    Command("board.up", "up,k", "move(-1)", N_("Op"), N_("Forrige medlem.")),
    Command("board.record", "enter", "record", N_("Før"), N_("Før afstemningen til protokollen."), 5),
    Command("board.back", "escape,tab", "back", N_("Linje"), N_("Tilbage til linjen med det, der er sat."), 6),
    _HELP_TOO,
)

REMARK = (
    Command("remark.save", "ctrl+s", "save", N_("Før"), N_("Før bemærkningen til protokollen."), 1),
    Command("remark.retarget", "ctrl+r", "retarget", N_("Indsæt navn"), N_("Sæt partiets eller medlemmets navn i stedet for »Partierne«."), 2),
    Command("remark.switch", "tab", "switch(1)", N_("Felt"), N_("Næste felt: afgivet af, tekst, art og punkter."), 3),
    Command("remark.switch_back", "shift+tab", "switch(-1)", N_("Forrige felt"), N_("Forrige felt.")),
    Command("remark.back", "escape", "back", N_("Tilbage"), N_("Tilbage; det skrevne huskes."), 4),
)

AMENDMENT = (
    Command("amendment.save", "ctrl+s", "save", N_("Før"), N_("Før forslaget til protokollen."), 1),
    Command("amendment.switch", "tab", "switch(1)", N_("Felt"), N_("Næste felt."), 2),
    Command("amendment.switch_back", "shift+tab", "switch(-1)", N_("Forrige felt"), N_("Forrige felt.")),
    Command("amendment.source", "ctrl+n", "insert_source", N_("Hent teksten"), N_("Hent punktets nuværende tekst ind i feltet."), 3),
    Command("amendment.back", "escape", "back", N_("Tilbage"), N_("Tilbage; det skrevne huskes."), 4),
)

CARRY = (
    Command("carry.pick", "enter", "pick", N_("Viderefør"), N_("Viderefør bemærkningen; et ciffer gør det samme."), 1),
    Command("carry.down", "down,j", "move(1)", N_("Ned"), N_("Næste bemærkning.")),
    Command("carry.up", "up,k", "move(-1)", N_("Op"), N_("Forrige bemærkning.")),
    Command("carry.elsewhere", "v", "elsewhere", N_("Andet møde"), N_("Viderefør en bemærkning fra et møde, der ikke er i arkivet."), 3),
    Command("carry.back", "escape", "back", N_("Tilbage"), N_("Tilbage uden at videreføre."), 2),
    _HELP_TOO,
)

TEXT = (
    Command("text.save", "ctrl+s", "save", N_("Før"), N_("Før teksten til protokollen, som den står, i stedet for den, programmet danner."), 1),
    Command("text.restore", "ctrl+r", "restore", N_("Gendan"), N_("Gå tilbage til den tekst, programmet danner."), 2),
    Command("text.scroll_down", "f8", "scroll(1)", N_("Rul ned"), N_("Rul i sammenligningen.")),
    Command("text.scroll_up", "f7", "scroll(-1)", N_("Rul op"), N_("Rul i sammenligningen.")),
    Command("text.back", "escape", "back", N_("Tilbage"), N_("Tilbage; det skrevne huskes."), 3),
)

NOTE = (
    Command("note.back", "escape,ctrl+s", "back", N_("Tilbage"), N_("Tilbage; noten er gemt."), 1),
)

NOTES = (
    Command("notes.down", "down,pagedown,space", "scroll(1)", N_("Ned"), N_("Rul ned."), 1),
    Command("notes.up", "up,pageup", "scroll(-1)", N_("Op"), N_("Rul op."), 2),
    Command("notes.back", "escape,N", "back", N_("Tilbage"), N_("Tilbage til protokollen."), 3),
    _HELP_TOO,
)

PRESENCE = (
    Command("presence.all", "g", "all_present", N_("Alle"), N_("Alle, der ikke er noteret, er til stede."), 1),
    Command("presence.present", "p", "note('present')", N_("Til stede"), N_("Til stede; tilbage i dette punkt."), 2),
    Command("presence.apology", "a", "note('apology')", N_("Afbud"), N_("Har meldt afbud."), 3),
    Command("presence.absent", "x", "note('absent')", N_("Udeblevet"), N_("Fraværende uden afbud."), 7),
    Command("presence.arrived", "k", "clocked('present')", N_("Kom"), N_("Ankom eller kom tilbage; klokkeslættet er nu og kan rettes."), 4),
    Command("presence.left", "f", "clocked('left')", N_("Gik"), N_("Forlod mødet; klokkeslættet er nu og kan rettes."), 5),
    Command("presence.disqualified", "i", "note('disqualified')", N_("Inhabil"), N_("Inhabil i dette punkt; tilbage af sig selv ved det næste."), 8),
    Command("presence.out", "e", "note('out')", N_("Ude"), N_("Ude under dette punkt; tilbage af sig selv ved det næste."), 9),
    Command("presence.substitute", "s", "substitute", N_("Stedfortræder"), N_("En stedfortræder for medlemmet, for mødet eller for punktet alene."), 10),
    Command("presence.reason", "r", "reason", N_("Årsag"), N_("Skriv årsagen til det, der er noteret."), 11),
    Command("presence.find", "apostrophe", "find", N_("Find"), N_("Gå til et medlem ved navn eller initialer."), 12),
    Command("presence.down", "down,j", "move(1)", N_("Ned"), N_("Næste medlem.")),
    Command("presence.up", "up", "move(-1)", N_("Op"), N_("Forrige medlem.")),
    Command("presence.undo", "u,ctrl+z", "undo", N_("Fortryd"), N_("Fortryd den sidste handling."), 13),
    Command("presence.redo", "U,ctrl+y", "redo", N_("Gentag"), N_("Gentag det fortrudte.")),
    Command("presence.go", "enter", "go", N_("Gå til punktet"), N_("Gå til det punkt, hvis afstemning fremmødet ikke passer med; ellers tilbage.")),
    Command("presence.back", "escape", "back", N_("Tilbage"), N_("Tilbage til punktet."), 6),
    _HELP_TOO,
)

READ_BACK = (
    Command("read.mark", "o,enter", "mark", N_("Læst op"), N_("Beslutningen er læst op."), 1),
    Command("read.down", "down,pagedown,space", "scroll(1)", N_("Ned"), N_("Rul ned."), 2),
    Command("read.up", "up,pageup", "scroll(-1)", N_("Op"), N_("Rul op."), 3),
    Command("read.back", "escape", "back", N_("Tilbage"), N_("Tilbage til punktet."), 4),
    _HELP_TOO,
)

COMPARE = (
    Command("compare.down", "down,pagedown,space", "scroll(1)", N_("Ned"), N_("Rul ned."), 1),
    Command("compare.up", "up,pageup", "scroll(-1)", N_("Op"), N_("Rul op."), 2),
    Command("compare.back", "escape,w", "back", N_("Tilbage"), N_("Tilbage til punktet."), 3),
    _HELP_TOO,
)

CLOSING = (
    Command("closing.confirm", "L", "confirm", N_("Luk mødet"), N_("Luk mødet, når klokkeslættet er bekræftet; protokollen kan derefter kun rettes ved tilføjelser."), 1),
    Command("closing.go", "enter", "go", N_("Gå til punktet"), N_("Gå til punktet under markøren."), 2),
    Command("closing.down", "down,j", "move(1)", N_("Ned"), N_("Næste.")),
    Command("closing.up", "up,k", "move(-1)", N_("Op"), N_("Forrige.")),
    Command("closing.back", "escape", "back", N_("Tilbage"), N_("Tilbage; mødet fortsætter."), 3),
    _HELP_TOO,
)

MINUTES = (
    Command("minutes.down", "pagedown,space,down", "scroll(1)", N_("Ned"), N_("Rul ned."), 1),
    Command("minutes.up", "pageup,up", "scroll(-1)", N_("Op"), N_("Rul op."), 2),
    Command("minutes.write", "g", "write", N_("Skriv filer"), N_("Skriv protokollen som tekst og Markdown."), 3),
    Command("minutes.correct", "r", "add('correction')", N_("Ret"), N_("Føj en rettelse til protokollen, med begrundelse."), 4),
    Command("minutes.supplement", "t", "add('addition')", N_("Tilføj"), N_("Føj en tilføjelse til protokollen, med begrundelse."), 5),
    Command("minutes.late", "f", "add('late')", N_("Forbehold"), N_("Skriv teksten til et forbehold, der er kommet inden fristen."), 7),
    Command("minutes.reopen", "G", "add('reopening')", N_("Genåbn"), N_("Genåbn protokollen, med begrundelse."), 8),
    Command("minutes.notes", "N", "notes", N_("Noter"), N_("Vis dine noter til dig selv; de står ikke i protokollen.")),
    Command("minutes.back", "escape", "back", N_("Møder"), N_("Tilbage til listen over møder."), 6),
    _HELP_TOO,
)

CORRECTION = (
    Command("correction.save", "ctrl+s", "save", N_("Før"), N_("Føj det til protokollen."), 1),
    Command("correction.switch", "tab", "switch(1)", N_("Felt"), N_("Næste felt."), 2),
    Command("correction.switch_back", "shift+tab", "switch(-1)", N_("Forrige felt"), N_("Forrige felt.")),
    Command("correction.back", "escape", "back", N_("Tilbage"), N_("Tilbage; det skrevne huskes."), 3),
)

RESULTS = (
    Command("results.recommended", "a", "pick('recommended')", N_("Anbefalet over for …"), N_("Anbefalet over for et andet organ."), 0),
    Command("results.not_recommended", "i", "pick('not_recommended')", N_("Ikke anbefalet"), N_("Ikke anbefalet."), 0),
    Command("results.forwarded", "o", "pick('forwarded')", N_("Oversendt til …"), N_("Oversendt eller fremsendt til et andet organ."), 0),
    Command("results.carried_out", "s", "pick('carried_out')", N_("Iværksættes"), N_("Udvalgets beslutning iværksættes, efter en standsning."), 0),
    Command("results.elected", "v", "pick('elected')", N_("Valgt blev …"), N_("Valgt eller udpeget uden optælling."), 0),
    Command("results.not_treated", "n", "pick('not_treated')", N_("Ikke behandlet"), N_("Ikke behandlet."), 0),
    Command("results.resolved", "x", "pick('resolved')", N_("Det blev besluttet, at …"), N_("En beslutning med udvalgets egne ord."), 0),
    Command("results.free", "f", "pick('free')", N_("Fri sætning …"), N_("Hele sætningen skrives, som den skal stå."), 0),
    Command("results.adopted", "g", "pick('adopted')", N_("Godkendt med den ændring, at …"), N_("Godkendt med en ændring, som ingen stillede som forslag."), 0),
    Command("results.pick", "enter", "pick", N_("Før"), N_("Før resultatet under markøren til protokollen; dets bogstav gør det samme."), 1),
    Command("results.down", "down,j", "move(1)", N_("Ned"), N_("Næste resultat.")),
    Command("results.up", "up,k", "move(-1)", N_("Op"), N_("Forrige resultat.")),
    Command("results.back", "escape", "back", N_("Tilbage"), N_("Tilbage uden at føre noget."), 2),
    _HELP_TOO,
)

FOLLOW = (
    Command("follow.leave", "q,escape", "app.quit", N_("Slut"), N_("Luk visningen; mødet føres videre i sit eget vindue."), 1),
)

HELP = (
    Command("help.down", "down,pagedown,space", "scroll(1)", N_("Ned"), N_("Rul ned."), 1),
    Command("help.up", "up,pageup", "scroll(-1)", N_("Op"), N_("Rul op."), 2),
    Command("help.back", "escape,f1,q,enter", "back", N_("Tilbage"), N_("Tilbage."), 3),
)

# fmt: on

GROUPS: dict[str, tuple[Command, ...]] = {
    N_("Overalt"): EVERYWHERE,
    N_("Møder"): MEETINGS,
    N_("Punktet"): LIVE,
    N_("Stemmelinjen"): VOTE,
    N_("De andre linjer"): DETAIL,
    N_("Andre resultater"): RESULTS,
    N_("Stemmetavlen"): BOARD,
    N_("Bemærkning"): REMARK,
    N_("Videreførelse"): CARRY,
    N_("Ændringsforslag"): AMENDMENT,
    N_("Beslutningens tekst"): TEXT,
    N_("Note til dig selv"): NOTE,
    N_("Noter til dig selv"): NOTES,
    N_("Fremmøde"): PRESENCE,
    N_("Oplæsning"): READ_BACK,
    N_("Sammenligning"): COMPARE,
    N_("Lukning"): CLOSING,
    N_("Protokollen"): MINUTES,
    N_("Rettelse"): CORRECTION,
    N_("Visningen for salen"): FOLLOW,
    N_("Hjælp"): HELP,
}
"""The groups in the order of the README, by the name that heads them."""

SECTIONS: dict[str, tuple[Command, ...]] = {
    N_("Afgør"): DECIDE,
    N_("Skriv"): WRITE,
    N_("Salen"): ROOM,
    N_("Dagsorden"): AGENDA,
    N_("Gå"): GO,
    N_("Overalt"): EVERYWHERE,
}
"""The commands of a screen with many, by what they are for."""


def sections(commands: Sequence[Command]) -> dict[str, list[Command]]:
    """Return the commands under what they are for, in that order; those of a screen with few are
    under no heading."""
    found = {name: [c for c in group if c in commands] for name, group in SECTIONS.items()}
    headed = [command for group in found.values() for command in group]
    loose = [command for command in commands if command not in headed]
    if loose:
        return {"": list(commands)}
    return {name: group for name, group in found.items() if group}


def all_commands() -> Sequence[Command]:
    """Return every command of every group."""
    return [command for group in GROUPS.values() for command in group]
