// The same draws as Python's: the seed sequence and the generator PCG64 (O'Neill 2014) as NumPy makes them.
//
// Questions come in the same order on a phone as on a server only if both look at the same possible worlds.

const MULTIPLIER = [0x2360ed05, 0x1fc65da4, 0x4385df64, 0x9fccf645]; // most significant first

/** The words that a seed sequence of 32-bit entropy gives. */
export function seedWords(entropy, count) {
  const pool = mixed(entropy);
  let constant = 0x8b51f9dd;
  return Array.from({ length: count }, (_, nth) => {
    let word = (pool[nth % pool.length] ^ constant) >>> 0;
    constant = Math.imul(constant, 0x58f38ded) >>> 0;
    word = Math.imul(word, constant) >>> 0;
    return (word ^ (word >>> 16)) >>> 0;
  });
}

function mixed(entropy) {
  let constant = 0x43b0d7e5;
  const hash = (word) => {
    let value = (word ^ constant) >>> 0;
    constant = Math.imul(constant, 0x931e8875) >>> 0;
    value = Math.imul(value, constant) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const mix = (one, other) => {
    const value = (Math.imul(0xca01f9dd, one) - Math.imul(0x4973f715, other)) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const pool = [0, 1, 2, 3].map((nth) => hash(entropy[nth] ?? 0));
  for (let from = 0; from < 4; from += 1)
    for (let to = 0; to < 4; to += 1) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  for (const word of entropy.slice(4)) for (let to = 0; to < 4; to += 1) pool[to] = mix(pool[to], hash(word));
  return pool;
}

/** A generator from the entropy of its seed sequence: `upTo(n)` whole numbers 0 … n, `unit()` doubles in [0, 1). */
export function generator(entropy) {
  const words = seedWords(entropy, 8);
  const wide = (at) => [words[at + 1], words[at], words[at + 3], words[at + 2]];
  const start = wide(0);
  const increment = shifted(wide(4));
  const state = [0, 0, 0, 0];
  let kept = null;
  step(state, increment);
  add(state, start);
  step(state, increment);

  const next = () => {
    step(state, increment);
    return rotated(state);
  };
  const word = () => {
    if (kept !== null) {
      const found = kept;
      kept = null;
      return found;
    }
    const [high, low] = next();
    kept = high;
    return low;
  };
  return {
    unit: () => {
      const [high, low] = next();
      return (high * 2097152 + (low >>> 11)) / 9007199254740992;
    },
    upTo: (most) => {
      // as many of the lowest bits as `most` has, again where they say more
      const mask = 0xffffffff >>> Math.clz32(most);
      for (;;) {
        const found = (word() & mask) >>> 0;
        if (found <= most) return found;
      }
    },
  };
}

/** The numbers 0 … count − 1 as NumPy's permutation orders them. */
export function permutation(random, count) {
  const found = Array.from({ length: count }, (_, nth) => nth);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = random.upTo(at);
    [found[at], found[other]] = [found[other], found[at]];
  }
  return found;
}

function high32(a, b) {
  const [ah, al, bh, bl] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = ah * bl + ((al * bl) >>> 16);
  const cross = al * bh + (middle & 0xffff);
  return (ah * bh + (middle >>> 16) + (cross >>> 16)) >>> 0;
}

function shifted([a, b, c, d]) {
  return [(a << 1) | (b >>> 31), (b << 1) | (c >>> 31), (c << 1) | (d >>> 31), (d << 1) | 1].map((each) => each >>> 0);
}

function add(state, other) {
  let carry = 0;
  for (let at = 3; at >= 0; at -= 1) {
    const total = state[at] + other[at] + carry;
    state[at] = total >>> 0;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

/** state × multiplier + increment, in 128 bits. */
function step(state, increment) {
  const made = [0, 0, 0, 0];
  for (let i = 3; i >= 0; i -= 1) {
    let carry = 0;
    for (let j = 3; i + j >= 3; j -= 1) {
      const at = i + j - 3;
      const low = (Math.imul(state[i], MULTIPLIER[j]) >>> 0) + made[at] + carry;
      made[at] = low >>> 0;
      carry = high32(state[i], MULTIPLIER[j]) + (low - (low >>> 0)) / 4294967296;
    }
  }
  for (let at = 0; at < 4; at += 1) state[at] = made[at];
  add(state, increment);
}

/** The 64 bits given out: high and low half folded, turned by the top six bits. */
function rotated([a, b, c, d]) {
  const turn = a >>> 26;
  const [high, low] = [(a ^ c) >>> 0, (b ^ d) >>> 0];
  const [one, other] = turn < 32 ? [high, low] : [low, high];
  const by = turn % 32;
  if (by === 0) return [one, other];
  return [((one >>> by) | (other << (32 - by))) >>> 0, ((other >>> by) | (one << (32 - by))) >>> 0];
}
