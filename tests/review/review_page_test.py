"""The review page as an auditor uses it: a picture of a page with a planted error, found, looked at
and decided on with the keyboard alone, and the decisions taken into the next check.

    review_page_test.py SIFFRA SIFFRA_CORPUS REPAIRED_REPORT

Then a page with a repaired reading: it is found and rejected, and the next check has the figure as first
read, and tells the sums that do not hold with it.

Skipped (77) where there is no Chromium with its ChromeDriver.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from webdriver import Browser

SKIPPED = 77
DOTS_PER_INCH = 200


def run(*command, status=(0,)):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode in status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def digits(text):
    return re.sub(r"[^0-9]", "", text)


class Planted:
    """A one-page picture of a report, and where its wrong figure stands, in points."""

    def __init__(self, corpus, folder):
        run(corpus, "make", "--out", folder / "set", "--bodies", "samordning", "--styles", "serif",
            "--levels", "digital", "--errors", 1, "--seed", 5)
        document = next((folder / "set/documents").glob("*.pdf"))
        planted = json.loads(next((folder / "set/planted").glob("*.json")).read_text())[0]
        self.figure = planted["new"]
        self.page, self.box = self._find(document, planted)
        run("pdftoppm", "-r", DOTS_PER_INCH, "-gray", "-png", "-f", self.page, "-l", self.page,
            "-singlefile", document, folder / "scan")
        self.picture = folder / "scan.png"

    def _find(self, document, planted):
        """The figure beside its label, by what pdftotext says of the page the picture is made of."""
        words = run("pdftotext", "-bbox", document, "-")
        wanted = digits(planted["new"])
        for number, page in enumerate(words.split("<page ")[1:], start=1):
            found = [(float(x0), float(y0), float(x1), float(y1), text) for x0, y0, x1, y1, text in
                     re.findall(r'xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)<',
                                page)]
            for start in range(len(found)):
                for end in range(start + 1, min(start + 5, len(found) + 1)):
                    run_of = found[start:end]
                    one_line = max(w[1] for w in run_of) - min(w[1] for w in run_of) < 1
                    text = "".join(w[4] for w in run_of)
                    if one_line and digits(text) == wanted and text.strip("-− ") [:1].isdigit():
                        return number, (run_of[0][0], run_of[0][1], run_of[-1][2], run_of[0][3])
        raise AssertionError(f"{planted['new']} is not printed in {document}")


FOCUS = """
const box = document.querySelector('.box.focus');
if (!box) return null;
const sheet = box.closest('.sheet').getBoundingClientRect();
const pane = document.getElementById('page-scroll').getBoundingClientRect();
const seen = box.getBoundingClientRect();
const image = box.closest('.sheet').querySelector('img');
if (!image || !image.complete || image.naturalWidth === 0) return null;
return {
  figure: box.dataset.cell,
  // As shares of the sheet, which the picture fills.
  x0: (seen.left - sheet.left) / sheet.width, x1: (seen.right - sheet.left) / sheet.width,
  y0: (seen.top - sheet.top) / sheet.height, y1: (seen.bottom - sheet.top) / sheet.height,
  inSight: seen.top >= pane.top && seen.bottom <= pane.bottom,
};
"""

HEAD = """
const head = document.querySelector('.item.open .head');
return head && {id: head.closest('.item').id, focused: document.activeElement === head,
                text: head.textContent};
