"""Why something about quests is refused."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "refused.hand_in.changed": "This hand-in was answered or given up meanwhile. Load it again.",
    "refused.hand_in.later": "Something else was done about this hand-in after that, so it cannot be undone any more.",
    "refused.hand_in.places": "All places of this quest are taken by others now. Give it another place first.",
    "refused.outdated.quest": "Somebody else changed this quest since you loaded it. Load it again, and make your "
    "change on top of theirs.",
    "refused.quest.most": "A guild has {most} open quests at most. Close one first.",
    "refused.quest.nothing": "A quest pays XP, stars or gold.",
    "refused.quest.past": "It would be over already. Choose a deadline that is still to come.",
    "refused.quest.places": "{held} places are held already, so there cannot be only {places}.",
    "refused.quest.proof.link": "Give the address of what you did, beginning with https://.",
    "refused.quest.proof.none": "This quest asks for nothing but that you say you did it.",
    "refused.quest.proof.text": "Say in a few words what you did.",
    "refused.quest.season_unknown": "There is no such season in this guild.",
    "refused.quest.state.accepted": "You have done this quest. It is done once only.",
    "refused.quest.state.claimed": "You have taken this quest on already.",
    "refused.quest.state.given_up": "You have given this quest up. Claim it again first.",
    "refused.quest.state.handed_in": "You have handed this quest in. An admin looks at it.",
    "refused.quest.state.none": "You have not taken this quest on. Claim it first.",
    "refused.quest.state.recalled": "An admin took this quest back, so it cannot be done again.",
    "refused.quest.state.sent_back": "This quest was sent back to you. Hand it in again, or give it up.",
    "refused.quest.time_zone": "This time needs a time zone.",
    "refused.quest.unknown": "There is no such quest in this guild.",
    "refused.quest.why.closed": "This quest is closed.",
    "refused.quest.why.full": "All places of this quest are taken.",
    "refused.quest.why.over": "The time for this quest is over.",
    "refused.quest.why.season": "This quest belongs to another season.",
}
