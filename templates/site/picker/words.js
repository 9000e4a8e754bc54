// What is typed, as the program reads it (generator/model/base.py), and figures as it sets them
// (generator/typography.py): so that a draft from the page is the draft from the file. Pure.
"use strict";
((askwell) => {
  const MARKS = /([\u{1d000}-\u{1d0ff}])(\.?)/gu;
  const SHORT = new Set(["co", "corp", "etc", "inc", "jr", "ltd", "no", "sr", "st"]);

  /** One line: nothing to break a header with; nothing, if it has no sign at all. */
  const line = (text) => {
    const one = text.split(/[\s\x1c-\x1f\x85]+/).join(" ").trim().replace(/[\x00-\x1f\x7f-\x9f\ud800-\udfff\u{1d000}-\u{1d0ff}]/gu, "");
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(one) ? one : "";
  };
  /** Part of a sentence: “I am a student.” and “A student” are “a student”. */
  const after = (spoken) => (text) => {
    const part = line(text).replace(spoken, "").replace(/[ ;,?]+$/, "")
      .replace(/^(?:An?|The|My|Our|Your|What|How)(?= (?!levels?\b)[a-z])/, (word) => word.toLowerCase());
    const last = part.split(" ").pop().replace(/\.$/, "");
    return last.includes(".") || SHORT.has(last.toLowerCase()) ? part : part.replace(/\.$/, "");
  };
  const fragment = after(/^(?:I am|I['’]m|I will|I['’]ll)\s+/i);
  /** What one would like to learn about, which the drafts say. */
  const topic = after(/^(?:(?:(?:I (?:want|would like)|I['’]d like|to) )?(?:to )?learn(?:ing)? (?:more )?about)\s+/i);
  const stopped = (text) => /[.!?…]$/.test(text);
  /** A whole sentence begins with a capital and ends with a mark. */
  const sentence = (text) => {
    const one = line(text);
    const first = [...one].slice(0, 1).join("");
    const whole = first.toUpperCase() + one.slice(first.length);
    return !one || stopped(whole.replace(/["'”’)]+$/, "")) ? whole : `${whole}.`;
  };

  /** The marks of a text filled; a full stop that follows gives way to one that a word has itself. */
  const filled = (text, values) => text.replace(MARKS, (_, mark, stop) => {
    const value = values(mark);
    return value + (stopped(value) ? "" : stop);
  });

  const day = (iso) => new Date(`${iso}T00:00:00Z`);
  /** Days as they are written, by the names that the program has for them. */
  const datesOf = ({ full, short }, months) => {
    const of = (iso, names) => names[(day(iso).getUTCDay() + 6) % 7];
    const monthDay = (iso, names) => `${names[day(iso).getUTCMonth()]} ${day(iso).getUTCDate()}`;
    return {
      long: (iso) => `${of(iso, full)}, ${monthDay(iso, months.full)}`,
      short: (iso) => `${of(iso, short)}, ${monthDay(iso, months.short)}, ${day(iso).getUTCFullYear()}`,
      month: (iso) => monthDay(iso, months.short),
      later: (iso, days) => new Date(day(iso).getTime() + days * 864e5).toISOString().slice(0, 10),
    };
  };
  const noon = (hour) => (hour < 12 ? "a.m." : "p.m.");
  const clock = ([hour, minute], half = true) =>
    `${hour % 12 || 12}:${String(minute).padStart(2, "0")}${half ? ` ${noon(hour)}` : ""}`;
  const moment = (time, later = 0) => {
    const [hour, minute] = time.split(":").map(Number);
    const all = hour * 60 + minute + later;
    return [Math.floor(all / 60) % 24, all % 60];
  };
  const range = (start, end) => `${clock(start, noon(start[0]) !== noon(end[0]))}–${clock(end)}`;
  /** 3, 2½ or 1¼: minutes as a figure with a fraction. */
  const figure = (minutes) => {
    const quarters = Math.round(minutes * 4);
    return `${Math.floor(quarters / 4) || ""}${["", "¼", "½", "¾"][quarters % 4]}` || "0";
  };

  const curl = (text) => text.replace(/(^|[\s([–—/])"/g, "$1“").replace(/"/g, "”")
    .replace(/(^|[\s([–—/“])'/g, "$1‘").replace(/'/g, "’");
  /** A line as it is set on a page: curly quotes, figures with their units, no last word alone. */
  const fine = (text, months = []) => {
    let set = curl(text).replace(/(\d) (min|minutes?|words|pages?|a\.m\.|p\.m\.)/g, "$1\u00a0$2");
    for (const month of months) set = set.replaceAll(`${month} `, (found, at) => (/\d/.test(set[at + found.length]) ? `${month}\u00a0` : found));
    const parts = set.split(" ");
    const [before, last] = parts.slice(-2);
    if (parts.length < 3 || [...before, ...last].length + 1 > 18) return set;
    return `${parts.slice(0, -1).join(" ")}\u00a0${last}`;
  };

  askwell.words = { line, fragment, topic, sentence, filled, stopped, datesOf, clock, moment, range, figure, fine };
})(window.askwell ??= {});
