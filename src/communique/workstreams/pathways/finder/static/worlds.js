// How do verdicts turn out in many possible worlds at once? One bit a world; the browser's part of `worlds.py`.

import { conditionOfFact, conditionsOf, derivedBody, factsOf, intern } from "./day.js";
import { generator, permutation } from "./numbers.js";
import { truthOf } from "./judge.js";

const WORLDS = 4096;
const SIZE = WORLDS / 32;
const DAY = 86400000;
const BACK = 3650; // days before today in which an unknown date is looked for
const ORDERED = ["int", "number", "date"];

const NONE = new Uint32Array(SIZE);
const ALL = new Uint32Array(SIZE).fill(0xffffffff);
const NEVER = [NONE, NONE];

/** The worlds that one person's answers leave possible. */
export function worldsOf(today, facts) {
  return { today, facts, draws: drawsOf(today), flipped: null, base: null, truths: new Map(), ...empty() };
}

/** The same worlds with one fact otherwise in each. */
export function flip(worlds, fact) {
  return { ...worlds, flipped: fact, base: worlds, ...empty() };
}

function empty() {
  return { bits: new Map(), terms: new Map(), chosen: new Map(), masks: new Map() };
}

/** In how many worlds a condition has another verdict in the one than in the other. */
export function changed(node, worlds, other) {
  const [[yes, no], [then, not]] = [bitsOf(node, worlds), bitsOf(node, other)];
  let count = 0;
  for (let at = 0; at < SIZE; at += 1) count += ones((yes[at] ^ then[at]) | (no[at] ^ not[at]));
  return count / WORLDS;
}

