"""The site: what is on it, whom it never shows, where its links lead, and what it leaves alone."""

import json
import re
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from generator.builds import Wanted
from generator.cli import main
from generator.documents import Artifact
from generator.errors import AskwellError, InputError
from generator.maker import Maker
from generator.pipeline import make as build
from generator.project import Project
from generator.serve.shown_site import ShownSite
from generator.site import make, publish, put, styles
from generator.site.assets import assets
from generator.site.ledger import Ledger
from tests.browser import blank, each_page, seen, window
from tests.conftest import ROOT, TODAY, Files, silent
from tests.test_accessible_web import ALL_RULES, AXE, LIGHT, STYLED, WAYS, judged_in
from tests.test_reach_web import READERS, as_read
from tests.test_valid_html import JAVA, validated

GUIDE = "guide/index.html"
HOME = "https://careers.example.org/talks/"
ONE = Wanted(kinds=("phone-script",))
"""A site with a single handout: as much as most tests need."""
LOOKED_AT = (
    *("index.html", "404.html", "accessibility.html", "changes.html", "guide/index.html"),
    *("guide/prepare.html", "questions/index.html", "questions/career-preparation.html"),
    *("for/first-year-students.html", "handouts/index.html", "handouts/question-sheet.html"),
)
"""One page of each template; the other handouts have the markup of the packets, tested there."""


OUTDATED = ("input type is not supported in all browsers", "Private Use Area")
"""All browsers of today have dates and times, whatever the validator says. Characters for private
use are marks in the picker's data, which are filled in before anything is shown."""
STYLED_PAGES = (
    *("index.html", "guide/prepare.html", "questions/career-preparation.html"),
    *("handouts/index.html", "handouts/phone-script.html", "for/first-year-students.html"),
)
"""Those that differ most in their style; the markup is that of all themes."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own content."""
    folder = tmp_path_factory.mktemp("site")
    publish(Project.at(ROOT, folder, TODAY), Wanted(), silent)
    return folder


