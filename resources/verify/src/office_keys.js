// The keys file: public keys of offices, one a line. kpps_desk/exchange/office_keys.py in another language.
//
// What a newcomer gets wrong: reading what can be read. One wrong line and the whole file is refused.

const KEY = /^([A-Za-z0-9_-]{6}) ([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])=(?: (-|[0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([^]+))?)?$/;

/** A file that holds something else; `message` is its first wrong line. */
class NotSuchAFile extends Error {}

/** The keys of such a file, as Map of key id to {keyId, key, since, office}; NotSuchAFile where a line is none. */
function readKeys(text) {
  const found = new Map();
  for (const typed of plainLines(text)) {
    const line = typed.replace(/^[ \t]+|[ \t]+$/g, "");
    if (line === "" || line.startsWith("#")) continue;
    const one = readKey(line);
    const known = found.get(one.keyId);
    if (known !== undefined && !equalBytes(known.key, one.key)) throw new NotSuchAFile(line);
    found.set(one.keyId, one);
  }
  return found;
}

function readKey(line) {
  const parts = KEY.exec(line);
  if (parts === null || !isNfc(line) || (parts[4] !== undefined && !isLine(parts[4]))) throw new NotSuchAFile(line);
  const key = fromBase64url(parts[2]);
  if (keyId(key) !== parts[1]) throw new NotSuchAFile(line);
  return { keyId: parts[1], key, since: (parts[3] ?? "-").replace(/^-/, ""), office: parts[4] ?? "" };
}
