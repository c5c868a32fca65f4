"""What is written in the lines and the forms, told on the help page of each."""

from __future__ import annotations

from clerk.core.i18n import N_

VOTE = N_(
    "Stemmelinjen: »bf aci ø« er for, imod og undlader; »+bf -aci 0ø« siger det samme. "
    "»bf . ø«: punktum er alle, der ikke er nævnt. »'brix« er et medlem; det går ud af sit partis "
    "bogstav.\n"
    "»*ø« var i salen uden at stemme, »<'brix« var ude. »bf=8« er det oplæste tal, »?« er ukendt, "
    "»24 0 24« er tal alene; »=g«, »=f« og »=b« siger udfaldet, hvor tallene ikke gør."
)
AUTHORS = N_(
    "Hvem der stiller et forslag eller afgiver en bemærkning: »aø«; et komma efter et bogstav "
    "skifter partiets navneform."
)
AMENDMENT = N_(
    "Ændringsforslag: »æ3« eller »3« ændrer punkt 3, »t« tilføjer, »s2« sletter, »u 2 4« "
    "udskyder; »f« eller intet er fri tekst."
)
PASTE = N_(
    "Indsæt en tekst (Ctrl+Shift+V i de fleste terminaler), hvor der ikke skrives, og den er en ny "
    "bemærkning; i en formular går den til tekstfeltet. Skriv så, hvem den er fra."
)
LIVE = (VOTE, AUTHORS, AMENDMENT, PASTE)