"""

RAW = """
const data = JSON.parse(document.getElementById('report').textContent);
const [s, r, c] = arguments[0].split('/').map(Number);
return data.statements[s].rows[r].cells.find((cell) => cell.column === c).raw;
"""


def expect_box_over(box, planted, page_size):
    """The box encloses the ink of the figure, and no more than a frame besides."""
    width, height = page_size
    x0, y0, x1, y1 = planted.box
    middle = ((box["x0"] + box["x1"]) / 2 * width, (box["y0"] + box["y1"]) / 2 * height)
    assert x0 < middle[0] < x1 and y0 < middle[1] < y1, (box, planted.box)
    assert abs(box["x0"] * width - x0) < 5 and abs(box["x1"] * width - x1) < 5, (box, planted.box)
    assert (box["y1"] - box["y0"]) * height < 2 * (y1 - y0), (box, planted.box)


def find_error(browser, planted, page_size):
    """Steps from finding to finding until the planted figure is pointed at."""
    seen = []
    for _ in range(20):
        browser.press("n")
        browser.wait("return document.querySelector('.item.open')")
        head = browser.run(HEAD)
        assert head["focused"], "the keyboard is where the eye is"
        box = browser.wait(FOCUS)
        boxes = browser.run("return [...document.querySelectorAll('.box.term, .box.focus')]"
                            ".map((box) => box.dataset.cell)")
        figures = {name: digits(browser.run(RAW, name)) for name in boxes}
        seen.append((head["text"], figures))
        if digits(planted.figure) in figures.values():
            browser.wait("return (() => {" + FOCUS + "})()?.inSight")
            name = next(cell for cell, raw in figures.items() if raw == digits(planted.figure))
            browser.run("document.querySelector(`.box[data-cell='${arguments[0]}']`)"
                        ".classList.add('focus')", name)
            for other in browser.run("return [...document.querySelectorAll('.box.focus')]"
                                     ".map((box) => box.dataset.cell)"):
                if other != name:
                    browser.run("document.querySelector(`.box[data-cell='${arguments[0]}']`)"
                                ".classList.remove('focus')", other)
            expect_box_over(browser.run(FOCUS), planted, page_size)
            return head["id"], name, box
    raise AssertionError(f"no finding points at {planted.figure}: {seen}")


def expect_terms(browser):
    """The sum stands in figures: terms, what they come to, what the report says, the difference."""
    rows = browser.run("return [...document.querySelectorAll('.item.open .sum tfoot tr')]"
                       ".map((row) => row.className)")
    assert any(row.startswith("printed") for row in rows), rows
    assert any("discrepancy" in row for row in rows), rows
    assert browser.run("return document.querySelectorAll('.item.open .sum tbody tr').length") >= 2


def correct_reading(browser, name, figure):
    """Opens a figure in its table and types what is printed, as if it had been misread."""
    for _ in range(400):
        browser.press("Tab")
        if browser.run("const at = document.activeElement; return at.matches('.figure-button') && "
                       "at.dataset.cell === arguments[0]", name):
            break
    else:
        raise AssertionError(f"no Tab leads to {name}")
    browser.press("Enter")
    browser.wait("return document.getElementById('figure-detail')")
    browser.press("r")
    browser.wait("return document.activeElement.classList.contains('correction')")
    browser.press(*figure, "Enter")
    browser.wait("return document.getElementById('figure-detail')"
                 ".querySelector('.correction').value !== ''")
    browser.press("Escape")


IN_SIGHT = """
const head = document.querySelector('.item.open .head').getBoundingClientRect();
const bar = document.getElementById('filters').getBoundingClientRect();
const under = getComputedStyle(document.getElementById('filters')).position === 'sticky' ? bar.bottom : 0;
return document.activeElement.matches('.item.open .head') && head.top >= under - 1 &&
       head.top < innerHeight - 20 && document.documentElement.scrollWidth <= innerWidth;
