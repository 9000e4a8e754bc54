"""What stands behind a name and belongs to it: degrees, licenses, and which of a family it is."""

BORN = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Which of a family it is: they stand behind a name without a comma, too."""
DEGREES = (
    "esq phd edd psyd dphil pharmd md do dds dmd dvm dnp jd llm ma ms msc mba mfa mph mpa med msw "
    "meng ba bs bsc bfa rn np pa pe pt cpa cfa cfp lcsw aia aicp pmp shrm phr prof dr ret retired "
    "emeritus emerita"
)
LETTERS = BORN.union(DEGREES.split())
"""What stands there after a comma, in small letters and without full stops."""


def is_suffix(text: str) -> bool:
    """Whether all words of a text, which stands behind a comma, belong to the name before it."""
    return LETTERS.issuperset(map(bare, text.split()))


def bare(word: str) -> str:
    """A word as the lists above have it."""
    return word.replace(".", "").casefold()