function ones(word) {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// -- draws ---------------------------------------------------------------------------------------------------------------

function drawsOf(today) {
  today.draws ??= new Map();
  return today.draws;
}

/** Makes the draws of every fact, a little at a time, while the person reads. */
export function drawAhead(today) {
  const left = Object.keys(today.bundle.worlds);
  const worlds = worldsOf(today, {});
  const step = () => {
    if (!left.length) return;
    drawn(left.pop(), worlds);
    setTimeout(step);
  };
  setTimeout(step);
}

/** Two numbers in [0, 1) for each world: stratified and shuffled by the fact's own stream, as in Python. */
function drawn(id, worlds) {
  if (!worlds.draws.has(id)) {
    const random = generator(worlds.today.bundle.worlds[id].seed);
    const order = permutation(random, WORLDS);
    const first = order.map((place) => (place + random.unit()) / WORLDS);
    worlds.draws.set(id, { first, random, second: null });
  }
  return worlds.draws.get(id);
}

function second(found) {
  found.second ??= Array.from({ length: WORLDS }, () => found.random.unit());
  return found.second;
}

// -- one fact ------------------------------------------------------------------------------------------------------------

function isOpen(id, worlds) {
  const value = worlds.facts[id];
  if (value === null || value === undefined) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  return !(Array.isArray(value.between) && value.between[0] === value.between[1]);
}

function fromNow(days, on) {
  return new Date(Date.parse(`${on}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
}

/** Values a fact may have, how often each, and each as a number. */
function possible(id, worlds) {
  const { today, facts } = worlds;
  const kind = today.book.facts[id];
  if (!isOpen(id, worlds)) return given([single(facts[id])], kind);
  const known = today.bundle.worlds[id];
  const step = Math.floor(BACK / 40);
  const dates = () => Array.from({ length: Math.ceil(BACK / step) }, (_, nth) => fromNow(nth * step, today.on));
  const all = kind.type === "date" ? given(dates(), kind) : { ...given(known.values, kind), weights: known.weights };
  const between = facts[id]?.between;
  if (!Array.isArray(between) || !ORDERED.includes(kind.type)) return all;
  const inside = all.values.filter(
    (value) => (between[0] === null || value >= between[0]) && (between[1] === null || value <= between[1]),
  );
  if (inside.length === all.values.length) return all;
  return given(inside.length ? inside : between, kind);
}

function single(value) {
  return value !== null && typeof value === "object" && Array.isArray(value.between) ? value.between[0] : value;
}

function given(values, kind) {
  return { values, weights: values.map(() => 1 / values.length), numbers: values.map((value) => numberOf(value, kind)) };
}

function numberOf(value, kind) {
  if (value === null) return Infinity;
  if (kind.type === "date") return Date.parse(`${value}T00:00:00Z`) / DAY;
  return typeof value === "number" ? value : value === true ? 1 : 0;
}

/** Which of its values the fact has in each world. */
function chosenOf(id, worlds) {
  if (worlds.base !== null && id !== worlds.flipped) return chosenOf(id, worlds.base);
  if (!worlds.chosen.has(id)) worlds.chosen.set(id, choose(id, worlds));
  return worlds.chosen.get(id);
}

function choose(id, worlds) {
  const { weights } = possible(id, worlds);
  const found = drawn(id, worlds);
  const sums = [];
  weights.forEach((weight, nth) => sums.push(nth ? sums[nth - 1] + weight : weight));
  const last = weights.length - 1;
  const at = new Uint16Array(WORLDS);
  found.first.forEach((draw, nth) => {
    while (at[nth] < last && sums[at[nth]] <= draw) at[nth] += 1;
  });
  if (worlds.base === null || last === 0) return at;
  const turns = last === 1 ? null : second(found);
  return at.map((place, nth) => (place + 1 + (turns === null ? 0 : Math.floor(turns[nth] * last))) % weights.length);
}

/** For each of its values, the worlds in which the fact has it; kept while nothing is said of the fact. */
function masksOf(id, worlds) {
  if (worlds.base !== null && id !== worlds.flipped) return masksOf(id, worlds.base);
  const said = worlds.facts[id];
  const fresh = said === undefined || said === null || said.declined === true;
  const kept = fresh ? (worlds.today.masks ??= new Map()) : worlds.masks;
  const key = worlds.base === null ? id : `otherwise ${id}`;
  if (!kept.has(key)) kept.set(key, masked(chosenOf(id, worlds), possible(id, worlds).values.length));
  return kept.get(key);
}

function masked(at, count) {
  const masks = Array.from({ length: count }, () => new Uint32Array(SIZE));
  for (let nth = 0; nth < WORLDS; nth += 1) masks[at[nth]][nth >>> 5] |= 1 << (nth & 31);
  return masks;
}

/** A leaf that reads one open fact: its truth for each value, spread over the worlds. */
function spread(node, id, worlds) {
  const bits = [new Uint32Array(SIZE), new Uint32Array(SIZE)];
  const truths = truthsOf(node, id, worlds);
  masksOf(id, worlds).forEach((mask, nth) => {
    if (truths[nth] === null) return;
    const into = bits[truths[nth] ? 0 : 1];
    for (let at = 0; at < SIZE; at += 1) into[at] |= mask[at];
  });
  return bits;
}

function truthsOf(node, id, worlds) {
  const base = worlds.base ?? worlds;
  if (!base.truths.has(node)) {
    const { values } = possible(id, base);
    base.truths.set(node, values.map((value) => truthOf(node, { ...base.facts, [id]: value }, base.today).truth));
  }
  return base.truths.get(node);
}

function packed(holds) {
  const bits = new Uint32Array(SIZE);
  for (let nth = 0; nth < WORLDS; nth += 1) if (holds(nth)) bits[nth >>> 5] |= 1 << (nth & 31);
  return bits;
}

// -- conditions ----------------------------------------------------------------------------------------------------------

/** The worlds in which a bound condition is true, and those in which it is false. */
export function bitsOf(node, worlds) {
  if (worlds.base !== null && !factsOf(node, worlds.today).has(worlds.flipped)) return bitsOf(node, worlds.base);
  if (!worlds.bits.has(node)) worlds.bits.set(node, make(node, worlds));
  return worlds.bits.get(node);
}

function make(node, worlds) {
  if (worlds.base === null) {
    const { truth, reasons } = truthOf(node, worlds.facts, worlds.today);
    if (truth !== null) return truth ? [ALL, NONE] : [NONE, ALL];
    if (reasons.every(([kind]) => kind === "unstated" || kind === "unrecorded")) return NEVER;
  }
  const derived = conditionOfFact(node, worlds.today.maker);
  if (derived !== null) return bitsOf(derived, worlds);
  const parts = conditionsOf(node);
  if (parts === null) return leaf(node, worlds);
  return joined(node, parts.map((each) => bitsOf(each, worlds)));
}

function joined(node, parts) {
  if ("rule" in node) return parts[0];
  if ("not" in node) return [parts[0][1], parts[0][0]];
  if ("if" in node) return either([[parts[0][1], parts[0][0]], parts[1]]);
  if ("all" in node) return parts.length ? both(parts) : [ALL, NONE];
  if ("any" in node) return parts.length ? either(parts) : [NONE, ALL];
  const wanted = node.at_least;
  return [counted(parts.map(([yes]) => yes), wanted), counted(parts.map(([, no]) => no), parts.length - wanted + 1)];
}

function both(parts) {
  return [over(parts.map(([yes]) => yes), (a, b) => a & b), over(parts.map(([, no]) => no), (a, b) => a | b)];
}

function either(parts) {
  return [over(parts.map(([yes]) => yes), (a, b) => a | b), over(parts.map(([, no]) => no), (a, b) => a & b)];
}

function over(all, join) {
  const found = Uint32Array.from(all[0]);
  for (const each of all.slice(1)) for (let at = 0; at < SIZE; at += 1) found[at] = join(found[at], each[at]);
  return found;
}

function counted(all, wanted) {
  const at = [ALL, ...Array.from({ length: wanted }, () => NONE)];
  for (const each of all)
    for (let k = wanted; k > 0; k -= 1) at[k] = at[k].map((word, i) => word | (at[k - 1][i] & each[i]));
  return at[wanted];
}

function leaf(node, worlds) {
  if (typeof node.unknown === "string") return NEVER;
  if (node.value === true || node.value === false) return node.value ? [ALL, NONE] : [NONE, ALL];
  const open = [...factsOf(node, worlds.today)].filter((id) => id !== "today" && isOpen(id, worlds));
  if (open.length === 1) return spread(node, open[0], worlds);
  const op = ["==", "!=", "<", "<=", ">", ">="].find((key) => key in node);
  return op === undefined ? NEVER : compared(op, node, worlds);
}

function compared(op, node, worlds) {
  const { [op]: right, ...left } = node;
  const [one, other] = [termOf(intern(left, worlds.today.maker), worlds), termOf(right, worlds)];
  const holds = {
    "==": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b,
    "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  }[op];
  const known = (nth) => Number.isFinite(one[nth]) && Number.isFinite(other[nth]);
  return [packed((n) => known(n) && holds(one[n], other[n])), packed((n) => known(n) && !holds(one[n], other[n]))];
}

// -- terms: a number a world, NaN where a clause or figure is open ---------------------------------------------------------

function termOf(data, worlds) {
  if (data === null || typeof data !== "object") return constant(data);
  const { today } = worlds;
  const lone = typeof data.fact === "string" ? derivedBody(data.fact, today.maker) : null;
  if (lone !== null) return termOf(lone, worlds);
  if (worlds.base !== null && !factsOf(data, today).has(worlds.flipped)) return termOf(data, worlds.base);
  if (!worlds.terms.has(data)) worlds.terms.set(data, term(data, worlds));
  return worlds.terms.get(data);
}

const constants = new Map();

function constant(value) {
  const key = value !== null && typeof value === "object" ? value.date : value;
  if (!constants.has(key)) constants.set(key, filled(value));
  return constants.get(key);
}

function filled(value) {
  const day = value !== null && typeof value === "object" ? Date.parse(`${value.date}T00:00:00Z`) / DAY : value;
  return new Float64Array(WORLDS).fill(typeof day === "number" ? day : NaN);
}

function term(data, worlds) {
  if ("unknown" in data) return constant(NaN);
  if ("value" in data) return constant(data.value);
  if ("date" in data) return constant(data);
  if ("fact" in data) return numbers(data.fact, worlds);
  if ("sum" in data) return folded(data.sum, worlds, (a, b) => a + b);
  if ("least" in data) return folded(data.least, worlds, (a, b) => Math.min(a, b));
  if ("greatest" in data) return folded(data.greatest, worlds, (a, b) => Math.max(a, b));
  if ("times" in data) return folded(data.times, worlds, (a, b) => a * b);
  if ("days" in data) return folded([data.days[1], data.days[0]], worlds, (end, start) => end - start);
  if ("steps" in data) return stepped(data, worlds);
  if ("lookup" in data) return looked(data, worlds);
  if ("case" in data) return cased(data, worlds);
  return constant(NaN);
}

function numbers(id, worlds) {
  if (id === "today") return constant({ date: worlds.today.on });
  if (!isOpen(id, worlds)) return constant(possible(id, worlds).numbers[0]);
  const { numbers: each } = possible(id, worlds);
  const at = chosenOf(id, worlds);
  const found = new Float64Array(WORLDS);
  for (let nth = 0; nth < WORLDS; nth += 1) found[nth] = each[at[nth]];
  return found;
}

function folded(parts, worlds, join) {
  const [first, ...rest] = parts.map((each) => termOf(each, worlds));
  const found = Float64Array.from(first);
  for (const each of rest) for (let at = 0; at < WORLDS; at += 1) found[at] = join(found[at], each[at]);
  return found;
}

function stepped({ steps, rows }, worlds) {
  if (!Array.isArray(rows)) return constant(NaN);
  const bounds = rows.slice(1).map(([bound]) => constant(bound)[0]);
  const scores = rows.map(([, score]) => Number(score));
  return termOf(steps, worlds).map((value) => {
    let at = 0;
    while (at < bounds.length && bounds[at] <= value) at += 1;
    return scores[at];
  });
}

function looked({ lookup, rows }, worlds) {
  if ("unknown" in rows || typeof lookup.fact !== "string") return constant(NaN);
  const { values } = possible(lookup.fact, worlds);
  if (!isOpen(lookup.fact, worlds)) return constant(rows[values[0]]);
  return Float64Array.from(chosenOf(lookup.fact, worlds), (at) => rows[values[at]]);
}

function cased(data, worlds) {
  let found = termOf(data.otherwise, worlds);
  for (const { when, then } of [...data.case].reverse()) {
    const [yes, no] = bitsOf(when, worlds);
    const [score, rest] = [termOf(then, worlds), found];
    const has = (bits, nth) => (bits[nth >>> 5] >>> (nth & 31)) & 1;
    found = rest.map((value, nth) => (has(yes, nth) ? score[nth] : has(no, nth) ? value : NaN));
  }
  return found;
}
