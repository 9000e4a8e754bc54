// What a reader sees of a page, and what a hand can reach: asked by the tests as seen.name().
window.seen = (() => {
  const style = (element) => getComputedStyle(element);
  const words = (text) => text.replace(/\s+/g, " ").trim().slice(0, 50);
  const up = function* (element) { for (let each = element; each; each = each.parentElement) yield each; };
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  // Hidden from eyes and kept for ears: a box that is cut down to nothing.
  const forEars = (element) => [...up(element)].some((each) => style(each).overflow === "hidden" && (each.offsetWidth <= 1 || style(each).clipPath === "inset(50%)"));
  const moves = (element) => [...up(element)].some((each) => ["auto", "scroll"].includes(style(each).overflowX));

  // Colours: what is computed is rgb() or rgba(), forced colours included.
  const channels = (colour) => { const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number); return { rgb: [red, green, blue], alpha }; };
  const over = (front, back) => front.rgb.map((value, i) => value * front.alpha + back[i] * (1 - front.alpha));
  const canvas = document.createElement("i"); // tells what is behind a page that has no ground
  canvas.style = "display: none; background: Canvas";
  const ground = (element) => {
    if (!canvas.parentNode) document.documentElement.append(canvas);
    return [canvas, ...[...up(element)].reverse()].reduce((back, each) => over(channels(style(each).backgroundColor), back), [0, 0, 0]);
  };
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((value) => value / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (colour, back) => {
    const [low, high] = [light(over(channels(colour), back)), light(back)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const texts = () => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      const boxes = [...range.getClientRects()].filter((box) => box.width && box.height);
      if (!walk.currentNode.data.trim() || !boxes.length || forEars(element)) continue;
      found.push({ element, boxes, words: words(walk.currentNode.data) });
    }
    return found;
  };
  const large = (element) => { const size = parseFloat(style(element).fontSize); return size >= 24 || (size >= 18.66 && style(element).fontWeight >= 700); };
  const faint = () => texts()
    .filter(({ element }) => contrast(style(element).color, ground(element)) < (large(element) ? 3 : 4.5))
    .map((text) => text.words);

  // WCAG 1.4.10: only what has a frame of its own may be wider than the window.
  const outside = () => texts()
    .filter(({ element, boxes }) => !moves(element) && boxes.some((box) => box.right > innerWidth + 0.5 || box.left < -0.5))
    .map((text) => text.words)
    .concat(document.documentElement.scrollWidth > innerWidth ? [`a page of ${document.documentElement.scrollWidth} pixels`] : []);
  const cuts = (element, box) => {
    const hidden = ["hidden", "clip"];
    const frame = element.getBoundingClientRect();
    return (hidden.includes(style(element).overflowX) && (box.right > frame.right + 1 || box.left < frame.left - 1))
      || (hidden.includes(style(element).overflowY) && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1));
  };
  const clipped = () => texts()
    .filter(({ element, boxes }) => [...up(element)].some((each) => boxes.some((box) => cuts(each, box))))
    .map((text) => text.words);
  // Half of a line's height around its middle is where its letters are.
  const core = (box) => ({ left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
  const collided = () => {
    const all = texts().flatMap((text) => text.boxes.map((box) => ({ words: text.words, box: core(box) })));
    return all.flatMap((one, i) => all.slice(i + 1).filter((other) => meets(one.box, other.box)).map((other) => `${one.words} / ${other.words}`));
  };

  const shown = (element) => element.getClientRects().length && style(element).visibility === "visible";
  const controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((each) => shown(each) && each.tabIndex >= 0);
  const targets = () => controls().filter((each) => each.matches("a, button") && !forEars(each));
  const small = (width, height) => targets()
    .filter((each) => ![...each.getClientRects()].some((box) => box.width >= width - 0.1 && box.height >= height - 0.1))
    .map((each) => `${words(each.textContent)}: ${each.getBoundingClientRect().width} by ${each.getBoundingClientRect().height}`);
  const crowded = () => {
    const all = targets().flatMap((element) => [...element.getClientRects()].map((box) => ({ element, box })));
    const near = (one, other) => one.element !== other.element && meets(core(one.box), core(other.box));
    return all.flatMap((one, i) => all.slice(i + 1).filter((other) => near(one, other)).map((other) => `${words(one.element.textContent)} / ${words(other.element.textContent)}`));
  };
  // A control is known by a line: below its words or around them.
  const lined = (element) => style(element).textDecorationLine.includes("underline")
    || (parseFloat(style(element).borderBottomWidth) >= 1 && contrast(style(element).borderBottomColor, ground(element.parentElement)) >= 3);
  const unmarked = () => targets()
    .filter((each) => ![each, ...each.querySelectorAll("*")].some(lined))
    .map((each) => words(each.textContent));

  const outlined = (element) => {
    const { outlineStyle, outlineWidth, outlineColor } = style(element);
    if (outlineStyle === "auto") return true; // the browser's own, in two colours
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && contrast(outlineColor, ground(element.parentElement)) >= 3;
  };
  const onTop = (element) => [...element.getClientRects()].some((box) => {
    const hit = document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 1));
    return hit && (element.contains(hit) || hit.contains(element));
  });
  const focused = () => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    return {
      index: controls().indexOf(element), words: words(element.textContent), visible: outlined(element) && onTop(element),
      left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
    };
  };

  const moving = () => [...document.querySelectorAll("*")]
    .filter((each) => style(each).animationName !== "none" || style(each).transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || style(each).scrollBehavior === "smooth")
    .map((each) => each.outerHTML.slice(0, 50));

  return { faint, outside, clipped, collided, small, crowded, unmarked, focused, moving, controls: () => controls().length };
})();
