// The one page to print: the question sheet's own markup (generator/site/sheets.py) with the plan in it,
// and laid out in a frame as large as paper until it fits. What does not fit moves to “if there is time”.
"use strict";
((askwell) => {
  const { filled, fine, clock, moment, range, figure } = askwell.words;
  const MARK = /[\u{1d000}-\u{1d0ff}]/u;
  // points: as narrow as A4 and as low as Letter, so that both hold it
  const PAPER = { width: 595, height: 792 };
  // questions that are listed for spare time
  const SPARE = 10;
  // questions from which they stand closer, and in one line each
  const MANY = { close: 9, agenda: 12 };

  /** What a text says at its marks; where one has nothing, a line to write on. */
  const fill = (root, value, months) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walk.nextNode()) if (MARK.test(walk.currentNode.data)) nodes.push(walk.currentNode);
    for (const node of nodes) {
      const text = filled(node.data.replaceAll("\u00a0", " "), value);
      const whole = [...node.data].filter((sign) => MARK.test(sign)).every((sign) => value(sign));
      const parent = node.parentElement;
      if (whole) node.data = fine(text, months);
      else if (parent.matches(".sub, .l2")) parent.remove();
      else {
        const blank = document.createElement("span");
        blank.className = parent.matches(".nb") ? "blank short" : "blank";
        if (parent.closest("h1")) blank.style.width = "min(6em, 100%)";
        if (parent.matches(".v, .text")) node.replaceWith(blank, ...(parent.matches(".v") ? [blank.cloneNode()] : []));
        else node.replaceWith(text.replace(/\s*\.$/, "").trimEnd(), " ", blank);
      }
    }
  };

  /** Makes sheets of these templates, in the words of the site. */
  askwell.sheets = ({ templates, drafts, dates, months, spelled, thanksDays }) => {
    const zone = (facts, at) => (at ? new Intl.DateTimeFormat("en-US", { timeZone: facts["meeting.timezone"], timeZoneName: "short" })
      .formatToParts(at).find(({ type }) => type === "timeZoneName").value : "");

    /** The words for the marks that are not about one question. */
    const values = (facts, plan, modes) => {
      const { "meeting.date": date, "meeting.time": time, "meeting.minutes": minutes, "meeting.mode": mode } = facts;
      const [start, end] = time ? [moment(time), moment(time, Number(minutes))] : [];
      const at = date && time && askwell.calendar.moment(date, time, facts["meeting.timezone"]);
      const made = {
        "minutes.figure": minutes,
        "meeting.short": date && dates.short(date),
        "meeting.clock": time && `${range(start, end)} ${zone(facts, at)}`,
        "meeting.start": time && clock(start, false),
        "meeting.end": time && clock(end, false),
        "meeting.thanks": date && dates.month(dates.later(date, thanksDays)),
        "meeting.where": facts["meeting.place"] || (mode !== "in_person" && modes[mode]),
        "meeting.how": (facts["meeting.link"] || "").replace(/^https?:\/\//, "").replace(/\/+$/, "") || (mode === "phone" && facts["contact.phone"]),
        "questions.spelled": `${spelled[plan.core.length + plan.close.length]} questions`,
      };
      return (mark) => made[drafts.marks[mark]] || facts[drafts.marks[mark]] || "";
    };

    /** The rows of a list: its first one again for each question. */
    const rows = (list, asked, start) => {
      const model = list.firstElementChild;
      const probe = model.querySelector(".probe");
      const space = probe?.previousSibling;
      list.replaceChildren(...asked.map((each) => {
        const row = model.cloneNode(true);
        const value = (mark) => (drafts.marks[mark] === "question" ? each.text : "");
        const one = row.querySelector(".probe");
        if (one) {
          one.replaceWith(...each.probes.flatMap((text, i) => {
            const copy = probe.cloneNode();
            copy.textContent = fine(text);
            return i ? [space.cloneNode(), copy] : [copy];
          }));
        }
        fill(row, value, []);
        const at = row.querySelector(".at");
        const time = start && clock(moment(start, each.minute), false);
        if (at && at.querySelector(".unit")) {
          at.querySelector("b").textContent = each.minute;
          if (time) at.querySelector(".clock").textContent = time;
        } else if (at) at.querySelector("b").textContent = time;
        const minutes = row.querySelector(".minutes");
        if (minutes) minutes.textContent = `${figure(each.minutes)}\u00a0min`;
        return row;
      }));
    };

    /** The time axis: a segment in proportion; a narrow one has a shorter label. */
    const bar = (list, plan) => [plan.opening, plan.asking, plan.closing].forEach((minutes, i) => {
      const share = minutes / (plan.opening + plan.asking + plan.closing);
      const segment = list.children[i].firstElementChild;
      list.children[i].style.width = `${Math.floor(9990 * share) / 100}%`;
      const label = segment.querySelector("b");
      segment.replaceChildren(...(share > 0.11 ? [label, " "] : []), `${minutes}${share > 0.055 ? "\u00a0min" : ""}`);
    });

    /** The parts of a sheet (head, middle, foot), and the classes of the body around them. */
    const made = (facts, plan, modes, agenda) => {
      const state = facts["meeting.mode"] === "email_qa" ? "by-mail" : !facts["meeting.date"] ? "open" : facts["meeting.time"] ? "agreed" : "dated";
      const root = document.importNode(templates[state + (agenda ? "-agenda" : "")].content, true);
      const part = (name) => root.querySelector(name);
      const [core, close] = root.querySelectorAll(".questions");
      const start = state === "agreed" && facts["meeting.time"];
      rows(core, plan.core, start);
      // A bank of one's own may have no closing question: then there is a line for one.
      rows(close, plan.close.length ? plan.close : [{ text: "", probes: [], minute: plan.opening + plan.asking }], start);
      close.start = plan.core.length + 1;
      close.style.setProperty("--from", plan.core.length);
      const spare = part(".spare");
      if (plan.if_time.length) rows(spare, plan.if_time.slice(0, SPARE));
      else part(".iftime").remove();
      spare.classList.toggle("two", plan.if_time.length > 4);
      const more = part(".iftime .caption");
      if (more && plan.if_time.length > SPARE) more.textContent = more.textContent.replace("1", plan.if_time.length - SPARE);
      else more?.remove();
      if (part(".bar")) bar(part(".bar"), plan);
      fill(root, values(facts, plan, modes), [...months.short, ...months.full]);
      const head = part("h1");
      head.className = head.textContent.length > 46 ? "long longer" : head.textContent.length > 37 ? "long" : "";
      const logo = document.querySelector("body > .masthead .lockup");
      if (logo) part(".org").replaceChildren(logo.cloneNode());
      const many = agenda || plan.core.length + plan.close.length > MANY.close;
      return { parts: [...root.children], classes: ["question-sheet", many && "many", agenda && "agenda"].filter(Boolean) };
    };

    /** The sheet that fits, as `fits` measures it, and the plan that is on it. */
    return (facts, plan, modes, fits) => {
      const order = askwell.dropFirst(plan);
      /** The sheet without so many of them: with lines, or if need be in one line each. */
      const without = (count) => {
        const out = order.slice(0, count);
        const left = { ...plan, core: plan.core.filter((each) => !out.includes(each)), if_time: [...out.reverse(), ...plan.if_time] };
        const many = left.core.length + left.close.length > MANY.agenda;
        for (const agenda of many ? [true] : [false, true]) {
          const sheet = made(facts, left, modes, agenda);
          if (fits(sheet)) return { ...sheet, plan: left };
        }
        return null;
      };
      const whole = without(0);
      if (whole) return whole;
      // the fewest that have to go, by halves
      let [low, high] = [1, order.length];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (without(middle)) high = middle;
        else low = middle + 1;
      }
      return without(low) || { ...made(facts, plan, modes, true), plan };
    };
  };

  /** A sheet in a frame as large as paper, as it prints; then `ready` is called. */
  askwell.paper = (room, styles, margins, ready) => {
    const [top, side, bottom] = margins;
    const frame = document.createElement("iframe");
    frame.title = "The page as it will print";
    frame.tabIndex = -1;
    room.append(frame);
    const inside = frame.contentDocument;
    frame.style.width = `${PAPER.width - 2 * side}pt`;
    frame.style.height = `${PAPER.height - top - bottom}pt`;
    inside.documentElement.lang = "en";
    let waiting = styles.length;
    for (const href of styles) {
      const link = inside.createElement("link");
      link.rel = "stylesheet";
      link.onload = link.onerror = () => { waiting -= 1; if (!waiting) inside.fonts.ready.then(ready); };
      link.href = href;
      inside.head.append(link);
    }
    const scale = () => {
      const by = Math.min(1, room.clientWidth / (PAPER.width * 96 / 72));
      Object.assign(frame.style, { transform: `scale(${by})`, left: `${side * by}pt`, top: `${top * by}pt` });
      room.style.height = `${PAPER.height * by}pt`;
    };
    new ResizeObserver(scale).observe(room);
    return ({ parts, classes }) => {
      inside.body.className = ["letter", ...classes].join(" ");
      inside.body.replaceChildren(...parts.map((part) => inside.importNode(part, true)));
      return inside.documentElement.scrollHeight <= frame.clientHeight;
    };
  };
})(window.askwell ??= {});