@pytest.fixture(scope="module", params=["folio", "fair"])
def in_theme(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the same content in another theme."""
    root = tmp_path_factory.mktemp(str(request.param))
    shutil.copytree(ROOT / "content", root / "content")
    with (root / "content" / "organization.yaml").open("a", encoding="utf-8") as file:
        file.write(f"theme: {request.param}\n")
    project = Project.at(root, day=TODAY)
    maker = Maker.of(project, Wanted())
    shown = ShownSite(maker, project)
    files = {name: page for name in STYLED_PAGES if (page := shown.file(name))}
    assert len(files) == len(STYLED_PAGES)
    shared = assets(shown.press.shown, maker.composer)
    put(root / "site", {**styles.moved(files), **dict(shared)})
    return root / "site"


def html_of(folder: Path) -> list[Path]:
    """Every page of a site."""
    found = sorted(folder.rglob("*.html"))
    assert len(found) > 30
    return found


def pages_of(root: Path, *names: str, wanted: Wanted = ONE) -> dict[str, str]:
    """Some pages of a project, without any PDF."""
    shown = ShownSite(Maker.of(Project.at(root, day=TODAY), wanted), Project.at(root))
    found = {name: shown.file(name) for name in names}
    return {name: file.data.decode() for name, file in found.items() if file}


def refused(root: Path) -> list[str]:
    """What is wrong with the site of a project: the file, the line, and the message."""
    with pytest.raises(AskwellError) as caught:
        make(Project.at(root, root / "site", TODAY), ONE, silent)
    return [f"{p.path.name}:{p.place.line}: {p.message}" for p in caught.value.problems]


# What is on it


def test_every_part_of_the_content_has_its_page(site: Path) -> None:
    """Each step and each category that is for everyone, each audience, and the fixed pages."""
    names = {path.relative_to(site).as_posix() for path in html_of(site)}
    steps = {f"guide/{path.stem}.html" for path in (ROOT / "content" / "steps").glob("*.md")}
    bank = {f"questions/{path.stem}.html" for path in (ROOT / "content" / "questions").glob("*.md")}
    bank -= {"questions/belonging.html"}  # only for those who opt in to it
    assert steps | bank | {*LOOKED_AT, "for/changing-careers.html"} <= names
    others = {"for/changing-careers.html", "picker/index.html"}
    assert names - steps - bank - {*LOOKED_AT} == others | {
        f"handouts/{name}.html"
        for name in (
            *("comparison-grid", "day-of-checklist", "debrief-sheet", "example-drafts", "guide"),
            *("phone-script", "thank-you-note"),
        )
    }


def test_handouts_say_how_long_and_how_large_they_are(site: Path) -> None:
    """Beside each PDF stands its true number of pages, and its size in kilobytes."""
    text = (site / "handouts" / "index.html").read_text(encoding="utf-8")
    files = re.findall(r'href="([\w-]+\.pdf)".*?class="size">(\d+) pages?, (\d+)', text)
    assert {name for name, *_ in files} == {path.name for path in site.rglob("*.pdf")}
    for name, pages, size in files:
        data = (site / "handouts" / name).read_bytes()
        assert len(pypdfium2.PdfDocument(data)) == int(pages), name
        assert round(len(data) / 1000) == int(size), name


def test_a_handouts_page_leads_to_its_own_file(site: Path) -> None:
    """Who has a page open need not go back to the list to print it."""
    for path in (site / "handouts").glob("*.html"):
        if path.name != "index.html":
            page = path.read_text(encoding="utf-8")
            (nav,) = re.findall(r'<nav class="take".*?</nav>', page, re.DOTALL)
            assert re.findall(r'href="([^"]+)"', nav) == [f"{path.stem}.pdf"], path.name


def test_an_audience_sees_what_suits_it(project: Files) -> None:
    """Its categories in its order, opted in or not; no question that is for others alone."""
    root = project(
        {
            "content/organization.yaml": "name: Marrow College\nsite:\n  audiences:\n"
            "    - {title: Nursing, stages: [student], categories: [wards, belonging]}\n",
            "content/questions/wards.md": "# Wards\n\n- What is a night like? {#night}\n"
            "- Why did you come back? {#back audience=returning}\n",
        },
        people=False,
    )
    page = pages_of(root, "for/nursing.html")["for/nursing.html"]
    assert "question-night" in page
    assert "question-back" not in page
    assert page.index("h-wards") < page.index("h-belonging")
    assert "h-path" not in page


def test_what_the_documentation_shows_can_be_used(project: Files) -> None:
    """The keys for an organization's file name lists and categories that there are."""
    text = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(site:.*?)```", text, re.DOTALL)[0]
    root = project({"content/organization.yaml": f"name: Marrow College\n{shown}"}, people=False)
    organization = Maker.of(Project.at(root), Wanted()).library.organization
    assert organization
    assert [each.id for each in organization.site.audiences] == ["nursing-students"]


def test_an_audience_of_nothing_is_refused(project: Files) -> None:
    """A category or a list that is not there is said at its own line, with the nearest that is."""
    text = "name: Marrow\nsite:\n  audiences:\n    - title: A\n      categories: [clsing]\n"
    root = project({"content/organization.yaml": f"{text}      presets: [nothing]\n"})
    assert refused(root) == [
        "organization.yaml:5: There is no category “clsing”.",
        "organization.yaml:6: There is no preset “nothing”.",
    ]


def test_two_pages_of_one_name_are_refused(project: Files) -> None:
    """A category called like another page would take its place."""
    root = project({"content/questions/index.md": "# Index {#index}\n\n- Why?\n"}, people=False)
    assert refused(root) == [
        "content:0: Two pages of the site would be called “questions/index.html”."
    ]


def test_what_needs_an_address_is_made_where_there_is_one(site: Path, project: Files) -> None:
    """Sitemap, feed, preview and canonical links: without an address there are none."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
    sitemap = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - we made it
    places = {each.text for each in sitemap.findall("s:url/s:loc", space)}
    there = {path.relative_to(site).as_posix() for path in html_of(site)} - {"404.html"}
    assert places == {HOME + re.sub(r"(^|/)index\.html$", r"\1", name) for name in there}
    canonical = r'rel="canonical" href="([^"]+)"'
    found = {
        re.findall(canonical, path.read_text(encoding="utf-8"))[0]
        for path in html_of(site)
        if path.name != "404.html"
    }
    assert found == places
    made = make(Project.at(project(people=False), day=TODAY), ONE, silent)
    assert not {"sitemap.xml", "feed.xml", "assets/preview.png"} & made.files.keys()
    assert b"canonical" not in made.files["index.html"].data


def test_the_feed_is_what_the_organization_tells(site: Path) -> None:
    """Each revision is an entry of an Atom feed, the newest first, with an address that stays."""
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.parse(site / "feed.xml").getroot()  # noqa: S314 - we made it
    days = [each.text for each in feed.findall("a:entry/a:updated", space)]
    assert days == ["2026-08-17T00:00:00Z", "2026-06-02T00:00:00Z"]
    assert feed.findtext("a:updated", "", space) == days[0]
    names = [each.text or "" for each in feed.findall("a:entry/a:id", space)]
    assert names == [f"{HOME}changes.html#change-2", f"{HOME}changes.html#change-1"]
    page = (site / "changes.html").read_text(encoding="utf-8")
    assert all(f'id="{name.partition("#")[2]}"' in page for name in names)


def test_the_preview_is_a_picture_of_the_usual_size(site: Path) -> None:
    """1200 by 630 pixels, in the brand's color, and lighter than a page."""
    data = (site / "assets" / "preview.png").read_bytes()
    picture = Image.open(BytesIO(data))
    assert picture.size == (1200, 630)
    assert (0x17, 0x46, 0xA2) in {color for _, color in picture.convert("RGB").getcolors() or []}
    assert len(data) < 40_000


def test_the_logo_is_the_favicon(site: Path, project: Files) -> None:
    """A logo's own bytes; without a logo a mark is drawn."""
    assert (site / "assets/logo.svg").read_bytes() == (ROOT / "content/wrenfield.svg").read_bytes()
    assert 'rel="icon" href="../assets/mark.svg"' in pages_of(project(people=False), GUIDE)[GUIDE]


# Whom it never shows


def words_of(site: Path) -> str:
    """All words of a site, those of its PDFs too."""
    words = []
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        if path.suffix == ".pdf":
            words += [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
            words.append(str(pypdfium2.PdfDocument(path).get_metadata_dict()))
        elif path.suffix not in {".woff", ".png"}:
            words.append(path.read_text(encoding="utf-8"))
    return "\n".join(words)


def people() -> list[str]:
    """The names and addresses of everybody in the sample."""
    files = [ROOT / "content/seeker.yaml", *(ROOT / "content/interviews").glob("*.yaml")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return re.findall(r"^ *(?:name|email): (\S.*)$", text, re.MULTILINE)


def test_nobody_is_on_the_site(site: Path) -> None:
    """No seeker, no contact and nobody whom they named: not in a page, a PDF or its metadata."""
    words = words_of(site)
    assert len(people()) >= 6
    assert [name for name in people() if name in words] == []


def test_somebody_would_be_found(tmp_path: Path) -> None:
    """The test above can fail: a packet of the same content names them, as page and as PDF."""
    wanted = Wanted(kinds=("question-sheet",), interviews=("marcus-oyelaran",))
    for name, file in build(Project.at(ROOT, tmp_path, TODAY), wanted, silent).files.items():
        (tmp_path / name.partition("/")[2]).write_bytes(file.data)
    assert "Marcus Oyelaran" in people()
    for suffix in (".html", ".pdf"):
        folder = tmp_path / suffix[1:]
        folder.mkdir()
        shutil.copy(tmp_path / f"question-sheet{suffix}", folder)
        assert "Marcus Oyelaran" in words_of(folder)


# Where its links lead


def test_what_browsers_are_kept_from_fails_where_it_is_written(project: Files) -> None:
    """Scripts and styles in a page itself, and what comes from another host; links may go there."""
    kind = "title: Room\nabout: A room.\nchannels: [web]\nmade_for: [handout]\n"
    body = (
        '{% extends "shared/page.html.j2" %}\n{% block main %}\n'
        '<img src="https://maps.example.org/a.png" alt="The way">\n'
        "<script>alert(1)</script>\n"
        '<p onclick="x()">Choose a room.</p>\n'
        "<style>p { color: red }</style>\n"
        '<iframe src="https://tube.example.org/v" title="A film"></iframe>\n'
        '<script type="application/ld+json">{}</script>\n'
        '<p><a href="https://rooms.example.org/">Book it</a></p>\n{% endblock %}\n'
    )
    room = {"kind.yaml": kind, "body.html.j2": body}
    root = project({f"templates/kinds/room/{name}": text for name, text in room.items()})
    with pytest.raises(AskwellError) as caught:
        make(Project.at(root, root / "site", TODAY), Wanted(kinds=("room",)), silent)
    said = [(p.path.name, p.place.line, p.message.split()[0]) for p in caught.value.problems]
    assert said == [("body.html.j2", line, "Browsers") for line in (3, 4, 5, 6, 7)]


def test_a_broken_link_fails_where_it_is_written(project: Files) -> None:
    """To a page that is not there, or to a place that is not in it: file, line, and why."""
    text = (
        "# Look\n\nRead [here](guide/nowhere.html).\n\n"
        "Go [on](questions/index.html#none), and [back](guide/prepare.html).\n"
    )
    root = project({"content/steps/extra.md": text}, people=False)
    assert refused(root) == [
        "extra.md:3: This link leads nowhere: there is no “guide/nowhere.html” on the site.",
        "extra.md:5: This link leads nowhere: there is no “#none” in “questions/index.html”.",
    ]


def test_a_list_leads_into_the_picker(chromium: Browser, site: Path) -> None:
    """Whoever likes a ready-made list has it ticked there."""
    with blank(chromium) as page:
        page.goto((site / "for" / "changing-careers.html").as_uri())
        asked = page.locator(".list").first.locator("ol li").all_inner_texts()
        page.get_by_role("link", name="Pick from this list").first.click()
        page.wait_for_selector("body > .paged", state="attached")
        assert page.locator("#chosen > li").count() >= len(asked)


def test_a_link_in_content_counts_from_the_top(project: Files) -> None:
    """The same words stand on pages of different depth, and lead to the same place from each."""
    text = "We tell how in [the guide](guide/prepare.html).\n"
    guide = (ROOT / "content/guide.md").read_text(encoding="utf-8")
    guide = guide.replace("\n## Do\n", f"\n{text}\n## Do\n")
    root = project({"content/guide.md": guide}, people=False)
    names = ("index.html", "handouts/guide.html")
    pages = pages_of(root, *names, wanted=Wanted(kinds=("guide",)))
    assert 'href="guide/prepare.html">the' in pages["index.html"]
    assert 'href="../guide/prepare.html">the' in pages["handouts/guide.html"]


# What it leaves alone


def files(**texts: str) -> dict[str, Artifact]:
    """Files of a site: ``guide_a`` is guide/a."""
    return {name.replace("_", "/"): Artifact("", text.encode()) for name, text in texts.items()}


def test_a_second_run_writes_nothing(site: Path) -> None:
    """The same content gives the same bytes: no date of the run is in any file."""
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    again = publish(Project.at(ROOT, site), Wanted(), silent)
    assert {each.state for each in again.receipts} == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_what_is_stale_is_removed_and_nothing_else(tmp_path: Path) -> None:
    """Pages that are gone, and the folders they leave empty; not what somebody put or changed."""
    put(tmp_path, files(index="1", guide_a="2", guide_b="3", old_c="4"))
    (tmp_path / "CNAME").write_text("careers.example.org")
    (tmp_path / "guide" / "b").write_text("by hand")
    receipts, removed, left = put(tmp_path, files(index="1", new_d="5"))
    assert removed == ["guide/a", "old/c"]
    assert left == ["guide/b"]
    assert [each.state for each in receipts] == ["unchanged", "made"]
    there = {
        each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*") if each.is_file()
    }
    assert there == {"index", "new/d", "guide/b", "CNAME", ".askwell-site.json"}
    assert not (tmp_path / "old").exists()
    again = put(tmp_path, files(index="1", new_d="5"))
    assert again[1:] == ([], ["guide/b"])  # as long as it is there
    (tmp_path / "guide" / "b").unlink()
    assert put(tmp_path, files(index="1", new_d="5"))[1:] == ([], [])


def test_a_file_of_somebody_else_stops_it(tmp_path: Path) -> None:
    """Nothing is written where a page would take the place of a file that is not ours."""
    (tmp_path / "index").write_text("mine")
    with pytest.raises(InputError, match="has not written"):
        put(tmp_path, files(about="1", index="2"))
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_what_was_cut_off_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was killed halfway has announced its files; the next removes what is stale."""
    import generator.site as module  # noqa: PLC0415

    def killed(folder: Path, files: Mapping[str, Artifact]) -> None:
        (folder / "a").write_bytes(files["a"].data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path, files(a="1", b="2"))
    assert (tmp_path / "a").exists()
    assert put(tmp_path, files(c="3"))[1] == ["a"]


def test_a_page_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    """What a system does not let go is an error with its file, and no fault of ours."""
    put(tmp_path, files(index="1", guide_a="2"))
    ledger = Ledger(tmp_path)
    page = tmp_path / "guide" / "a"
    page.unlink()
    page.mkdir()
    with pytest.raises(InputError) as stopped:
        ledger.remove(["guide/a"])
    (problem,) = stopped.value.problems
    assert (problem.path, problem.message[:28]) == (page, "This file cannot be removed:")


def test_a_ledger_leads_nowhere_else(tmp_path: Path) -> None:
    """Whatever is written in it, no file outside the folder is removed; nor through a link."""
    outside, folder = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    folder.mkdir()
    (outside / "kept").write_text("kept")
    (folder / "link").symlink_to(outside)
    names = ["../outside/kept", str(outside / "kept"), "link/kept"]
    (folder / ".askwell-site.json").write_text(json.dumps(dict.fromkeys(names)))
    assert put(folder, files(index="1"))[1] == []
    assert (outside / "kept").exists()


def test_a_damaged_ledger_is_said(tmp_path: Path) -> None:
    """What cannot be looked up is not guessed."""
    (tmp_path / ".askwell-site.json").write_text("[1")
    with pytest.raises(InputError, match="its ledger is damaged"):
        put(tmp_path, files(index="1"))


# As it is read


def watched(page: Page) -> list[str]:
    """What the browser refuses to do for a page, or asks of anybody, from now on."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def test_every_page_keeps_its_policy(chromium: Browser, site: Path) -> None:
    """Each forbids scripts and styles in itself and every other host; nothing on it tries."""
    with blank(chromium) as page:
        told = watched(page)
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))
        for path in html_of(site):
            if path.name != "404.html":  # its links begin at the top of a host
                page.goto(path.as_uri())
    assert told == []
    assert len(asked) > 40
    assert [url for url in asked if not url.startswith(site.as_uri())] == []
    for path in html_of(site):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'; style-src 'self'; script-src 'self'" in text
        assert "unsafe" not in text
        assert "<style" not in text
        assert " style=" not in text


def test_a_broken_policy_is_seen(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """The test above can fail: a style, a script and a picture from elsewhere are refused aloud."""
    bad = (
        '<p style="color: red">x</p><script>1</script><img src="https://example.org/a.png" alt="">'
    )
    text = (site / "index.html").read_text(encoding="utf-8").replace("<main", f"{bad}<main")
    (tmp_path / "bad.html").write_text(text, encoding="utf-8")
    with blank(chromium) as page:
        told = watched(page)
        page.goto((tmp_path / "bad.html").as_uri())
        page.wait_for_load_state()
    assert len([each for each in told if "Content Security Policy" in each]) == 3


def hosted(page: Page, site: Path) -> list[str]:
    """Answer for the host of the sample from its folder, with its page for what is missing."""
    missing: list[str] = []

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOME).partition("#")[0]
        path = site / (f"{name}index.html" if not name or name.endswith("/") else name)
        if not path.is_file():
            missing.append(name)
            route.fulfill(status=404, content_type="text/html", path=site / "404.html")
        else:
            route.fulfill(path=path)

    page.route(f"{HOME}**", answer)
    return missing


def test_it_works_below_a_path_of_a_host(chromium: Browser, site: Path) -> None:
    """Everything is found from a sub-path, by links that end in a slash and from deep nowhere."""
    with blank(chromium) as page:
        missing = hosted(page, site)
        page.goto(HOME)
        page.get_by_role("link", name="Follow up").click()
        assert page.url == f"{HOME}guide/follow-up.html"
        assert missing == []
        page.goto(f"{HOME}guide/deep/nothing.html")
        page.get_by_role("main").get_by_role("link", name="Questions").click()
        assert page.url == f"{HOME}questions/index.html"
        assert missing == ["guide/deep/nothing.html"]


def looked_at(site: Path, names: tuple[str, ...] = LOOKED_AT) -> list[Path]:
    """Pages of a site; of the one for what is missing the links begin at the top of a host."""
    return [site / name for name in names if name != "404.html"]


def test_axe_finds_nothing_on_the_site(chromium: Browser, site: Path) -> None:
    """Light and dark, on screen and on paper, wide and narrow."""
    assert "axe" in AXE
    found = {
        name: judged_in(page, WAYS, ALL_RULES)
        for name, page in each_page(chromium, looked_at(site), **window(1280))
    }
    assert len(found) == len(LOOKED_AT) - 1
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_in_other_themes(chromium: Browser, in_theme: Path) -> None:
    """Their style sheets keep what can be broken by style."""
    found = {
        name: judged_in(page, LIGHT, STYLED)
        for name, page in each_page(chromium, looked_at(in_theme, STYLED_PAGES), **window(1280))
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def reached(chromium: Browser, paths: list[Path]) -> dict[str, Any]:
    """What is not kept for a reader: narrow, enlarged, spaced, by touch, in forced colors."""
    answers = {
        name: {who: found for who, reader in READERS.items() if (found := as_read(page, reader))}
        for name, page in each_page(chromium, paths, bypass_csp=True)
    }
    return {name: found for name, found in answers.items() if found}


def test_the_site_is_for_every_window_and_hand(chromium: Browser, site: Path) -> None:
    """As the packets' pages are: nothing outside, clipped, crowded, unmarked or too small."""
    assert reached(chromium, looked_at(site)) == {}


def test_other_themes_are_for_every_window_and_hand(chromium: Browser, in_theme: Path) -> None:
    """The same in their style sheets."""
    assert reached(chromium, looked_at(in_theme, STYLED_PAGES)) == {}


def test_text_stands_out_in_every_theme(chromium: Browser, in_theme: Path) -> None:
    """Text has 4.5:1 to what is behind it, light and dark, on screen and on paper."""
    found = {}
    for name, page in each_page(chromium, looked_at(in_theme, STYLED_PAGES), **window(800)):
        for way in WAYS:
            page.emulate_media(**way)
            found[name, *way.values()] = seen(page, "faint()")
    assert {where: faint for where, faint in found.items() if faint} == {}


NARROW_BLANKS = """all => all.map(each => each.getBoundingClientRect().width < 20)"""


def test_speech_shows_every_blank(chromium: Browser, site: Path, in_theme: Path) -> None:
    """Where words stand between two blanks, both are there, in every theme."""
    for root in (site, in_theme):
        with blank(chromium) as page:
            page.goto((root / "handouts" / "phone-script.html").as_uri())
            narrow = page.eval_on_selector_all("main p .blank", NARROW_BLANKS)
        assert len(narrow) > 8
        assert not any(narrow)


def test_handouts_have_no_marks_of_print(site: Path) -> None:
    """What says where print may change a text is nobody's business on the web."""
    pages = [path.read_text(encoding="utf-8") for path in (site / "handouts").glob("*.html")]
    assert pages
    assert not any("data-slot" in page for page in pages)


def test_the_keyboard_reaches_the_text_first(chromium: Browser, site: Path) -> None:
    """The first stop leads past the navigation; behind it come the sections in their order."""
    with blank(chromium) as page:
        page.goto((site / "guide" / "prepare.html").as_uri())
        stops = []
        for _ in range(6):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.innerText"))
        assert stops == ["Skip to the text", "Start", "Guide", "Questions", "Pick", "Handouts"]
        page.goto((site / "guide" / "prepare.html").as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_handouts_print_as_they_do_alone(chromium: Browser, site: Path) -> None:
    """From a browser the one-page documents are one page, without the site's navigation."""
    for name in ("question-sheet", "phone-script", "day-of-checklist", "debrief-sheet"):
        with blank(chromium) as page:
            page.goto((site / "handouts" / f"{name}.html").as_uri())
            printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        assert len(printed) == 1, name
        assert "cookies" not in printed[0].get_textpage().get_text_range()


@pytest.mark.skipif(not JAVA, reason="needs Java")
def test_every_page_of_the_site_is_valid(site: Path, tmp_path: Path) -> None:
    """The W3C's validator has nothing to say about any of them."""
    for path in html_of(site):
        shutil.copy(path, tmp_path / "-".join(path.relative_to(site).parts))
    found = {
        name: [each for each in messages if not any(words in each for words in OUTDATED)]
        for name, messages in validated(tmp_path).items()
    }
    assert len(found) == len(html_of(site))
    assert {name: messages for name, messages in found.items() if messages} == {}


# From the command line


def test_the_command_says_what_it_did(project: Files) -> None:
    """Files written, where to look, and as JSON on request; a broken link is exit code 1."""
    root = project({"content/questions.md": "# Only\n\n- Why?\n"}, people=False)
    ran = CliRunner().invoke(main, ["publish", str(root), "--json", "--flat"])
    assert ran.exit_code == 0, ran.stderr
    assert len(json.loads(ran.stdout)["files"]) > 20
    assert (root / "site" / "questions" / "only.html").is_file()
    old = root / "site" / "questions" / "only.html"
    old.write_text(f"{old.read_text()}<!-- by hand -->")
    (root / "content" / "questions.md").write_text("# Other\n\n- Why?\n")
    ran = CliRunner().invoke(main, ["publish", str(root), "--flat"])
    assert "only.html is no page of the site now, and was changed by hand" in ran.stderr
    (root / "content" / "steps.md").write_text("# One\n\nGo [on](nowhere.html).\n")
    ran = CliRunner().invoke(main, ["publish", str(root)])
    assert ran.exit_code == 1
    assert "steps.md:3:9: error: This link leads nowhere" in ran.stderr
