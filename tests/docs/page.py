"""A markdown page as its reader sees it: fenced blocks, each with the sentence before it (README.md has the convention)."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(```+)(\w*)$")
NEW_FILE = re.compile(r"In a new file `([^`]+)`:$")
APPEND = re.compile(r"At the end of `([^`]+)`:$")
EDIT = re.compile(r"In `([^`]+)`, (after|before|in place of) (`+ ?)(.+?) ?`+:$")
EXCERPT = re.compile(r"From `([^`]+)`:$")


class Mistake(Exception):
    pass


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    before: str  # the last line of text before it
    lines: list

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    def edits(self):
        return any(form.search(self.before) for form in (NEW_FILE, APPEND, EDIT))


@dataclass(frozen=True)
class Command:
    text: str
    shown: list  # the lines that the page shows as its output; None: not said


def blocks(page):
    before, start, ticks, language, inside = "", 0, "", "", None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        fence = FENCE.match(line)
        if inside is None and fence:
            start, (ticks, language), inside = number, fence.groups(), []
        elif inside is not None and line == ticks:
            yield Block(page, start, language, before, inside)
            inside, before = None, ""
        elif inside is not None:
            inside.append(line)
        elif line.strip():
            before = line.strip()


def commands(block):
    """The commands of a `console` or `sh` block, each with its line in the page."""
    lines = list(enumerate(block.lines, block.line + 1))
    while lines:
        number, line = lines.pop(0)
        if block.language == "console" and not line.startswith("$ "):
            raise Mistake("a console block starts with a command: '$ ...'")
        text = line.removeprefix("$ ") if block.language == "console" else line
        while text.endswith("\\") and lines:
            text = text[:-1] + lines.pop(0)[1]
        shown = [] if block.language == "console" else None
        while block.language == "console" and lines and not lines[0][1].startswith("$ "):
            shown.append(lines.pop(0)[1])
        if text.strip() and not text.startswith("#"):
            yield number, Command(text, shown)


def pattern_of(lines):
    """What a page shows, as a regular expression: `...` stands for anything."""
    return re.compile(re.escape("\n".join(lines)).replace(re.escape("..."), ".*"), re.DOTALL)


def declaration(lines, text):
    """(first, end) of the declaration whose first line starts with the text."""
    for first, line in enumerate(lines):
        if line.strip().startswith(text):
            break
    else:
        raise Mistake(f"no line of the file starts with '{text}'")
    closing = {"{": "}", "(": ")", "[": "]"}.get(line.rstrip()[-1:])
    if not closing:
        return first, first + 1
    closing = line[: len(line) - len(line.lstrip())] + closing
    for end in range(first + 1, len(lines)):
        if lines[end].startswith(closing):
            return first, end + 1
    raise Mistake(f"'{text}' does not end")


def file_of(block):
    """The file that the edit is made to."""
    return next(found[1] for form in (NEW_FILE, APPEND, EDIT) if (found := form.search(block.before)))


def apply(block, folder):
    """Does the edit that the sentence before the block asks for."""
    if made := NEW_FILE.search(block.before):
        path = folder / made[1]
        if path.exists():
            raise Mistake(f"{made[1]} exists already")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)
    elif grown := APPEND.search(block.before):
        path = folder / grown[1]
        path.write_text(path.read_text() + block.text)
    else:
        name, where, _, text = EDIT.search(block.before).groups()
        path = folder / name
        lines = path.read_text().splitlines()
        first, end = declaration(lines, text)
        at = {"after": slice(end, end), "before": slice(first, first), "in place of": slice(first, end)}
        lines[at[where]] = block.lines
        path.write_text("\n".join(lines) + "\n")


def check_excerpt(block, root):
    path = root / EXCERPT.search(block.before)[1]
    wanted = pattern_of([line.strip() for line in block.lines])
    for file in sorted(path.rglob("*.heddle")) if path.is_dir() else [path]:
        if wanted.search("\n".join(line.strip() for line in file.read_text().splitlines())):
            return
    raise Mistake(f"these lines do not stand in {path.relative_to(root)}")
