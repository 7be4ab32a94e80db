// Is it true, false or unknown, and why unknown? The browser's walk of the JSON that `document.py` writes.
//
// The same strong Kleene truth and interval arithmetic as `interpret.py`, tested equal to it. No dependencies, no eval.
// A truth is true, false or null (unknown); a reason is [kind, subject]. `when` is { on, known_at }, two ISO days.

const COMPARATORS = ["==", "!=", "<", "<=", ">", ">="];
const LISTS = ["in", "any_in", "all_in"];
const DAY = 86400000;
const NONE = new Map();

export class UnreadableFact extends Error {
  constructor(fact, message) {
    super(`${fact}: ${message}`);
    this.name = "UnreadableFact";
    this.fact = fact;
  }
}

export class RuleConflict extends Error {
  constructor(message) {
    super(message);
    this.name = "RuleConflict";
  }
}

/** Truth of a condition for the facts, with the reasons where it is unknown. */
export function evaluate(node, facts, book, when = {}) {
  return result(truth(node, evaluation(facts, book, when)));
}

/** The least and the most a term may come to (±Infinity where there is no bound), with the reasons if they differ. */
export function points(node, facts, book, when = {}) {
  const found = range(node, evaluation(facts, book, when));
  const unit = found.plain ? 1 : 10 ** found.places;
  return { low: found.low / unit, high: found.high / unit, reasons: listed(found.reasons) };
}

/** The facts that can still matter, sorted; none if the condition is decided. */
export function live(node, facts, book, when = {}) {
  const kinds = ["unknown", "declined", "interval"];
  const { reasons } = evaluate(node, facts, book, when);
  return [...new Set(reasons.filter(([kind]) => kinds.includes(kind)).map(([, subject]) => subject))].sort();
}

/** The truth of a result, with `unknown` in the place of an unknown: settle(result, false) denies what is not known. */
export function settle(found, unknown) {
  return found.truth === null ? unknown : found.truth;
}

/** Truth of a set of rules on a day, each rule's own result, and whether even a true verdict is somebody's to give. */
export function judge(book, set, facts, when) {
  const now = evaluation(facts, book, when);
  const rules = inForce(book, set, when);
  const results = {};
  for (const [id, rule] of rules) results[id] = result(truth(rule.when, now));
  refuseConflict(set, rules, results);
  const discretionary = [...rules.values()].some((rule) => rule.kind === "discretionary");
  return { ...result(truth(verdict(book, set, when), now)), discretionary, rules: results };
}

/** The one condition that a set of rules comes to on a day: requirements and no bar, exceptions taken out. */
export function verdict(book, set, when) {
  const rules = inForce(book, set, when);
  const parts = [];
  for (const [id, rule] of rules) {
    if (rule.kind === "exception") continue;
    const node = effective(id, rules);
    parts.push(rule.kind === "bar" ? { not: node } : node);
  }
  return parts.length ? { all: parts } : { unknown: set, kind: "unrecorded", sort: "bool" };
}

/** Why: the parts that decide the verdict, down to the facts read and the figures held against them. */
export function explain(node, facts, book, when = {}) {
  return certify(node, null, evaluation(facts, book, when));
}

// -- facts ----------------------------------------------------------------------------------------------------------

function evaluation(facts, book, when) {
  const readings = new Map();
  for (const id of Object.keys(facts)) {
    const type = Object.hasOwn(book.facts, id) ? book.facts[id] : null;
    if (type === null) throw new UnreadableFact(id, "no such fact");
    if (type.derive !== undefined) throw new UnreadableFact(id, "is derived from other facts");
    readings.set(id, read(id, facts[id], type));
  }
  return { facts, book, when, readings, derived: new Map() };
}

function read(id, value, type) {
  if (value === null || value === undefined) return open(id, "unknown");
  if (typeof value === "object" && !Array.isArray(value)) {
    if (value.declined === true && Object.keys(value).length === 1) return open(id, "declined");
    return interval(id, value, type);
  }
  if (type.type === "set") return { members: members(id, value, type), reasons: NONE };
  const plain = comparable(id, value, type);
  return { low: plain, high: plain, reasons: NONE };
}

function open(id, kind, low = -Infinity, high = Infinity) {
  return { low, high, members: null, reasons: because(kind, id) };
}

