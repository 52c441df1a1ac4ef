"""What can happen: each action changes the world, tells the gateway and writes the ledger.

REST handlers (the bot's deeds) and scripted members (everybody else's) go through the same actions.
"""
