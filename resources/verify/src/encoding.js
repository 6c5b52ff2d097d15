// Bytes and texts. What a newcomer gets wrong: letting the browser be kind. TextDecoder swallows a BOM, atob swallows
// blanks; here nothing is passed over that was not asked for.

const utf8 = new TextEncoder();

const utf8Length = (text) => utf8.encode(text).length;

/** Bytes as UTF-8, a BOM kept; throws TypeError where they are none. */
const fromUtf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/** base64url without `=`, whose alphabet was looked at before, as bytes. */
function fromBase64url(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toBase64url(bytes) {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const equalBytes = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

const isNfc = (text) => text.normalize("NFC") === text;

/** The lines of a file that may have gone through mail or Windows: LF, CRLF or CR, and a BOM before the first. */
function plainLines(text) {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  return bare.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
}

const BLANK = " \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const INNER = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]+$/u; // with u: only half pairs are surrogates
const AT_AN_END = new RegExp(`^[${BLANK}]|[${BLANK}]$`, "u");

/** A line as docs/decisions/0015 draws it: no control character, no half of a pair, no blank at an end. */
const isLine = (text) => INNER.test(text) && !AT_AN_END.test(text);