function interval(id, value, type) {
  const ends = value.between;
  const ordered = ["int", "number", "date"].includes(type.type);
  if (!ordered || Object.keys(value).length !== 1 || !Array.isArray(ends) || ends.length !== 2)
    throw new UnreadableFact(id, `is no value of type ${type.type}`);
  const low = ends[0] === null ? -Infinity : comparable(id, ends[0], type);
  const high = ends[1] === null ? Infinity : comparable(id, ends[1], type);
  if (low > high) throw new UnreadableFact(id, "the interval is upside down");
  return low === high ? { low, high, reasons: NONE } : open(id, "interval", low, high);
}

function members(id, value, type) {
  if (!Array.isArray(value) || value.some((each) => !type.values.includes(each)))
    throw new UnreadableFact(id, "is no list of its values");
  if (!value.length && !type.may_be_empty) throw new UnreadableFact(id, "is an empty list");
  return value;
}

function comparable(id, value, type) {
  const fits = {
    bool: () => typeof value === "boolean",
    string: () => typeof value === "string",
    enum: () => typeof value === "string" && type.values.includes(value),
    date: () => day(value) !== null && within(day(value), bound(type.low), bound(type.high)),
    int: () => Number.isSafeInteger(value) && within(value, type.low, type.high),
    number: () => Number.isFinite(value) && within(value, type.low, type.high) && decimals(value, type.places),
  };
  if (!fits[type.type]()) throw new UnreadableFact(id, `${JSON.stringify(value)} is no ${type.type} that it can be`);
  return type.type === "date" ? day(value) : value;
}

function decimals(value, places) {
  if (places === undefined) return true;
  const scaled = Math.round(value * 10 ** places);
  return Number.isSafeInteger(scaled) && scaled / 10 ** places === value;
}

function bound(iso) {
  return iso === undefined ? undefined : day(iso);
}

