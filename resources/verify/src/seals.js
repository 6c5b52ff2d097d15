// The verdict over one text: kpps_desk/exchange/seals.py in another language, by the order of docs/decisions/0015.
//
// What a newcomer gets wrong: mending here. What this file says is what Python says, of every text; kindness to a
// clipboard that changed the line ends stands in `readTyped` alone, and tells that it mended.

const HEADER = "SERTIFIKAT KPPS v1";
const LONGEST = 4000; // bytes; the longest QR code holds fewer
const CLAIMS = /SERTIFIKAT[ \t\r\n]+KPPS|[A-Z0-9_-]{6} [A-Z0-9_-]{80,90}[ \t\r\n]*$/i; // without u: ASCII's cases only
const SIGNED_BY = /^([A-Za-z0-9_-]{6}) ([A-Za-z0-9_-]{85}[AQgw])$/;
const DAY = /, ([0-9]{4}-[0-9]{2}-[0-9]{2})$/;

const NOTHING = Object.freeze({ since: new Map(), numbers: new Map() });

const looksLikeSeal = (text) => text.length <= LONGEST && utf8Length(text) <= LONGEST && CLAIMS.test(text);

/** {fields, text, signature} of a whole seal in its one form, else null. */
function parseSeal(text) {
  const lines = text.split("\n");
  if (lines.length !== 6 || lines[0] !== HEADER || !isNfc(text)) return null;
  const signed = SIGNED_BY.exec(lines[5]);
  const said = [lines[1], lines[2], lines[3], lines[4].slice(3)];
  if (!signed || !lines[4].startsWith("No ") || !said.every(isLine)) return null;
  const [name, position, event, number] = said;
  const day = DAY.exec(event)?.[1] ?? "";
  const fields = { name, position, event, number, keyId: signed[1], day };
  return { fields, text: lines.slice(0, 5).join("\n"), signature: signed[2] };
}

const verdict = (state, fields = null, keySince = "", listed = null) => ({ state, fields, keySince, listed });

/** Judge the text of a QR code by `keys` (Map of key id to {key}) and by what is out of force. */
async function readSeal(text, keys, revocations = NOTHING, withoutCrypto = false) {
  if (!looksLikeSeal(text)) return verdict("unreadable");
  const seal = parseSeal(text);
  if (seal === null) return verdict("forged");
  const known = keys.get(seal.fields.keyId);
  if (known === undefined) return verdict("unknown_key", seal.fields);
  const signed = await isSigned(seal.text, seal.fields.keyId, seal.signature, known.key, withoutCrypto);
  return signed ? standing(seal.fields, revocations) : verdict("forged", seal.fields);
}

/** Of a truly signed one: its key first, then its number. One without a day has no proof of being older. */
function standing(fields, revocations) {
  const since = revocations.since.get(fields.keyId) ?? "";
  if (since && (!fields.day || fields.day >= since)) return verdict("revoked", fields, since);
  const listed = revocations.numbers.get(fields.keyId)?.get(fields.number);
  if (listed === undefined) return verdict("valid", fields, since);
  return verdict(listed.replaced ? "replaced" : "revoked", fields, since, listed);
}

/** A text from the keyboard, a scanner or a clipboard: as it is, else with its line ends as they were signed. */
async function readTyped(text, keys, revocations) {
  const exact = await readSeal(text, keys, revocations);
  if (exact.state !== "forged" || exact.fields !== null) return { ...exact, mended: false };
  const mended = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/^[ \t\n]+|[ \t\n]+$/g, "");
  const again = mended === text ? exact : await readSeal(mended, keys, revocations);
  return again.fields === null || again.state === "forged" ? { ...exact, mended: false } : { ...again, mended: true };
}
