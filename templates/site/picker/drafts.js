// Which draft suits, and the student's words in the places of its marks. Every wording was composed by
// the program's own templates when the site was made (generator/site/wordings.py); none is written here.
"use strict";
((askwell) => {
  const { filled } = askwell.words;
  /**
   * @typedef {{subject: string, body: string, words: number}} Draft
   * @typedef {Record<string, string>} Facts  what was typed, by its path in an interview's file
   */

  const count = (text) => text.split(/\s+/).filter(Boolean).length;
  const size = (text) => [...text].length;

  /** What links the two; another wording where something was left out, or is said already. */
  const tie = (facts) => {
    const kind = facts["contact.relationship"];
    if (kind === "alumni" && facts["seeker.introduction"].includes(facts["contact.alumni.school"])) return "alumni+told";
    if (kind === "event" && facts["contact.event.said"]) return "event+said";
    if (kind === "mentor_platform" && facts["contact.platform.about"]) return "mentor_platform+about";
    return kind;
  };

  /** The drafts of a site; what is below needs the facts of their sentences. */
  askwell.drafts = ({ marks, stages, paragraphs, drafts, dates, late, spelled }) => {

    /** What stands at a mark. */
    const values = (facts, plan) => (mark) => {
      const path = marks[mark];
      const [head, part] = path.split(".");
      if (head === "ask") return plan.core[part - 1].text;
      if (head === "close") return plan.close[0].text;
      const minutes = spelled[facts["meeting.minutes"]];
      const made = {
        "minutes.spelled": minutes,
        "minutes.capital": minutes[0].toUpperCase() + minutes.slice(1),
        "minutes.figure": facts["meeting.minutes"],
        "meeting.day": facts["meeting.date"] && dates.long(facts["meeting.date"]),
        "meeting.late": facts["meeting.date"] && dates.short(dates.later(facts["meeting.date"], late - 1)),
      };
      return made[path] ?? facts[path] ?? "";
    };

    /** The first wording that keeps the limits; where none does, the shortest. */
    const first = (texts, within) => texts.find(within) ?? texts[texts.length - 1] ?? "";

    /** @returns {Draft} */
    const draft = (kind, stage, key, facts, plan) => {
      const { limits, wordings } = drafts[kind];
      const [bodies, subjects] = wordings[stage][key]
        .map((texts) => texts.map((numbers) => filled(numbers.map((i) => paragraphs[i]).join("\n\n"), values(facts, plan))));
      const [long, short, ...shorter] = bodies;
      const body = first([count(long) <= (limits.advised_words || 999) ? long : short, ...shorter],
        (text) => count(text) <= (limits.words || Infinity));
      const subject = first(subjects, (text) => size(text) <= (limits.subject || Infinity));
      return { subject, body, words: count(body), advised: limits.advised_words || limits.words };
    };

    return {
      /** A request; by email it has the first questions of the plan in it, and one for the end. */
      request: (facts, plan) => {
        const mode = facts["meeting.mode"];
        const asked = mode === "email_qa" ? Math.min(4, plan.core.length + 1) : "";
        return draft("outreach-email", stages[facts["seeker.stage"]], `${tie(facts)}/${mode}${asked}`, facts, plan);
      },
      thanks: (facts, plan) =>
        draft("thank-you-email", "", facts["meeting.mode"] + (facts["meeting.date"] ? "+day" : ""), facts, plan),
      /** What a calendar gets: the meeting, then what is due; each a title and the lines below. */
      meeting: (facts, plan) => {
        const known = ["contact.work", "contact.email", "contact.phone", "meeting.link"].filter((path) => facts[path]);
        return draft("calendar", "", [facts["meeting.mode"], ...known].join("+"), facts, plan).body.split("\n\n").map((entry) => {
          const [title, ...lines] = entry.split("\n");
          return { title, text: lines.join("\n") };
        });
      },
    };
  };
})(window.askwell ??= {});