function within(value, low, high) {
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

/** The number of an ISO day; null if it is none. */
function day(iso) {
  if (typeof iso !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const moment = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso) return null;
  return moment.getTime() / DAY;
}

// -- reasons ---------------------------------------------------------------------------------------------------------

function because(kind, subject) {
  return new Map([[`${kind}:${subject}`, [kind, subject]]]);
}

function joined(all) {
  return all.length === 1 ? all[0] : new Map(all.flatMap((each) => [...each]));
}

function listed(reasons) {
  return [...reasons.keys()].sort().map((key) => reasons.get(key));
}

function result([found, reasons]) {
  return { truth: found, reasons: listed(reasons) };
}

// -- rules and parameters in force -----------------------------------------------------------------------------------

function holds(row, when) {
  if (day(when.on) === null) throw new Error("the day the rules are looked at (when.on) is no ISO date");
  const known = when.known_at === undefined || row.recorded_on <= when.known_at;
  return known && row.from <= when.on && (row.to === undefined || when.on <= row.to);
}

function parameter(id, now) {
  const rows = now.book.parameters[id].rows.filter((row) => holds(row, now.when));
  if (!rows.length) return null;
  const last = rows.map((row) => row.recorded_on).sort().at(-1);
  const governing = rows.filter((row) => row.recorded_on === last);
  if (governing.length > 1) throw new Error(`parameter ${id}: two rows recorded on ${last} claim ${now.when.on}`);
  return governing[0].value === undefined ? null : governing[0];
}

/** A constant, list or table that may come from a parameter: { value } or { missing: reasons }. */
function supplied(data, now) {
  if (data !== null && typeof data === "object" && typeof data.param === "string") {
    const row = parameter(data.param, now);
    return row === null ? { missing: because("unrecorded", data.param) } : { value: row.value };
  }
  if (data !== null && typeof data === "object" && typeof data.unknown === "string")
    return { missing: because(data.kind, data.unknown) };
  return { value: data };
}

function inForce(book, set, when) {
  if (!Object.hasOwn(book.sets, set)) throw new Error(`no such set of rules: ${set}`);
  const ids = book.sets[set].filter((id) => holds(book.rules[id], when));
  return new Map(ids.map((id) => [id, book.rules[id]]));
}

function effective(id, rules) {
  const rule = rules.get(id);
  const node = { rule: id, body: rule.when };
  const lifting = [...rules].filter(([, other]) => other.lifts === id).map(([other]) => effective(other, rules));
  if (!lifting.length) return node;
  if (rule.kind === "bar" || rule.kind === "exception") return { all: [node, ...lifting.map((each) => ({ not: each }))] };
  return { any: [node, ...lifting] };
}

function refuseConflict(set, rules, results) {
  const applies = new Map();
  for (const [id, rule] of rules) {
    if (rule.kind !== "exception" || results[id].truth !== true) continue;
    const place = JSON.stringify([rule.lifts, rule.rank ?? 0]);
    if (applies.has(place))
      throw new RuleConflict(`${set}: exceptions ${applies.get(place)} and ${id} to ${rule.lifts} both apply with equal rank`);
    applies.set(place, id);
  }
}

// -- conditions ------------------------------------------------------------------------------------------------------

function truth(node, now) {
  const relation = relationOf(node);
  if (relation !== null) return related(relation, node, now);
  if ("fact" in node) return flag(node.fact, now);
  if ("all" in node) return fold(node.all.map((each) => truth(each, now)), false);
  if ("any" in node) return fold(node.any.map((each) => truth(each, now)), true);
  if ("not" in node) return opposite(truth(node.not, now));
  if ("if" in node) return fold([opposite(truth(node.if, now)), truth(node.then, now)], true);
  if ("at_least" in node) return atLeast(node.at_least, node.of.map((each) => truth(each, now)));
  if ("rule" in node) return truth(node.body, now);
  const { value, missing } = supplied("value" in node ? node.value : node, now);
  if (missing) return [null, missing];
  if (typeof value !== "boolean") throw new Error(`no condition: ${JSON.stringify(node)}`);
  return [value, NONE];
}

function relationOf(node) {
  for (const key of COMPARATORS) if (key in node) return key;
  for (const key of LISTS) if (key in node) return key;
  return null;
}

function related(relation, node, now) {
  if (relation === "any_in" || relation === "all_in") return among(relation, node, now);
  if (relation === "in") return oneOf(node, now);
  return compare(relation, node, now);
}

function flag(id, now) {
  const type = now.book.facts[id];
  if (type.derive !== undefined) return derived(id, now, truth);
  const reading = reading_of(id, now);
  return reading.reasons.size ? [null, reading.reasons] : [reading.low, NONE];
}

function derived(id, now, work) {
  if (!now.derived.has(id)) now.derived.set(id, work(now.book.facts[id].derive, now));
  return now.derived.get(id);
}

function reading_of(id, now) {
  if (!now.readings.has(id)) now.readings.set(id, open(id, "unknown"));
  return now.readings.get(id);
}

function opposite([found, reasons]) {
  return [found === null ? null : !found, reasons];
}

function decided(found, ...reasons) {
  return [found, found === null ? joined(reasons) : NONE];
}

function fold(verdicts, decisive) {
  if (verdicts.some(([found]) => found === decisive)) return [decisive, NONE];
  const unknown = verdicts.filter(([found]) => found === null).map(([, reasons]) => reasons);
  return unknown.length ? [null, joined(unknown)] : [!decisive, NONE];
}

function atLeast(count, verdicts) {
  const yes = verdicts.filter(([found]) => found === true).length;
  const unknown = verdicts.filter(([found]) => found === null).map(([, reasons]) => reasons);
  if (yes >= count) return [true, NONE];
  return yes + unknown.length < count ? [false, NONE] : [null, joined(unknown)];
}

function compare(op, node, now) {
  const [left, right] = aligned(left_of(node, op, now), range(node[op], now));
  const found = {
    "==": () => equal(left, right),
    "!=": () => negated(equal(left, right)),
    "<": () => less(left, right),
    ">": () => less(right, left),
    ">=": () => negated(less(left, right)),
    "<=": () => negated(less(right, left)),
  }[op]();
  return decided(found, left.reasons, right.reasons);
}

function left_of(node, relation, now) {
  const rest = { ...node };
  delete rest[relation];
  return range(rest, now);
}

function negated(found) {
  return found === null ? null : !found;
}

function less(left, right) {
  if (left.high < right.low) return true;
  return left.low >= right.high ? false : null;
}

function equal(left, right) {
  if (left.low === left.high && right.low === right.high) return left.low === right.low;
  if (typeof left.low === "string" || typeof right.low === "string") return null;
  return left.high < right.low || right.high < left.low ? false : null;
}

function oneOf(node, now) {
  const term = left_of(node, "in", now);
  const { value, missing } = supplied(node.in, now);
  if (missing) return [null, joined([term.reasons, missing])];
  const each = value.map((one) => aligned(term, literal(one)));
  if (term.low === term.high) return [each.some(([left, right]) => left.low === right.low), NONE];
  const texts = typeof value[0] === "string";
  const possible = texts || each.some(([left, right]) => left.low <= right.low && right.low <= left.high);
  return decided(possible ? null : false, term.reasons);
}

function among(relation, node, now) {
  const reading = reading_of(node.fact, now);
  const { value, missing } = supplied(node[relation], now);
  if (missing) return [null, joined([reading.reasons, missing])];
  if (reading.members === null) return [null, reading.reasons];
  const inside = (each) => value.includes(each);
  return [relation === "any_in" ? reading.members.some(inside) : reading.members.every(inside), NONE];
}

// -- terms: { low, high, places, plain, reasons }; computed ones in whole units of their last decimal place -------------

function range(data, now) {
  if (data === null || typeof data !== "object") return literal(data);
  if ("fact" in data) return factTerm(data.fact, now);
  if ("param" in data || "unknown" in data) {
    const { value, missing } = supplied(data, now);
    return missing ? unbounded(missing) : literal(value);
  }
  if ("value" in data) return literal(data.value);
  if ("date" in data) return literal(data);
  if ("sum" in data) return sum(data.sum, now);
  if ("times" in data) return times(data.times, now);
  if ("least" in data) return extreme(data.least, Math.min, now);
  if ("greatest" in data) return extreme(data.greatest, Math.max, now);
  if ("days" in data) return days(data.days, now);
  if ("case" in data) return cases(data, now);
  if ("steps" in data) return steps(data, now);
  if ("lookup" in data) return lookup(data, now);
  throw new Error(`no value: ${JSON.stringify(data)}`);
}

function computed(low, high, places, reasons) {
  for (const end of [low, high])
    if (Number.isFinite(end) && !Number.isSafeInteger(end)) throw new RangeError("a sum is too large to be exact");
  return { low, high, places, plain: false, reasons: low === high ? NONE : joined(reasons) };
}

function unbounded(reasons) {
  return { low: -Infinity, high: Infinity, places: 0, plain: true, reasons };
}

function literal(value) {
  const plain = value !== null && typeof value === "object" ? day(value.date) : value;
  return { low: plain, high: plain, places: placesOf(plain), plain: true, reasons: NONE };
}

function placesOf(value) {
  if (typeof value !== "number" || Number.isInteger(value)) return 0;
  const [digits, exponent] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent ?? 0));
}

