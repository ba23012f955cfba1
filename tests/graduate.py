"""A learner who has answered everything: in ordinary, in very long or in hostile words."""

from wayout.activities.bench.bench import shared
from wayout.activities.closing.all_dials import asked
from wayout.activities.closing.last_word import LAST_WORD
from wayout.activities.desk.desk import Desk, desks
from wayout.activities.dial.answers import Dial
from wayout.activities.forecasts import answers
from wayout.activities.forecasts.questions import questions
from wayout.activities.rivals import odds, reasons
from wayout.activities.standing.answers import predict
from wayout.activities.standing.board import boards
from wayout.work.workfile import WorkFile

PLAIN = "He flew to three capitals in two days."
LONG = "One could say that this is so, and one could say that it is not. " * 300
HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script></style>\u202e"><img src=x onerror=alert(2)>'


def learn(work: WorkFile, words: str = PLAIN) -> None:
    """Answer all dials, eight desks, the boards, map and forecasts, and write the last word."""
    for number, claim in enumerate(asked()):
        dial = Dial(claim, "", work)
        dial.save("before", 5 * number, words)
        dial.save("after", 90 - 5 * number, words, words, "argument", words[:300])
    for claim in desks()[:9]:
        desk = Desk(claim, "", work)
        used = [one.card.id for one in desk.cards[:2]]
        for card in used:
            desk.open(card)
        desk.give("holds in part", words, used)
    for board in boards().values():
        predict(work, board, {point.id: "stands" for point in board.points}, "08")
    one, other, *_ = reasons.explanations()
    card = reasons.evidence()[0].id
    reasons.keep_row(work, card, {one.id: "fits", other.id: "not"}, "07")
    odds.keep_odds(work, (one.id, other.id), "1:1", {card: "1:2"}, "07")
    reasons.keep_defence(work, other.id, words, "07")
    bench = shared("", work)
    for name in [c.id for c in bench.claims() if c.id != "s09"][:6]:
        bench.link(name, "s09", "for")
    bench.add(words[:200], "s09", "against")
    for number, name in enumerate(questions()):
        answers.keep(work, name, 5 * number + 20, False, "10")
    answers.seal(work, "10")
    for name in questions():
        answers.open_one(work, name, "10")
    LAST_WORD.keep(work, {"of": "essay", "text": words}, lesson="10")
