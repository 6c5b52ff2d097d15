// Signed lists of revoked and replaced numbers. kpps_desk/exchange/revocations.py in another language.
//
// What a newcomer gets wrong: believing any list with a true signature. It must be signed by the key that it is about
// or by another of the same office, and not after that key was revoked.

const LIST_HEADER = "DAFTAR CABUT KPPS v1";
const COUNTS =
  /^Kunci ([A-Za-z0-9_-]{6}), per ([0-9]{4}-[0-9]{2}-[0-9]{2}): (0|[1-9][0-9]{0,6}) dicabut, (0|[1-9][0-9]{0,6}) diganti$/;
const ENTRY = /^(dicabut|diganti) ([^]+)$/;
const BY = " => ";
const LEAST = 4; // lines: header, office, key and counts, signature

/** The lists of a file in their order; NotSuchAFile (the line) where it holds anything else, or nothing. */
function readLists(text) {
  const found = [];
  let block = [];
  for (const line of plainLines(text)) {
    if (block.length === 0 && (/^[ \t]*$/.test(line) || line.startsWith("#"))) continue;
    block.push(line);
    if (block.length >= LEAST && SIGNED_BY.test(line)) {
      found.push(readList(block));
      block = [];
    }
  }
  if (block.length || !found.length) throw new NotSuchAFile(block[0] ?? "");
  return found;
}

function readList(block) {
  if (block[0] !== LIST_HEADER || !block.every((line) => isLine(line) && isNfc(line))) throw new NotSuchAFile(block[0]);
  const counts = COUNTS.exec(block[2]);
  if (counts === null) throw new NotSuchAFile(block[2]);
  const [, about, day] = counts;
  const numbers = new Map();
  for (const line of block.slice(3, -1)) {
    const [number, listed] = readEntry(line, day);
    if (numbers.has(number)) throw new NotSuchAFile(line);
    numbers.set(number, listed);
  }
  const replaced = [...numbers.values()].filter((one) => one.replaced).length;
  if (numbers.size - replaced !== Number(counts[3]) || replaced !== Number(counts[4])) throw new NotSuchAFile(block[2]);
  const [, signer, signature] = SIGNED_BY.exec(block.at(-1));
  return { office: block[1], about, day, numbers, signer, signature, text: block.slice(0, -1).join("\n") };
}

function readEntry(line, day) {
  const entry = ENTRY.exec(line);
  if (entry === null) throw new NotSuchAFile(line);
  const [, state, rest] = entry;
  if (state === "dicabut") return [rest, { replaced: false, by: "", day }];
  const at = rest.indexOf(BY);
  const [number, by] = at < 0 ? [rest, ""] : [rest.slice(0, at), rest.slice(at + BY.length)];
  if (!number || (at >= 0 && !by)) throw new NotSuchAFile(line);
  return [number, { replaced: true, by, day }];
}

/** What keeps this list from being believed; "": nothing does. */
async function flawOf(list, keys) {
  const [signing, about] = [keys.get(list.signer), keys.get(list.about)];
  if (signing === undefined || about === undefined) return "unknown_key";
  if (signing !== about && !(signing.office && signing.office === about.office)) return "other_office";
  if (!(await isSigned(list.text, list.signer, list.signature, signing.key))) return "forged";
  return signing.since && list.day >= signing.since ? "revoked_key" : "";
}

/** What is out of force by these keys and by those of the lists that are believed; a revoked number stays revoked. */
async function together(keys, lists) {
  const numbers = new Map();
  for (const list of [...lists].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))) {
    if (await flawOf(list, keys)) continue;
    if (!numbers.has(list.about)) numbers.set(list.about, new Map());
    const ofKey = numbers.get(list.about);
    for (const [number, listed] of list.numbers) {
      const known = ofKey.get(number);
      ofKey.set(number, known && !known.replaced && listed.replaced ? known : listed);
    }
  }
  const since = new Map([...keys.values()].filter((one) => one.since).map((one) => [one.keyId, one.since]));
  return { since, numbers };
}
