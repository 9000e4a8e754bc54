// The page at work: what was ticked and typed becomes a plan, a sheet and drafts, anew after each change.
// Nothing is asked of any server: the page's own policy forbids it.
"use strict";
((askwell) => {
  const { words, view, files, mail, store } = askwell;
  const find = (selector, root = document) => root.querySelector(selector);
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const id = (name) => document.getElementById(name);
  const data = JSON.parse(id("data").textContent);
  const plan = askwell.planner(data.rules);
  const known = new Map(data.rules.bank.flatMap(({ questions }) => questions).map((each) => [each.id, each]));
  const { policy } = data.rules;
  const given = { dates: words.datesOf(data.days, data.months), months: data.months, spelled: data.spelled };
  const drafts = askwell.drafts({ ...data.drafts, ...given, late: policy.thank_you_late_days });
  const templates = Object.fromEntries(every("template[data-sheet]").map((each) => [each.dataset.sheet, each]));
  const sheets = askwell.sheets({ ...given, drafts: data.drafts, templates, thanksDays: policy.thank_you_days });
  const form = id("picker");
  const nameOf = (each) => each.id || each.text;
  /** @type {{id?: string, text?: string, minutes?: number, phase?: string}[]} in the order in which they are asked */
  let chosen = [];
  // of a link or of what was kept, questions that the bank has no more
  let gone = 0;
  let current = null;
  let out = {};

  const say = (text) => { id("said").textContent = ""; setTimeout(() => { id("said").textContent = text; }, 50); };
  const typed = () => every("[data-as], #takeaway");
  const inputs = () => every("[data-as]", form).filter((each) => !each.matches(":disabled"));

  const ADDRESS = "[type=email], [type=url]";
  const right = ({ type, value }) =>
    (type === "url" ? /^https?:\/\/[^\s/]+\.\S+$/.test(words.line(value)) : mail.valid(words.line(value)));

  /** What was typed, as the program reads it. */
  const facts = () => {
    const all = { "contact.name": "", "contact.email": "", "seeker.name": "", "seeker.email": "", "seeker.introduction": "" };
    for (const each of every("[data-as]", form)) {
      const as = { fragment: words.fragment, topic: words.topic, sentence: words.sentence }[each.dataset.as] || words.line;
      if (!each.matches(":disabled")) all[each.name] = as(each.value);
    }
    for (const each of every(ADDRESS, form)) {
      if (!right(each)) all[each.name] = "";
      else id(`${each.id}-wrong`).hidden = true;
    }
    if (!all["meeting.date"]) all["meeting.time"] = "";
    all["contact.work"] = [all["contact.title"], all["contact.organization"]].filter(Boolean).join(", ");
    all["outcome.takeaways"] = words.sentence(id("takeaway")?.value || "");
    return all;
  };
  const label = (path) => find(`label[for="${path.replaceAll(".", "-")}"]`).textContent.split(":")[0].toLowerCase();
  const lacking = (given, ...more) => [...new Set([...inputs().filter((each) => each.required).map((each) => each.name), ...more])]
    .filter((path) => !given[path]).map(label);

  const showPlan = () => {
    const { given } = current;
    const timed = given["meeting.mode"] !== "email_qa";
    view.bar(id("bar"), current.plan);
    const taken = current.plan.core.length + current.plan.close.length;
    const spare = current.plan.if_time.length;
    id("planned").textContent = chosen.length
      ? `${taken} question${taken === 1 ? "" : "s"} in ${given["meeting.minutes"]} minutes${spare ? `, ${spare} more if there is time` : ""}.`
      : `Nothing is ticked yet. This is what ${given["meeting.minutes"]} minutes could hold.`;
    if (gone) id("planned").textContent += ` No longer here: ${gone}.`;
    const active = document.activeElement.closest?.("#chosen [data-key]");
    const place = active && [active.dataset.key, document.activeElement.dataset.do];
    view.chosen(id("chosen"), chosen, current.plan, timed);
    id("suggested").hidden = chosen.length > 0;
    if (place) {
      const row = every("#chosen [data-place]").find((each) => each.dataset.key === place[0]);
      const next = row && (find(`[data-do="${place[1]}"]:not(:disabled)`, row) || find("[data-do]:not(:disabled)", row));
      (next || id("pick-plan")).focus();
    }
    for (const box of every("[name=ask]", form)) box.checked = chosen.some((each) => each.id === box.value);
  };

  const filterBank = () => {
    const asked = Object.fromEntries(every("[data-filter]").map((each) => [each.dataset.filter, each.value]));
    const found = view.filter(find(".bank"), { ...asked, stage: id("seeker-stage").value });
    id("found").textContent = `${found} question${found === 1 ? "" : "s"}`;
  };

  const showDrafts = () => {
    const { given } = current;
    const request = lacking(given);
    if (given["meeting.mode"] === "email_qa" && !current.plan.close.length) request.push("a question for the end");
    const thanks = ["contact.name", "topic", "seeker.name"].filter((path) => !given[path]).map(label);
    if (!given["outcome.takeaways"]) thanks.push("what you learned, in a sentence to them");
    const of = (key, lacks, make) => {
      const draft = lacks.length ? null : make(given, current.plan);
      const mailto = draft && mail.link(draft, { email: given["contact.email"] });
      return { key, title: data.titles[key], lacks, draft, mailto, email: given["contact.email"] && given["seeker.email"] };
    };
    const cards = [of("outreach-email", request, drafts.request), of("thank-you-email", thanks, drafts.thanks)];
    out = Object.fromEntries(cards.map((each) => [each.key, each]));
    every("#cards > .card").forEach((each, i) => each.replaceWith(view.card(cards[i])));
  };

  const showFiles = () => {
    const { given } = current;
    const name = files.slug(given["contact.name"] || "interview");
    const interview = ["contact.name", "topic", ...inputs().filter((each) => each.required && each.name.startsWith("contact.")).map((each) => each.name)];
    const missing = (paths) => [...new Set(paths)].filter((path) => !given[path]).map(label);
    const spoken = given["meeting.mode"] !== "email_qa";
    const list = [
      ...(spoken ? [{ key: "calendar", title: "Calendar", about: "The meeting and the day for your thanks, for your calendar program.",
        name: `${name}.ics`, type: "text/calendar", lacks: missing(["contact.name", "topic", "meeting.date"]), text: () => calendar(given, name) }] : []),
      { key: "interview", title: "Interview file", about: "All of it for the program askwell, which makes many more documents: put it into content/interviews.",
        name: `${name}.yaml`, type: "application/yaml", lacks: missing(interview), text: () => files.interview(forFile(given), chosen) },
      { key: "seeker", title: "About you", about: "Who asks, for the same program: put it into content.",
        name: "seeker.yaml", type: "application/yaml", lacks: missing(["seeker.name", "seeker.email", "seeker.introduction"]), text: () => files.seeker(given) },
    ];
    for (const each of list) out[each.key] = each;
    id("files").replaceChildren(...list.map(view.file));
  };

  /** The facts of an interview's file: none made of others, no zone without a time. */
  const forFile = ({ "contact.work": _, ...given }) => (given["meeting.time"] ? given : { ...given, "meeting.timezone": "" });

  const calendar = (given, name) => {
    const now = new Date();
    return askwell.calendar.file({
      entries: drafts.meeting(given, current.plan),
      id: name, owner: given["seeker.email"], today: Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()),
      date: given["meeting.date"], time: given["meeting.time"], zone: given["meeting.timezone"], minutes: Number(given["meeting.minutes"]),
      alarm: policy.alarm_minutes, link: given["meeting.link"],
      place: given["meeting.place"] || (given["meeting.mode"] === "phone" && given["contact.phone"]) || given["meeting.link"],
      due: { key: data.thanks, days: policy.thank_you_days },
    });
  };

  const modes = Object.fromEntries(every("option", id("meeting-mode")).map((each) => [each.value, each.textContent]));
  let lay = null;
  const showSheet = () => {
    if (!lay) return;
    const { given } = current;
    const sheet = sheets(given, current.plan, modes, lay);
    every("body > .paged").forEach((each) => each.remove());
    document.body.className = [document.body.dataset.classes, ...sheet.classes].join(" ");
    for (const part of sheet.parts) part.classList.add("paged");
    document.body.append(...sheet.parts);
    document.documentElement.classList.add("laid");
    const moved = sheet.plan.if_time.length - current.plan.if_time.length;
    id("spilt").textContent = moved ? `One page has no room for all of them: ${moved} moved to “if there is time”.` : "";
  };

  const state = () => ({ chosen, typed: Object.fromEntries(typed().map((each) => [each.id, each.value])) });
  let soon = 0;
  const update = () => {
    const tie = id("contact-relationship").value;
    for (const each of every("[data-tie]", form)) each.hidden = each.disabled = each.dataset.tie !== tie;
    const given = facts();
    const ends = (each) => (each.phase || known.get(each.id)?.phase) === "close";
    chosen = [...chosen.filter((each) => !ends(each)), ...chosen.filter(ends)];
    const wish = { questions: chosen, minutes: Number(given["meeting.minutes"]), stage: given["seeker.stage"] };
    current = { given, plan: plan(wish) };
    filterBank();
    showPlan();
    showDrafts();
    showFiles();
    clearTimeout(soon);
    // typing comes first
    soon = setTimeout(showSheet, 120);
    if (id("keep").checked) id("keep").checked = store.keep(state());
  };

  const move = (from, to) => {
    const [each] = chosen.splice(from, 1);
    chosen.splice(to, 0, each);
    update();
    say(`${known.get(each.id)?.text || each.text} Now ${to + 1} of ${chosen.length}.`);
  };
  const take = (questions) => {
    const there = new Set(chosen.map(nameOf));
    chosen = chosen.concat(questions.filter((each) => !there.has(nameOf(each))));
    update();
  };

  const copy = async (text, box) => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch {
      if (box.select) box.select();
      else getSelection().selectAllChildren(box);
      say("It is selected: copy it with your keyboard.");
    }
  };

  const actions = {
    up: (row) => move(Number(row.dataset.place), Number(row.dataset.place) - 1),
    down: (row) => move(Number(row.dataset.place), Number(row.dataset.place) + 1),
    drop: (row) => {
      const [gone] = chosen.splice(Number(row.dataset.place), 1);
      update();
      say(`Taken out: ${known.get(gone.id)?.text || gone.text}`);
    },
    suggest: () => {
      take([...current.plan.core, ...current.plan.close].map((asked) => ({ id: asked.id })));
      id("pick-plan").focus();
    },
    own: () => {
      const text = words.line(id("own-text").value);
      if (!text) { id("own-text").focus(); return; }
      take([{ text, minutes: Number(id("own-minutes").value), ...(id("own-close").checked ? { phase: "close" } : {}) }]);
      id("own-text").value = "";
      id("own-text").focus();
      say(`Added: ${text}`);
    },
    print: () => print(),
    copy: (_, key) => copy(out[key].draft.body, id(`draft-${key}`)),
    mail: (_, key) => {
      const { given } = current;
      const eml = mail.file(out[key].draft, { name: given["seeker.name"], email: given["seeker.email"] }, { name: given["contact.name"], email: given["contact.email"] });
      view.save(`${key}.eml`, "message/rfc822", eml);
    },
    save: (_, key) => view.save(out[key].name, out[key].type, out[key].text()),
    forget: () => {
      store.forget();
      id("keep").checked = false;
      recall([]);
      form.reset();
      id("takeaway").value = "";
      id("meeting-timezone").value = Intl.DateTimeFormat().resolvedOptions().timeZone;
      history.replaceState(null, "", location.href.split("#")[0]);
      update();
      say("Everything is forgotten.");
    },
    share: () => {
      id("shared").hidden = false;
      id("link").value = store.link(chosen);
      copy(id("link").value, id("link"));
    },
  };

  const there = ({ id, text }) => text || known.has(id);
  const recall = (wanted) => { chosen = wanted.filter(there); gone = wanted.length - chosen.length; };

  /** A talk as long as a list is for, as near as there is. */
  const lengthen = (minutes) => {
    const select = id("meeting-minutes");
    const far = (option) => Math.abs(Number(option.value) - minutes);
    if (minutes) select.value = [...select.options].reduce((best, each) => (far(each) < far(best) ? each : best)).value;
  };

  const title = document.title;
  addEventListener("beforeprint", () => {
    clearTimeout(soon);
    showSheet();
    // what a printer calls the file
    document.title = find(".paged h1")?.textContent || title;
  });
  addEventListener("afterprint", () => { document.title = title; });
  document.addEventListener("click", (event) => {
    const used = event.target.closest("[data-do]");
    if (used) actions[used.dataset.do](used.closest("[data-place]"), used.dataset.key);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-filter]")) filterBank();
    else if (event.target.matches("[data-as], #takeaway")) update();
  });
  // nobody is told off while typing
  form.addEventListener("focusout", ({ target }) => {
    if (target.matches(ADDRESS)) id(`${target.id}-wrong`).hidden = !words.line(target.value) || right(target);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("change", ({ target }) => {
    if (target.name === "ask") {
      chosen = target.checked ? chosen.concat({ id: target.value }) : chosen.filter((each) => each.id !== target.value);
      update();
      say(id("planned").textContent);
    } else if (target.id === "f-preset" && target.value) {
      const preset = data.rules.presets.find((each) => each.id === target.value);
      chosen = [];
      lengthen(preset.minutes);
      take(preset.questions.concat(preset.if_time).map((name) => ({ id: name })));
      target.value = "";
      say(id("planned").textContent);
    } else if (target.id === "keep") {
      if (target.checked) target.checked = store.keep(state());
      else store.forget();
      say(target.checked ? "Kept in this browser." : "Not kept.");
    }
  });
  id("own-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); actions.own(); }
  });

  /** A link's questions win over others. @returns {boolean} whether there are any */
  const link = (others) => {
    const shared = store.shared();
    const linked = shared.some(there);
    recall(linked || !others ? shared : others);
    if (linked) lengthen(store.minutes());
    return linked;
  };
  addEventListener("hashchange", () => { if (link(chosen)) update(); });

  let dragged = null;
  id("chosen").addEventListener("dragstart", (event) => { dragged = event.target.closest("[data-place]"); event.dataTransfer.effectAllowed = "move"; });
  id("chosen").addEventListener("dragover", (event) => { if (dragged && event.target.closest("[data-place]")) event.preventDefault(); });
  id("chosen").addEventListener("drop", (event) => {
    const to = event.target.closest("[data-place]");
    event.preventDefault();
    if (dragged && to && to !== dragged) move(Number(dragged.dataset.place), Number(to.dataset.place));
    dragged = null;
  });

  /** What was kept comes back; a link's questions win over it. */
  const begin = () => {
    const zones = new Set([Intl.DateTimeFormat().resolvedOptions().timeZone, ...Intl.supportedValuesOf("timeZone")]);
    id("meeting-timezone").append(...[...zones].map((zone) => new Option(zone.replaceAll("_", " "), zone)));
    id("cards").append(view.h("article.card"), view.h("article.card"));
    const kept = store.read();
    for (const each of kept ? typed() : []) {
      const usual = each.value;
      if (each.id in kept.typed) each.value = kept.typed[each.id];
      // a choice that the page had once
      if (each.selectedIndex < 0) each.value = usual;
    }
    link(kept?.chosen);
    document.body.dataset.classes = document.body.className;
    for (const each of every(".app[hidden]")) each.hidden = false;
    id("shared").hidden = true;
    const styles = every("link[href$='theme.css'], link[media=print]").map((each) => each.href);
    const ready = askwell.paper(id("preview"), styles, data.margins, () => { lay = ready; showSheet(); });
    update();
    store.forgotten(() => { id("keep").checked = false; });
    // only now: to open a link changes nothing that is kept
    id("keep").checked = !!kept;
  };
  begin();
})(window.askwell ??= {});