function factTerm(id, now) {
  const type = now.book.facts[id];
  if (type.derive !== undefined) return derived(id, now, range);
  const { low, high, reasons } = reading_of(id, now);
  return { low, high, places: type.places ?? 0, plain: true, reasons };
}

/** Both as they stand if neither is computed, else in whole units of the same decimal place. */
function aligned(left, right) {
  if (left.plain && right.plain) return [left, right];
  const places = Math.max(left.places, right.places);
  return [fixed(left, places), fixed(right, places)];
}

function fixed(term, places) {
  const unit = term.plain ? (end) => Math.round(end * 10 ** places) : (end) => end * 10 ** (places - term.places);
  return { ...term, low: unit(term.low), high: unit(term.high), places, plain: false };
}

function whole(terms) {
  const places = Math.max(...terms.map((term) => term.places));
  return [terms.map((term) => fixed(term, places)), places];
}

function reasonsOf(terms) {
  return terms.map((term) => term.reasons);
}

function sum(data, now) {
  const [terms, places] = whole(data.map((each) => range(each, now)));
  const total = (end) => terms.reduce((so_far, term) => so_far + term[end], 0);
  return computed(total("low"), total("high"), places, reasonsOf(terms));
}

function times([by, data], now) {
  const factor = range(by, now);
  const [[term], places] = whole([range(data, now)]);
  if (factor.low !== factor.high)
    return { ...unbounded(joined([term.reasons, factor.reasons])), plain: false };
  const scale = fixed(factor, factor.places).low;
  if (scale === 0) return computed(0, 0, places + factor.places, []);
  const ends = [scale * term.low, scale * term.high];
  return computed(Math.min(...ends), Math.max(...ends), places + factor.places, [term.reasons]);
}

function extreme(data, pick, now) {
  const [terms, places] = whole(data.map((each) => range(each, now)));
  const end = (which) => pick(...terms.map((term) => term[which]));
  return computed(end("low"), end("high"), places, reasonsOf(terms));
}

