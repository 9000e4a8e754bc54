// The meeting as a file for a calendar program (RFC 5545), under the name that the program gives it
// (generator/channels/calendar.py), so that a later file from either brings the entry up to date. Pure.
"use strict";
((askwell) => {
  const URLS = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"; // the name space of addresses, RFC 4122
  const DAY = 864e5;
  const two = (number) => String(number).padStart(2, "0");

  /** SHA-1 of bytes; the browser's own is not there on pages without https. */
  const sha1 = (message) => {
    const data = [...message, 0x80];
    while (data.length % 64 !== 56) data.push(0);
    const bits = message.length * 8;
    data.push(0, 0, 0, 0, bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    const view = new DataView(Uint8Array.from(data).buffer);
    const turn = (word, by) => word << by | word >>> 32 - by;
    let hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
    for (let at = 0; at < data.length; at += 64) {
      const w = [];
      let [a, b, c, d, e] = hash;
      for (let i = 0; i < 80; i++) {
        w[i] = i < 16 ? view.getInt32(at + 4 * i) : turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        const [mix, key] = i < 20 ? [b & c | ~b & d, 0x5a827999] : i < 40 ? [b ^ c ^ d, 0x6ed9eba1]
          : i < 60 ? [b & c | b & d | c & d, 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6];
        [a, b, c, d, e] = [turn(a, 5) + mix + e + key + w[i] | 0, a, turn(b, 30), c, d];
      }
      hash = [a, b, c, d, e].map((value, i) => value + hash[i] | 0);
    }
    return hash.flatMap((word) => [24, 16, 8, 0].map((by) => word >>> by & 255));
  };

  /** A name in a name space (UUID, version 5). */
  const uuid5 = (space, name) => {
    const room = space.replaceAll("-", "").match(/../g).map((hex) => parseInt(hex, 16));
    const out = sha1([...room, ...new TextEncoder().encode(name)]).slice(0, 16);
    out[6] = out[6] & 15 | 80;
    out[8] = out[8] & 63 | 128;
    return out.map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  /** The moment, in milliseconds, at which the clocks of a zone show this. */
  const moment = (date, time, zone) => {
    const shown = (at) => {
      const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric",
        day: "numeric", hour: "numeric", minute: "numeric" }).formatToParts(at);
      const of = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
      return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute);
    };
    const wanted = Date.parse(`${date}T${time}Z`);
    const near = wanted - (shown(wanted) - wanted);
    return near - (shown(near) - wanted);
  };

  const stamp = (at) => {
    const day = new Date(at);
    return `${day.getUTCFullYear()}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}`;
  };
  const instant = (at) => `${stamp(at)}T${two(new Date(at).getUTCHours())}${two(new Date(at).getUTCMinutes())}00Z`;
  const escaped = (text) => text.replace(/([\\;,])/g, "\\$1").replaceAll("\n", "\\n");
  /** Lines of 75 bytes at most, none of which parts a letter. */
  const folded = (line) => {
    let [out, room] = ["", 75];
    for (const letter of line) {
      const size = new TextEncoder().encode(letter).length;
      if (size > room) [out, room] = [`${out}\r\n `, 74];
      out += letter;
      room -= size;
    }
    return out;
  };

  askwell.calendar = {
    uuid5,
    moment,
    /**
     * The meeting, and the day on which the thanks are due; without a time it takes the whole day.
     * @param {{id: string, owner: string, today: number, date: string, time: string, zone: string, minutes: number, alarm: number,
     *   place: string, link: string, entries: {title: string, text: string}[], due: {key: string, days: number}}} meeting
     */
    file: (meeting) => {
      const owner = uuid5(URLS, meeting.owner ? `mailto:${meeting.owner}` : "");
      const day = Date.parse(`${meeting.date}T00:00Z`);
      const entry = (key, title, text, when) => [
        "BEGIN:VEVENT", `UID:${uuid5(owner, `${meeting.id}/${key}`)}`, `SEQUENCE:${meeting.today / DAY + 719163}`,
        `DTSTAMP:${instant(meeting.today)}`, `LAST-MODIFIED:${instant(meeting.today)}`, `SUMMARY:${escaped(title)}`,
        ...(text ? [`DESCRIPTION:${escaped(text)}`] : []), ...when, "END:VEVENT"];
      const whole = (at) => [`DTSTART;VALUE=DATE:${stamp(at)}`, `DTEND;VALUE=DATE:${stamp(at + DAY)}`, "TRANSP:TRANSPARENT"];
      const start = meeting.time && moment(meeting.date, meeting.time, meeting.zone);
      const timed = () => [`DTSTART:${instant(start)}`, `DTEND:${instant(start + meeting.minutes * 6e4)}`, "BEGIN:VALARM", "ACTION:DISPLAY",
        `DESCRIPTION:${escaped(talk.title)}`, `TRIGGER:-PT${meeting.alarm}M`, "END:VALARM"];
      const where = [...(meeting.place ? [`LOCATION:${escaped(meeting.place)}`] : []), ...(meeting.link ? [`URL:${meeting.link}`] : [])];
      const { due, entries: [talk, after] } = meeting;
      return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//askwell//askwell//EN",
        ...entry("meeting", talk.title, talk.text, [...where, ...(meeting.time ? timed() : whole(day))]),
        ...entry(due.key, after.title, after.text, whole(day + due.days * DAY)),
        "END:VCALENDAR", ""].map(folded).join("\r\n");
    },
  };
})(window.askwell ??= {});
