// The time-boxed plan of a meeting, step by step as generator/plan.py makes it: the rules are the same
// file (content/planning.yaml) and a test holds both to the same plans. Pure: no page, no clock.
"use strict";
((askwell) => {
  /**
   * @typedef {{id: string, text: string, probes: string[], minutes: number, priority: number,
   *   theme: string, phase: "open"|"core"|"close", reason: string, minute: number|null}} Asked
   * @typedef {{id?: string, text?: string, minutes?: number, priority?: number, phase?: string}} Chosen
   * @typedef {{questions: Chosen[], preset?: string|null, minutes: number, stage?: string|null}} Wish
   * @typedef {{opening: number, asking: number, closing: number, usable: number,
   *   core: Asked[], close: Asked[], if_time: Asked[]}} Plan
   */

  const name = (asked) => asked.id || asked.text;
  const sum = (first, more) => ({ ...first, ...more });

  /** A reason with its values, six figures at most. */
  const said = (reason, values) => reason.replace(/\{(\w+)\}/g, (whole, key) => {
    const value = key in values ? values[key] : whole;
    return typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
  });

  /** Opening, asking and closing minutes. */
  const spans = (minutes, policy, planning) => {
    const most = Math.floor(minutes / planning.largest_share);
    const longer = Math.floor((minutes - planning.usual_minutes) / planning.step_minutes);
    const shift = (minutes >= planning.long_minutes) - (minutes < planning.usual_minutes);
    const opening = Math.min(Math.max(1, policy.opening_minutes + longer), most);
    const closing = Math.min(Math.max(1, policy.closing_minutes + shift), most);
    return [opening, minutes - opening - closing, closing];
  };

  /** The bank, the presets and the policy, ready to plan any number of meetings. */
  askwell.planner = ({ planning, policy, bank, presets }) => {
    const rank = Object.fromEntries(planning.phases.map((phase, i) => [phase, i]));
    const { reasons } = planning;
    const known = new Map();
    for (const question of bank.flatMap((category) => category.questions)) {
      known.set(question.id, sum(question, { theme: question.theme || "", reason: "", minute: null }));
    }
    const usual = bank.filter((category) => !category.opt_in);
    const ends = usual.flatMap((category) => category.questions).filter((q) => q.phase === "close");
    const first = ends.filter((q) => q.priority === 1);
    const closers = (first.length ? first : ends).map((q) => sum(known.get(q.id), { reason: reasons.closing }));

    const byRank = (list) => [...list].sort((a, b) => a.priority - b.priority || rank[a.phase] - rank[b.phase]);

    /** What can be asked, what is left over (with the reasons), and the minutes that remain. */
    const fill = (ranked, minutes, beside = []) => {
      const themes = new Map(beside.map((asked) => [asked.theme, asked]));
      const [taken, left] = [[], []];
      for (const asked of ranked) {
        const same = asked.theme && themes.get(asked.theme);
        if (same) {
          left.push(sum(asked, { reason: said(reasons.theme, { theme: asked.theme, name: name(same) }) }));
        } else if (asked.minutes > minutes) {
          left.push(sum(asked, { reason: said(reasons.time, { minutes: asked.minutes, left: minutes }) }));
        } else {
          taken.push(asked);
          minutes -= asked.minutes;
          themes.set(asked.theme, asked);
        }
      }
      return [taken, left, minutes];
    };

    /** A chosen question, with the bank's words and minutes where it has none of its own. */
    const chosen = (each) => {
      const base = known.get(each.id || "")
        || { id: each.id || "", text: "", probes: [], minutes: 2, priority: 2, theme: "", phase: "core", minute: null };
      return sum(base, {
        text: each.text || base.text,
        probes: each.text ? [] : base.probes,
        minutes: each.minutes || base.minutes,
        priority: each.priority || base.priority,
        phase: each.phase || base.phase,
        reason: reasons.chosen,
      });
    };

    /** What a preset takes; what is there for spare time matters least. */
    const ofPreset = (preset) => {
      const reason = said(reasons.preset, { preset: preset.id });
      const taken = preset.questions.map((id) => sum(known.get(id), { reason }));
      return taken.concat(preset.if_time.map((id) => sum(known.get(id), { reason, priority: planning.spare_priority })));
    };

    /** The preset for the seeker's stage that is nearest in length, or shorter. */
    const suggested = (minutes, stage) => presets
      .filter(({ audience }) => audience.length && (!stage || audience.includes(stage)))
      .reduce((best, each) => {
        const far = (preset) => [Math.abs(preset.minutes - minutes), preset.minutes];
        const [a, b] = [far(each), best && far(best)];
        return !b || a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? each : best;
      }, null);

    /** Every question that was asked for, by name or by preset, each once. */
    const wantedOf = ({ questions, preset, minutes, stage }) => {
      const named = questions.map(chosen);
      const list = preset ? presets.find((each) => each.id === preset) : questions.length ? null : suggested(minutes, stage);
      const all = new Map();
      for (const asked of named.concat(list ? ofPreset(list) : [])) {
        if (!all.has(name(asked))) all.set(name(asked), asked);
      }
      return [...all.values()];
    };

    /** What the bank has for a stage, the most important first. */
    const suiting = (stage) => byRank(usual.flatMap((category) => category.questions
      .filter((q) => q.phase === "core" && q.level === "ok" && (!q.audience.length || q.audience.includes(stage)))
      .map((q) => sum(known.get(q.id), { reason: said(reasons.bank, { category: category.title.toLowerCase() }) }))));

    /** More of the bank, as long as there are minutes: nobody chose, so nothing is lost. */
    const filledUp = (core, close, left, stage) => {
      const taken = new Set(core.concat(close).map(name));
      const more = suiting(stage).filter((asked) => asked.minutes <= left && !taken.has(name(asked)));
      return core.concat(fill(more, left, core.concat(close))[0]).slice(0, planning.most_suggested);
    };

    /** Each question with the minute at which to begin it, counted from the start. */
    const timed = (list, begin) => {
      let passed = 0;
      return list.map((asked) => {
        const minute = begin + Math.trunc(passed);
        passed += asked.minutes;
        return sum(asked, { minute });
      });
    };

    /** @param {Wish} wish @returns {Plan} */
    return (wish) => {
      const [opening, asking, closing] = spans(wish.minutes, policy, planning);
      const usable = Math.max(0, asking - wish.minutes * policy.slack_percent / 100);
      const wanted = wantedOf(wish);
      const place = new Map(wanted.map((asked, i) => [name(asked), i]));
      const at = (asked) => (place.has(name(asked)) ? place.get(name(asked)) : Infinity);
      // Infinity less itself is no number
      const inOrder = (a, b) => (at(a) === at(b) ? 0 : at(a) - at(b));
      let [core, left, spare] = fill(byRank(wanted.filter((a) => a.phase !== "close")), usable);
      let [close, spilt, room] = fill(byRank(wanted.filter((a) => a.phase === "close")), closing, core);
      if (close.every((asked) => asked.id)) {
        const more = closers.filter((asked) => !place.has(name(asked)));
        close = close.concat(fill(more, room, core.concat(close))[0]);
      }
      if (!wish.questions.length && !wish.preset) core = filledUp(core, close, spare, wish.stage);
      core.sort((a, b) => rank[a.phase] - rank[b.phase] || inOrder(a, b));
      close.sort(inOrder);
      return {
        opening, asking, closing, usable,
        core: timed(core, opening),
        close: timed(close, opening + asking),
        if_time: left.concat(spilt).sort(inOrder),
      };
    };
  };

  /** The questions in the order in which to give them up: least important and last first. */
  askwell.dropFirst = (plan) => [...plan.core].reverse().sort((a, b) => b.priority - a.priority);
})(window.askwell ??= {});
