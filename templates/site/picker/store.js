// What stays: in the browser's own storage, and only when the student says so. A link carries the ids of
// chosen questions, and that of a list how long the talk is; they stand behind the “#”, which browsers keep
// to themselves.
"use strict";
((askwell) => {
  const KEY = "askwell-picker";
  // Storage may be forbidden.
  const safely = (act, otherwise = null) => { try { return act(); } catch { return otherwise; } };
  const asked = () => location.hash.match(/^#ask=([^&]*)(?:&minutes=(\d+))?$/) || [];

  askwell.store = {
    /** What was kept, or nothing. */
    read: () => safely(() => JSON.parse(localStorage.getItem(KEY))),
    /** @returns {boolean} whether it could be kept */
    keep: (state) => safely(() => { localStorage.setItem(KEY, JSON.stringify(state)); return true; }, false),
    forget: () => safely(() => localStorage.removeItem(KEY)),
    /** Another tab forgot everything: this one must not keep it again. */
    forgotten: (act) => addEventListener("storage", ({ key, newValue }) => { if (key === KEY && newValue === null) act(); }),
    link: (chosen) => `${location.href.split("#")[0]}#ask=${chosen.filter(({ id }) => id).map(({ id }) => encodeURIComponent(id)).join(",")}`,
    /** The ids in the page's address; the bank may not have all of them any more. */
    shared: () => {
      // some mail programs encode commas
      const ids = safely(() => decodeURIComponent(asked()[1] || "").split(","), []);
      return [...new Set(ids)].filter(Boolean).map((id) => ({ id }));
    },
    /** How long a talk is that has the time for them, if the address says so. */
    minutes: () => Number(asked()[2]) || 0,
  };
})(window.askwell ??= {});
