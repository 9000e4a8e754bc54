// A draft as a file that a mail program opens for editing, or as a link that opens it there: byte for
// byte what generator/channels/email.py writes. Nothing is sent. Pure.
"use strict";
((askwell) => {
  const BOUNDARY = "=_askwell_alternative";
  // Mail programs and shells begin to cut links at about 2,000.
  const LONGEST_LINK = 1800;
  const bytes = (text) => [...new TextEncoder().encode(text)];
  const base64 = (text) => btoa(String.fromCharCode(...bytes(text)));
  const plain = (text) => /^[\x20-\x7e]*$/.test(text) && !/=\?[^?\s]*\?[bq]\?/i.test(text);

  /** Words beyond ASCII in a header (RFC 2047): whole letters of 45 bytes at most. */
  const encoded = (text) => {
    const pieces = [""];
    for (const letter of text) {
      if (bytes(pieces[pieces.length - 1] + letter).length > 45) pieces.push("");
      pieces[pieces.length - 1] += letter;
    }
    return pieces.map((piece) => `=?utf-8?b?${base64(piece)}?=`).join("\r\n ");
  };
  const header = (text) => (plain(text) ? text : encoded(text));
  const phrase = (name) => {
    if (!plain(name)) return encoded(name);
    return /^[\w !#$%&'*+/=?^`{|}~-]*$/.test(name) ? name : `"${name.replace(/(["\\])/g, "\\$1")}"`;
  };
  const address = (name, email) => (name ? `${phrase(name)} <${email}>` : email);

  /** Quoted-printable (RFC 2045): lines of 76 signs at most. */
  const quoted = (text) => text.split("\n").map((line) => {
    const codes = bytes(line);
    let [out, row] = ["", ""];
    codes.forEach((code, i) => {
      const safe = (code > 32 && code < 127 && code !== 61) || (code === 32 && i < codes.length - 1);
      const sign = safe ? String.fromCharCode(code) : `=${code.toString(16).toUpperCase().padStart(2, "0")}`;
      if (row.length + sign.length > 75) [out, row] = [`${out}${row}=\r\n`, ""];
      row += sign;
    });
    return out + row;
  }).join("\r\n");

  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const html = (text) => {
    const paragraphs = text.split("\n\n").map((part) => `<p>${escape(part).replaceAll("\n", "<br>\n")}</p>`);
    return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title></title></head>\n`
      + `<body>\n${paragraphs.join("\n")}\n</body></html>\n`;
  };
  const part = (kind, text) => [`--${BOUNDARY}`, `Content-Type: text/${kind}; charset="utf-8"`,
    "Content-Transfer-Encoding: quoted-printable", ...(kind === "html" ? ["MIME-Version: 1.0"] : []), "", quoted(text)].join("\r\n");

  const EMAIL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

  askwell.mail = {
    /** Whether this is an address, as the program takes them. */
    valid: (email) => EMAIL.test(email),
    /** @returns {string} ASCII, with the line ends of RFC 5322 */
    file: ({ subject, body }, from, to) => [
      "X-Unsent: 1",
      ...(from.email ? [`From: ${address(from.name, from.email)}`] : []),
      ...(to.email ? [`To: ${address(to.name, to.email)}`] : []),
      `Subject: ${header(subject)}`,
      "MIME-Version: 1.0",
      `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
      "",
      part("plain", `${body}\n`),
      part("html", html(body)),
      `--${BOUNDARY}--`,
      "",
    ].join("\r\n"),
    /** A link (RFC 6068), or nothing if it would be cut. */
    link: ({ subject, body }, to) => {
      const text = encodeURIComponent(body.replaceAll("\n", "\r\n"));
      const link = `mailto:${encodeURIComponent(to.email).replaceAll("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${text}`;
      return to.email && link.length <= LONGEST_LINK ? link : "";
    },
  };
})(window.askwell ??= {});