function days(data, now) {
  const [start, end] = data.map((each) => range(each, now));
  return computed(end.low - start.high, end.high - start.low, 0, [start.reasons, end.reasons]);
}

function cases(data, now) {
  const possible = [];
  const reasons = [];
  let settled = false;
  for (const { when, then } of data.case) {
    const [found, why] = truth(when, now);
    if (found === false) continue;
    possible.push(range(then, now));
    reasons.push(why);
    settled = found === true;
    if (settled) break;
  }
  if (!settled) possible.push(range(data.otherwise, now));
  const [terms, places] = whole(possible);
  const low = Math.min(...terms.map((term) => term.low));
  const high = Math.max(...terms.map((term) => term.high));
  return computed(low, high, places, [...reasons, ...reasonsOf(terms)]);
}

function steps(data, now) {
  const term = range(data.steps, now);
  const { value: rows, missing } = supplied(data.rows, now);
  if (missing) return { ...unbounded(joined([term.reasons, missing])), plain: false };
  const reached = rows.filter((row, nth) => {
    const [here, start] = nth ? aligned(term, literal(row[0])) : [term, { low: -Infinity }];
    const [there, end] = nth + 1 < rows.length ? aligned(term, literal(rows[nth + 1][0])) : [term, { low: null }];
    return here.high >= start.low && (end.low === null || there.low < end.low);
  });
  return scored(reached.map((row) => row[1]), term.reasons);
}

function lookup(data, now) {
  const term = range(data.lookup, now);
  const { value: rows, missing } = supplied(data.rows, now);
  if (missing) return { ...unbounded(joined([term.reasons, missing])), plain: false };
  return scored(term.low === term.high ? [rows[term.low]] : Object.values(rows), term.reasons);
}

function scored(scores, reasons) {
  const [terms, places] = whole(scores.map(literal));
  const ends = terms.map((term) => term.low);
  return computed(Math.min(...ends), Math.max(...ends), places, [reasons]);
}

// -- why -------------------------------------------------------------------------------------------------------------

function certify(node, citation, now) {
  const { truth: found, reasons: missing } = result(truth(node, now));
  if ("rule" in node && "body" in node) {
    const own = now.book.rules[node.rule]?.citation ?? citation;
    return { what: "rule", truth: found, id: node.rule, citation: own, missing, parts: [certify(node.body, own, now)] };
  }
  if (isDerivedFlag(node, now)) {
    const parts = [certify(now.book.facts[node.fact].derive, citation, now)];
    return { what: "fact", truth: found, id: node.fact, citation, missing, parts };
  }
  const deciding = relationOf(node) === null ? decidingParts(node, found, now) : null;
  if (deciding === null) return leaf(node, found, citation, missing, now);
  const what = ["all", "any", "not", "at_least", "if"].find((key) => key in node);
  return { what, truth: found, id: null, citation, missing, parts: deciding.map((each) => certify(each, citation, now)) };
}

function isDerivedFlag(node, now) {
  return relationOf(node) === null && "fact" in node && now.book.facts[node.fact].derive !== undefined;
}

/** The parts that a verdict rests on; null for a leaf. */
function decidingParts(node, found, now) {
  if ("not" in node) return [node.not];
  const parts = node.all ?? node.any ?? node.of ?? ("if" in node ? [{ not: node.if }, node.then] : null);
  return parts && parts.filter((each) => truth(each, now)[0] === found);
}

function leaf(node, found, citation, missing, now) {
  const names = { facts: new Set(), params: new Set() };
  gather(node, names, now);
  const reads = Object.fromEntries([...names.facts].map((id) => [id, now.facts[id] ?? null]));
  const parameters = [];
  for (const id of names.params) {
    const row = parameter(id, now);
    if (row !== null) parameters.push({ parameter: id, ...row });
  }
  return { what: "leaf", truth: found, id: null, citation, node, reads, parameters, missing, parts: [] };
}

function gather(data, names, now) {
  if (data === null || typeof data !== "object") return;
  if (typeof data.fact === "string") {
    const { derive } = now.book.facts[data.fact];
    if (derive === undefined) names.facts.add(data.fact);
    else gather(derive, names, now);
  }
  if (typeof data.param === "string") names.params.add(data.param);
  for (const each of Object.values(data)) gather(each, names, now);
}
