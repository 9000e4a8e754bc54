// The interview as a file that askwell build takes, and who asks. YAML has JSON's strings: each text is
// written as one, so that nothing that was typed can be read as anything else. Pure.
"use strict";
((askwell) => {
  const VALUE = /^(?:minutes|priority)$/;

  /** Lines of YAML for a value; what is empty is left out. */
  const yaml = (value, indent) => Object.entries(value).flatMap(([key, each]) => {
    if (each === "" || each === null || each === undefined) return [];
    if (Array.isArray(each)) return each.length ? [`${indent}${key}:`, ...each.map((item) => `${indent}  - ${inline(item)}`)] : [];
    if (typeof each === "object") {
      const below = yaml(each, `${indent}  `);
      return below.length ? [`${indent}${key}:`, ...below] : [];
    }
    return [`${indent}${key}: ${VALUE.test(key) ? Number(each) : JSON.stringify(each)}`];
  });
  const inline = (item) => (typeof item === "string" ? JSON.stringify(item)
    : `{${Object.entries(item).map(([key, each]) => `${key}: ${JSON.stringify(each)}`).join(", ")}}`);

  /** Facts by their paths as a tree: contact.name below contact. */
  const tree = (facts, first) => {
    const root = {};
    for (const [path, value] of Object.entries(facts)) {
      const keys = path.split(".");
      if (keys[0] !== first && first) continue;
      let here = root;
      for (const key of keys.slice(0, -1)) here = here[key] ??= {};
      here[keys[keys.length - 1]] = value;
    }
    return first ? root[first] || {} : root;
  };

  /** CRC-32 of a text (RFC 1952, section 8). */
  const checksum = (text) => {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
    }
    return (~sum >>> 0).toString(16).padStart(8, "0");
  };

  /** What a name is called as a file, as generator/model/base.py makes ids. */
  const LATIN = "æaeœoeøoðdþthłlđdßss";
  const slug = (name) => {
    const plain = name.toLowerCase().replace(/[æœøðþłđß]/g, (each) => LATIN.split(each)[1].match(/\w+/)).normalize("NFKD").replace(/[\p{Mn}'’]/gu, "");
    const full = (plain.match(/[a-z0-9]+/g) || []).join("-");
    if (full.length <= 60 && !/(?![a-z])\p{L}/u.test(plain)) return full || checksum(name);
    return `${full.length > 51 ? full.slice(0, 52).replace(/(^|-)[^-]*$/, "") : full}-${checksum(name)}`.replace(/^-|-$/g, "");
  };

  askwell.files = {
    slug,
    /** @param {Record<string, string>} facts @param {{id?: string, text?: string}[]} questions */
    interview: (facts, questions) => {
      const known = tree(facts);
      const chosen = questions.map((each) => (each.id && !each.text ? each.id : each));
      const { contact, topic, meeting, outcome } = known;
      const whole = { contact, topic, meeting, questions: chosen, outcome: { takeaways: outcome?.takeaways } };
      return ["# Goes into content/interviews/ of a project. Made by the picker, in a browser.", ...yaml(whole, ""), ""].join("\n");
    },
    /** Who asks: content/seeker.yaml. */
    seeker: (facts) => ["# Goes into content/ of a project, as seeker.yaml.", ...yaml(tree(facts, "seeker"), ""), ""].join("\n"),
  };
})(window.askwell ??= {});
