"""What an SVG may be: a drawing that runs nothing, asks nobody and ends."""

import base64

import pytest

from generator.load.drawings import COPIES, Drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PIXEL = f"data:image/png;base64,{base64.b64encode(b'a pixel').decode()}"
INNER = f"data:image/svg+xml;base64,{base64.b64encode(f'{SVG}</svg>'.encode()).decode()}"
PAGES = 'xmlns="http://www.w3.org/1999/xhtml"'


def nested(depth: int, width: int = 10) -> str:
    """Groups, each of which draws the one before it some times."""
    groups = ['<g id="g0"><path d="M0 0h1v1z"/></g>']
    groups += [f'<g id="g{i + 1}">' + f'<use href="#g{i}"/>' * width + "</g>" for i in range(depth)]
    return "".join(groups)


def fault(inner: str, before: str = "") -> str:
    """What is wrong with a drawing."""
    return Drawing(f"{before}{SVG}{inner}</svg>".encode()).fault


@pytest.mark.parametrize(
    "inner",
    [
        '<path fill="url(#a)" style="mask: url( \'#m\' )" d="M0 0h1"/>',
        '<style>@font-face { font-family: A; src: url("data:font/woff2;base64,d09G") }</style>',
        "<style>.a { fill: url(#a) } /* for url(…) see below */</style>".replace("url(…)", "links"),
        f'<image xlink:href="{PIXEL}"/><pattern id="p"><image href=" {PIXEL}"/></pattern>',
        '<a href="#top"><title>On top: see https://example.org</title></a><use href=""/>',
        '<metadata><m:a xmlns:m="urn:m" m:onload="1" m:at="https://example.org"/></metadata>',
        '<animate attributeName="fill" values="red;blue"/>',
        nested(2),
        '<path d="M0 0"/>' * (3 * COPIES),
        "<g>" * 5000 + "</g>" * 5000,
    ],
)
def test_a_drawing_is_left_alone(inner: str) -> None:
    """Gradients, pictures and fonts in the file itself, links within it, what editors add."""
    assert fault(inner) == ""


@pytest.mark.parametrize(
    "inner",
    [
        "<script>fetch('/bo/index.html')</script>",
        f"<script {PAGES}>alert(1)</script>",
        '<path onclick="alert(1)" d="M0 0h1"/>',
        '<animate attributeName="x" onbegin="alert(1)"/>',
        "<g><![CDATA[x]]><x:script xmlns:x='http://www.w3.org/2000/svg'/></g>",
    ],
)
def test_no_drawing_runs(inner: str) -> None:
    """A script, or what a browser would run when something happens, is refused."""
    assert "script" in fault(inner)


def test_no_script_comes_with_a_declaration() -> None:
    """Nor by an attribute that each element has by declaration, or a text with a name."""
    given = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'
    assert "script" in fault("", given)
    assert "script" in fault("&a;", '<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]>')
    hidden = "<!DOCTYPE svg [<!ENTITY % a \"<!ATTLIST svg onload CDATA 'alert(1)'>\"> %a;]>"
    assert fault("", hidden)


@pytest.mark.parametrize(
    "inner",
    [
        f"<foreignObject><div {PAGES}>Words</div></foreignObject>",
        f'<iframe {PAGES} src="/bo/index.html"/>',
    ],
)
def test_no_drawing_is_a_page(inner: str) -> None:
    """A piece of a web page in it is refused."""
    assert "web page" in fault(inner)


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="photo.png"/>',
        f'<image href="{INNER}"/>',
        '<a href="javascript:alert(1)"><path d="M0 0h1"/></a>',
        '<use href="other.svg#a"/>',
        '<set attributeName="xlink:href" to="https://example.org/a.png"/>',
        '<g xml:base="https://example.org/"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>path { fill: url(https://example.org/a.svg#b) }</style>",
        r"<style>path { fill: \75 rl('https://example.org/a.svg#b') }</style>",
        "<style><![CDATA[path { cursor: image-set('https://example.org/a' 1x) }]]></style>",
        '<path style="fill: url(&quot;//example.org/a&quot;)" d="M0 0h1"/>',
        '<path filter="URL( other.svg#a )" d="M0 0h1"/>',
    ],
)
def test_no_drawing_asks_elsewhere(inner: str) -> None:
    """What it would fetch, or lead to, is refused and quoted."""
    assert "needs something that is not in it: “" in fault(inner)


@pytest.mark.parametrize(
    "before",
    [
        '<?xml-stylesheet href="a.css"?>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/hostname">]>',
    ],
)
def test_no_drawing_is_in_two_files(before: str) -> None:
    """Style sheets and texts beside it are refused."""
    assert fault("", before) == "needs another file"


@pytest.mark.parametrize(
    "inner",
    [
        nested(4),
        nested(60, 2),
        '<g id="a"><use href="#a"/></g>',
        '<use id="a" href="#b"/><use id="b" xlink:href="#a"/>',
        f"<svg>{nested(3)}</svg>",
    ],
)
def test_no_drawing_grows_without_end(inner: str) -> None:
    """Copies of copies are counted and not drawn, so that no build hangs over them."""
    assert "more than 1,000 copies" in fault(inner)
