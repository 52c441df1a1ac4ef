"""OAuth2: the authorize page, codes and tokens, and what a token may see."""
