"""The code knows no English: the words that rules ask for stand in word lists, which a second language fills anew."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from spacy.glossary import GLOSSARY

import onrecord
from onrecord import wordlists

PACKAGE = Path(onrecord.__file__).parent
ROOMS = ("acquire", "align", "cluster", "credits", "extract", "record")
MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).glob("*.py"))
WORD = re.compile(r"(?<![\w\\])[a-z]{2,}(?![\w])")
NOTATION = re.compile(r"\(\?P?[<=!:a-zA-Z-]*[<>:=!)]?(?:\w+>)?|\\[a-zA-Z]|\[[^\]]*\]|\{\w+\}")
"""What a regular expression writes with letters: names of groups, flags, classes of characters."""
ASKED = ("startswith", "endswith", "removeprefix", "removesuffix", "split", "partition", "find", "index", "count")
"""Methods of a text that ask for the words that they are given."""
NOTATION_OF_THE_WEB = frozenset({"http", "https", "www", "pic", "little"})  # little: an order of bytes


def words_of(path: Path) -> list[tuple[int, str]]:
    """The English words in the rules of a module, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (constant.lineno, word)
        for constant in _rules(tree)
        if constant.value not in _own()
        for word in WORD.findall(NOTATION.sub(" ", str(constant.value)))
        if word in _english() and word not in _own()
    ]


def _rules(tree: ast.Module) -> Iterator[ast.Constant]:
    """The texts that a text of an article is compared with, looked up in, or matched by."""
    asked: dict[int, ast.Constant] = {}
    told = [node.value for node in tree.body if isinstance(node, ast.Assign) and not _is_public(node)]
    for node in ast.walk(tree):
        for part in (*_asking(node), *(value for value in told if value is node)):
            for inner in ast.walk(part):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    asked[id(inner)] = inner
    named = {id(inner) for node in ast.walk(tree) for part in _naming(node) for inner in ast.walk(part)}
    yield from (constant for key, constant in asked.items() if key not in named and not _is_message(constant.value))


def _is_public(node: ast.Assign) -> bool:
    """Tables of our own notation are public: `VIEWS`, `__all__`; those of a language's words are not."""
    names = [ast.unparse(target) for target in node.targets]
    return names == ["__all__"] or all(name.isupper() and name[0] != "_" for name in names)


def _asking(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from (node.left, *node.comparators)
        case ast.Set():
            yield node
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
            yield from node.args[:1]
        case ast.Call(func=ast.Name(id="frozenset" | "set")):
            yield from node.args
        case ast.Call(func=ast.Attribute(attr=asked)) if asked in ASKED:
            yield from node.args


def _naming(node: ast.AST) -> Iterator[ast.AST]:
    """What names words and has none: `wordlists.group("figure_words", "of")`, `match["unit"]`, `row["text"]`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="wordlists"))):
            yield from node.args
        case (
            ast.Subscript()
            | ast.Call(func=ast.Attribute(attr="get" | "group" | "groupdict" | "start" | "end" | "span"))
        ):
            yield from ast.iter_child_nodes(node)
        case ast.Raise() | ast.Assert():
            yield node
        case ast.JoinedStr() if not re.search(r"[\\|]|\(\?", ast.unparse(node)):
            yield node


def _is_message(text: str) -> bool:
    """A sentence that the tool tells its reader: it has blanks, and nothing of a regular expression."""
    return text.count(" ") > 2 and not re.search(r"[\\|]|\(\?", text)


@cache
def _english() -> frozenset[str]:
    return wordlists.words("function_words") | wordlists.words("plain_words")


@cache
def _own() -> frozenset[str]:
    """The words of our own notation: values of the schema and of other literals, names of fields, public tables,
    labels of the parser, codes of the word lists. But for the literals, no word of grammar is among them.
    """
    literals, named = set[str](), {*GLOSSARY, *_codes()}
    for path in (*MODULES, PACKAGE / "schema.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
                literals |= _texts(node)
            elif isinstance(node, ast.Assign) and _is_public(node):
                named |= _texts(node.value)
            elif isinstance(node, ast.AnnAssign):
                named.add(ast.unparse(node.target))
    return frozenset(literals | (named - wordlists.words("function_words")) | NOTATION_OF_THE_WEB)


def _texts(node: ast.AST) -> set[str]:
    return {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)}


def _codes() -> set[str]:
    """The cells of word lists that are no words of the language: all but the first, and in grammars the first alone."""
    names = sorted(path.stem for path in (PACKAGE / "wordlists").glob("*.tsv"))
    coded = [name for name in names if not name.endswith(("_words", "_rules", "_patterns"))] + ["time_words"]
    found = {cell for name in coded for row in wordlists.rows(name) for cell in row[1:]}
    return found | {row[0] for name in names if name.endswith("_rules") for row in wordlists.rows(name)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_rule_holds_a_word_of_english(path: Path) -> None:
    assert not words_of(path)


def test_a_word_in_a_rule_is_found() -> None:
    tree = ast.parse(
        '_OF = frozenset(("of", "nsubj"))\nREASON = f"{x} is of no use"\nif head.lower_ == "whose":\n    pass\n'
    )
    assert sorted(str(constant.value) for constant in _rules(tree)) == ["nsubj", "of", "whose"]


def test_every_word_list_is_named_in_the_page_for_a_second_language() -> None:
    page = (PACKAGE.parent / "docs" / "add_a_language.md").read_text(encoding="utf-8")
    lists = {path.stem for path in (PACKAGE / "wordlists").glob("*.tsv")}
    assert lists == set(re.findall(r"`(\w+)\.tsv`", page))


def test_a_group_has_words_and_the_line_that_it_is_for() -> None:
    for path in sorted((PACKAGE / "wordlists").glob("*_words.tsv")):
        if ": the group, its words, the " in path.read_text(encoding="utf-8").split("\n", 1)[0]:
            assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in wordlists.rows(path.stem)), path