"""


def expect_steps_in_sight(browser):
    """Enlarged to 200 %: each step shows the head of what is stepped to, and the page its figure."""
    browser.set_window(720, 450, 2)
    for step in ("n", "n", "n", "p"):
        browser.press(step)
        browser.wait(IN_SIGHT)
    browser.press("v")
    browser.wait("return (() => {" + FOCUS + "})()?.inSight")
    browser.press("v")
    browser.wait(IN_SIGHT)
    browser.set_window(1440, 900, 1)


def exported(browser, saved):
    """What the key for saving leaves in the folder for downloads."""
    browser.press("e")
    for _ in range(200):
        if saved.exists() and saved.stat().st_size > 0:
            return json.loads(saved.read_text())
        browser.run("return new Promise((done) => setTimeout(done, 50))")
    raise AssertionError(f"{saved} was not saved")


PRINTED = "3 250"
WORDS = pathlib.Path(__file__).parent.parent / "fuzz/seeds/alto/report"


def misread_words(file):
    """A recogniser's page that adds up, but for the total of the assets: misread, and it says so."""
    lines = WORDS.read_text(encoding="utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if 'CONTENT="tillgångar"' in line)
    lines[at] = re.sub(r'CONTENT="3"([^>]*) WC="0.9"/>',
                       r'CONTENT="8"\1 WC="0.45"><ALTERNATIVE PURPOSE="0.4">3</ALTERNATIVE></String>',
                       lines[at], count=1)
    file.write_text("\n".join(lines), encoding="utf-8")


def reject_repair(browser, repaired_report, folder):
    """The changed reading is found by stepping, rejected with a comment, and is so in the next check."""
    words = folder / "words.xml"
    misread_words(words)
    run(repaired_report, words, PRINTED, folder / "repaired")
    before = json.loads((folder / "repaired.json").read_text())
    assert [digits(repair["to"]) for repair in before["repairs"]] == [digits(PRINTED)], before["repairs"]
    assert not before["findings"], before["findings"]
    browser.open(folder / "repaired.html")
    browser.wait("return document.querySelectorAll('.item').length > 0")
    for _ in range(20):
        browser.press("n")
        head = browser.run(HEAD)
        title = browser.run("return document.querySelector('.item.open .title').firstChild.textContent")
        if digits(title) == "8250" + digits(PRINTED):
            break
    else:
        raise AssertionError("the changed reading is not in the list")
    evidence = browser.run("return [...document.querySelectorAll('.item.open .facts li')]"
                           ".map((line) => line.textContent)")
    assert evidence and not any("_" in line or re.fullmatch("k[0-9]+", line) for line in evidence), evidence
    browser.press("r", "c", *"sa star det", "Enter")
    browser.wait("return document.getElementById(arguments[0]).dataset.action === 'reject'", head["id"])
    decisions = exported(browser, folder / "words.decisions.json")
    assert [(made["action"], made["comment"]) for made in decisions["readings"]] == [
        ("reject", "sa star det")], decisions
    run(repaired_report, words, PRINTED, folder / "rejected", folder / "words.decisions.json")
    after = json.loads((folder / "rejected.json").read_text())
    assert after["repairs"] == [], after["repairs"]
    assert [made["action"] for made in after["decided_readings"]] == ["reject"], after["decided_readings"]
    cell = before["repairs"][0]["cell"]
    failing = {check["id"] for check in after["checks"] if check["verdict"] == "discrepancy"
               and any(term["cell"] == cell for term in check["terms"])}
    assert failing, "the sums over the figure as first read fail"
    assert any(set(finding["checks"]) & failing for finding in after["findings"]), after["findings"]


def check(siffra, planted, folder, *options):
    run(siffra, "check", "--out", folder, *options, planted.picture, status=(0, 1))
    return json.loads((folder / "scan.json").read_text())


def review(siffra, corpus, repaired_report, folder):
    planted = Planted(corpus, folder)
    before = check(siffra, planted, folder / "first")
    page = before["source"]["pages"][0]
    browser = Browser(folder)
    try:
        browser.open(folder / "first/scan.html")
        browser.wait("return document.querySelectorAll('.item').length > 0")
        finding, name, _ = find_error(browser, planted, (page["width"], page["height"]))
        expect_terms(browser)
        browser.press("r")
        browser.wait("return document.activeElement.classList.contains('comment')")
        browser.press(*"godkant", "Enter")
        dismissed = browser.wait("return document.getElementById(arguments[0]).dataset.action", finding)
        assert dismissed == "dismiss", dismissed
        correct_reading(browser, name, "1 234")
        decisions = exported(browser, folder / "scan.decisions.json")
        assert decisions["findings"][0]["comment"] == "godkant", decisions
        browser.open(folder / "first/scan.html")
        kept = browser.wait("return document.getElementById(arguments[0])?.dataset.action", finding)
        assert kept == "dismiss", "the browser keeps decisions"
        expect_steps_in_sight(browser)
        reject_repair(browser, repaired_report, folder)
        severe = [line for line in browser.log() if line["level"] == "SEVERE"]
        assert not severe, severe
    finally:
        browser.close()
    expect_effect(siffra, planted, folder, decisions)


def expect_effect(siffra, planted, folder, decisions):
    """The dismissed finding stays dismissed with its reason, or is gone with the corrected figure."""
    alone = folder / "dismissed.decisions.json"
    alone.write_text(json.dumps({**decisions, "readings": []}))
    after = check(siffra, planted, folder / "second", "--decisions", alone)
    keys = {made["key"] for made in decisions["findings"]}
    kept = [finding for finding in after["findings"] if finding["key"] in keys]
    assert kept and kept[0]["decision"] == {"action": "dismiss", "comment": "godkant"}, kept
    after = check(siffra, planted, folder / "third", "--decisions", folder / "scan.decisions.json")
    changed = after["decided_readings"]
    assert [reading["to"] for reading in changed] == ["1234"], changed


def main():
    if not shutil.which("chromedriver") or not shutil.which("chromium"):
        print("skipped: Chromium and its ChromeDriver (chromium, chromium-driver) are not installed")
        return SKIPPED
    siffra, corpus, repaired_report = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    with tempfile.TemporaryDirectory(prefix="siffra-review-", ignore_cleanup_errors=True) as folder:
        review(siffra, corpus, repaired_report, pathlib.Path(folder))
    print("the error was found, decided on and taken into the next check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
