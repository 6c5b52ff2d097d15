// Ed25519: by the browser's own WebCrypto, and by noble where it has none or where browsers disagree.
//
// What a newcomer gets wrong: taking Ed25519 for one thing. Of points of small order, or written in another way than
// the usual, each library has its opinion. KPPS Desk asks OpenSSL, which computes R = S*B - k*A and compares the bytes;
// `signedByNoble` does just that, so the odd ones are put to it alone.

const GROUP = 2n ** 252n + 27742317777372353535851937790883648493n;
const FIELD = 2n ** 255n - 19n;
// y of the points of small order, in every way to write it; without the sign bit.
const SMALL_ORDER = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

function littleEndian(bytes) {
  let number = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) number = (number << 8n) | BigInt(bytes[at]);
  return number;
}

function withoutSign(point) {
  const bytes = point.slice();
  bytes[31] &= 0x7f;
  return bytes;
}

const isSmallOrder = (point) => SMALL_ORDER.has(noble.etc.bytesToHex(withoutSign(point)));

/** A public key that libraries may judge differently: no usual encoding, no point, or not of the prime group. */
function isOddKey(key) {
  if (key.length !== 32 || isSmallOrder(key) || littleEndian(withoutSign(key)) >= FIELD) return true;
  try {
    return !noble.Point.fromBytes(key).isTorsionFree();
  } catch {
    return true;
  }
}

/** As OpenSSL judges: S below the group's order, and the bytes of S*B - k*A are those of R. */
function signedByNoble(signature, message, key) {
  const [r, scalar] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  if (scalar >= GROUP || key.length !== 32) return false;
  let point;
  try {
    point = noble.Point.fromBytes(key, true);
  } catch {
    return false;
  }
  const challenge = littleEndian(noble.sha512(noble.etc.concatBytes(r, key, message))) % GROUP;
  const base = noble.Point.BASE.multiply(scalar, false);
  return equalBytes(base.subtract(point.multiply(challenge, false)).toBytes(), r);
}

const ED25519 = { name: "Ed25519" };
const cryptoKeys = new Map(); // public key as text -> promise of a CryptoKey, or of null: put it to noble

const imported = (key) => crypto.subtle.importKey("raw", key, ED25519, false, ["verify"]);

async function cryptoKey(key) {
  if (!globalThis.crypto?.subtle || isOddKey(key)) return null;
  return imported(key).catch(() => null); // NotSupportedError: a browser of before 2025
}

/** Whether `key` signed `message`; `withoutCrypto` leaves WebCrypto aside. */
async function isTrue(signature, message, key, withoutCrypto = false) {
  const name = toBase64url(key);
  if (!cryptoKeys.has(name)) cryptoKeys.set(name, cryptoKey(key));
  const ready = withoutCrypto ? null : await cryptoKeys.get(name);
  if (ready === null || isSmallOrder(signature.subarray(0, 32))) return signedByNoble(signature, message, key);
  return crypto.subtle.verify(ED25519, ready, signature, message);
}

/** The short name of a public key, as it stands on certificates. */
const keyId = (key) => toBase64url(noble.sha256(key)).slice(0, 6);

/** Whether the key `key`, whose id must be `name`, signed exactly this text. */
async function isSigned(text, name, signature, key, withoutCrypto) {
  return keyId(key) === name && isTrue(fromBase64url(signature), utf8.encode(text), key, withoutCrypto);
}
