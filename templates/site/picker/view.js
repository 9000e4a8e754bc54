// What is seen: the bank as it is searched, the plan with its buttons, and the cards of drafts. Nothing is
// decided here; each function shows what it is given and says which button was used.
"use strict";
((askwell) => {
  const { figure, fine } = askwell.words;

  /** An element: its tag with a class, its properties, and what is in it. */
  const h = (tag, properties, ...inside) => {
    const [name, kind] = tag.split(".");
    const element = Object.assign(document.createElement(name), kind ? { className: kind.replaceAll("_", " ") } : {});
    for (const [key, value] of Object.entries(properties || {})) {
      if (key.includes("-")) element.setAttribute(key, value);
      else element[key] = value;
    }
    element.append(...inside.filter((each) => each || each === 0));
    return element;
  };
  const hidden = (text) => h("span.vh", null, text);
  const button = (text, action, about, more) =>
    h("button.button", { type: "button", "data-do": action, ...more }, text, about ? hidden(` ${about}`) : "");

  /** Shows the rows of the bank that are asked for. @returns {number} how many */
  const filter = (bank, { search, category, minutes, stage }) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const group of bank.querySelectorAll("[data-category]")) {
      let here = 0;
      for (const row of group.querySelectorAll("li")) {
        const { audience } = row.dataset;
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word)) || (category && group.dataset.category !== category)
          || (minutes && Number(row.dataset.minutes) > Number(minutes)) || (stage && audience && !audience.split(" ").includes(stage));
        here += !row.hidden;
      }
      group.hidden = !here;
      found += here;
    }
    return found;
  };

  const bar = (list, plan) => list.replaceChildren(...[["Open", plan.opening], ["Ask", plan.asking], ["Close", plan.closing]].map(([name, minutes]) => {
    const row = h("li", null, h("span.segment", null, h("b", null, name), ` ${minutes}\u00a0min`));
    row.style.flexGrow = minutes;
    return row;
  }));

  const where = (asked, timed) => {
    if (asked?.minute === null) return h("span.at_late", null, timed ? "if there is time" : "another time");
    return h("span.at", null, ...(asked && timed ? [h("span.unit", null, "min"), " ", h("b", null, String(asked.minute))] : []));
  };
  const because = (asked) => (asked.minute === null && h("span.reason", null, asked.reason)) || "";
  const line = (asked, timed, more) => [where(asked, timed),
    h("span.ask", null, fine(asked.text), " ", because(asked)), h("span.minutes", null, `${figure(asked.minutes)}\u00a0min`), more];

  /** The chosen questions in their order, each with its buttons; then what the plan adds by itself. What is
      for the end stays there. */
  const chosen = (list, questions, plan, timed) => {
    const name = (each) => each.id || each.text;
    const all = new Map([...plan.core, ...plan.close, ...plan.if_time].map((asked) => [name(asked), asked]));
    const asks = questions.map((each) => all.get(name(each)));
    const apart = (i, j) => !asks[j] || (asks[i].phase === "close") !== (asks[j].phase === "close");
    const own = questions.map((each, i) => {
      const asked = asks[i];
      const words = `“${asked.text}”`;
      return h("li", { draggable: true, "data-key": name(each), "data-place": i }, ...line(asked, timed, h("span.moves", null,
        button("↑", "up", `Move up: ${words}`, { disabled: apart(i, i - 1) }),
        button("↓", "down", `Move down: ${words}`, { disabled: apart(i, i + 1) }),
        button("×", "drop", `Take out: ${words}`))));
    });
    const mine = new Set(questions.map(name));
    const added = [...plan.core, ...plan.close].filter((asked) => !mine.has(name(asked)))
      .map((asked) => h("li.added", { "data-key": name(asked) }, ...line(asked, timed, questions.length ? h("span.reason", null, asked.reason) : "")));
    list.replaceChildren(...own, ...added);
  };

  /** A draft, or what it waits for. */
  const card = ({ key, title, draft, lacks, mailto, email }) => {
    const heading = h("h3", { id: `card-${key}` }, title);
    if (lacks.length) {
      return h("article.card_waits", { "aria-labelledby": `card-${key}` }, heading, h("p.about", null, `Waits for: ${lacks.join("; ")}.`));
    }
    return h("article.card", { "aria-labelledby": `card-${key}` }, heading,
      h("p.subject", null, h("b", null, "Subject"), " ", h("span", null, draft.subject)),
      h("div.draft", { id: `draft-${key}` }, draft.body),
      h("p.count", null, h("b", null, String(draft.words)), ` of ${draft.advised} words`),
      h("p.actions", null, button("Copy", "copy", `the ${title}`, { className: "button main", "data-key": key }),
        mailto ? h("a.button", { href: mailto }, "Open in mail", hidden(` (${title})`)) : "",
        button("Mail draft", "mail", `(${title}), a file`, { "data-key": key }, )),
      email ? "" : h("p.about", null, "With both email addresses it opens in your mail program."));
  };

  const file = ({ key, title, about, lacks, name }) => h(lacks.length ? "li.waits" : "li", null,
    h("h3", null, title), " ", h("p.about", null, lacks.length ? `Waits for: ${lacks.join("; ")}.` : about), " ",
    lacks.length ? "" : h("p.files", null, button(`Save ${name}`, "save", "", { "data-key": key })));

  /** Gives the browser a file to save; nothing leaves the machine. */
  const save = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  askwell.view = { h, filter, bar, chosen, card, file, save };
})(window.askwell ??= {});
