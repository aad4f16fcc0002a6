"""A question as it is filed: what is asked, and below a heading what was said before."""

from bot.telegram.texts import Texts
from domain.language import Language
from services.filing import MAX_DESCRIPTION

_HEADING = "consult-said-before"


def parted(texts: Texts, description: str) -> tuple[str, str]:
    """Part a description into the question and what was said before, the heading with it.

    The heading is of whatever language the question was handed over in.
    """
    headings = {texts.get(language, _HEADING) for language in Language}
    lines = description.split("\n")
    at = next((at for at, line in enumerate(lines) if line in headings), len(lines))
    return "\n".join(lines[:at]).strip(), "\n".join(lines[at:])


def put_together(question: str, before: str) -> str:
    """Return the description; the question has room first, then the end of what was said."""
    if not before:
        return question
    heading, *said = before.split("\n")
    head = f"{question}\n\n{heading}".strip()
    while said and len(head) + sum(len(line) + 1 for line in said) > MAX_DESCRIPTION:
        said.pop(0)
    return "\n".join([head, *said]) if said else question
