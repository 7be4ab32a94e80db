// What would change it, quickly: the cheapest few answers that, were they otherwise, would make false criteria true?
//
// The browser's part of `flips.py`, the same step by step.

import { conditionOfFact, conditionsOf, derivedBody, factsOf } from "./day.js";
import { truthOf } from "./judge.js";

const KEPT = 6; // sets of demands kept at each condition
const MOST = 6; // demands in one set
const OPPOSITE = { ">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "==" };
const DAY = 86400000;

/** The cheapest demands that would make false criteria true or open; none where nothing found would. */
export function flips(each, facts, today) {
  const found = cheapest(each.hopeful, true, { facts, today }).find((one) => holds(each.hopeful, one, facts, today));
  return found === undefined ? [] : found.demands;
}

/** The cheapest sets of demands at which the condition has the truth wanted, cheapest first. */
function cheapest(node, want, now) {
  if (truthOf(node, now.facts, now.today).truth !== !want) return [{ cost: 0, demands: [] }];
  const derived = conditionOfFact(node, now.today.maker);
  if (derived !== null) return cheapest(derived, want, now);
  if (conditionsOf(node) === null) return priced(demandsOf(node, want, now), now);
  if ("rule" in node) return cheapest(node.body, want, now);
  if ("not" in node) return cheapest(node.not, !want, now);
  if ("if" in node) return several([cheapest(node.if, !want, now), cheapest(node.then, want, now)], want ? 1 : 2, now);
  const children = node.all ?? node.any ?? node.of;
  const enough = "all" in node ? children.length : "any" in node ? 1 : node.at_least;
  return several(children.map((child) => cheapest(child, want, now)), want ? enough : children.length - enough + 1, now);
}

/** `count` of the children satisfied. */
function several(children, count, now) {
  const byNumber = [[{ cost: 0, demands: [] }], ...Array.from({ length: count }, () => [])];
  for (const sets of children)
    for (let number = count; number > 0; number -= 1) {
      const together = byNumber[number - 1].flatMap((one) => sets.map((other) => merged(one, other, now)));
      byNumber[number] = best([...byNumber[number], ...together.filter((each) => each !== null)]);
    }
  return byNumber[count];
}

function merged(one, other, now) {
  if (!one.demands.length || !other.demands.length) return one.demands.length ? one : other;
  const found = new Map(one.demands.map((demand) => [keyOf(demand), demand]));
  for (const demand of other.demands) {
    const key = keyOf(demand);
    const both = found.has(key) ? met(found.get(key), demand) : demand;
    if (both === null) return null;
    found.set(key, both);
  }
  return found.size <= MOST ? setOf([...found.values()], now) : null;
}

/** Demands of one key concern one choice; the values of a list are choices of their own. */
function keyOf({ fact, how, value }) {
  return how === "has" || how === "lacks" ? `${fact}: ${value}` : fact;
}

function setOf(demands, now) {
  const ordered = [...demands].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return { cost: ordered.reduce((sum, { fact }) => sum + costOf(fact, now), 0), demands: ordered };
}

function costOf(fact, { today }) {
  const { curable } = today.book.facts[fact];
  if (curable === undefined || curable === "never") return Infinity;
  return curable.time ?? curable.action;
}

function priced(choices, now) {
  return best(choices.filter((each) => each.every((demand) => can(demand, now))).map((each) => setOf(each, now)));
}

/** Whether the answer can come to be so. */
function can(demand, now) {
  if (costOf(demand.fact, now) === Infinity) return false;
  const { only } = now.today.book.facts[demand.fact].curable;
  return only === undefined || [only, null].includes(direction(demand, now));
}

function direction({ fact, how, value }, { facts, today }) {
  if (how === "least" || how === "most") return how === "least" ? "up" : "down";
  const { type } = today.book.facts[fact];
  if (how !== "is" || (typeof value === "string" && type !== "date")) return null;
  if (typeof value === "boolean") return value ? "up" : "down";
  const said = facts[fact];
  return value > (Array.isArray(said?.between) ? said.between[1] : said) ? "up" : "down";
}

function best(sets) {
  const seen = new Map();
  for (const each of sets) if (!seen.has(rank(each))) seen.set(rank(each), each);
  return [...seen.values()].sort(nearer).slice(0, KEPT);
}

function rank({ demands }) {
  return demands.map((demand) => `${keyOf(demand)} ${demand.how} ${demand.value}`).join("|");
}

function nearer(one, other) {
  if (one.cost !== other.cost) return one.cost - other.cost;
  if (one.demands.length !== other.demands.length) return one.demands.length - other.demands.length;
  return rank(one) < rank(other) ? -1 : 1;
}

/** One demand that meets both; null where nothing does. */
function met(one, other) {
  if (other.how === "other" || (one.how === other.how && one.value === other.value)) return one;
  if (one.how === "other") return other;
  if (one.how === other.how) {
    if (one.how === "least") return one.value > other.value ? one : other;
    return one.how === "most" ? (one.value < other.value ? one : other) : null;
  }
  const by = { [one.how]: one, [other.how]: other };
  if (by.least && by.most) return by.least.value <= by.most.value ? { fact: one.fact, how: "is", value: by.least.value } : null;
  const bound = by.least ?? by.most;
  if (!by.is || !bound) return null;
  return (bound.how === "least" ? by.is.value >= bound.value : by.is.value <= bound.value) ? by.is : null;
}

/** Whether the condition is no longer false with these demands; what "other" values do is not known. */
function holds(node, { demands }, facts, today) {
  if (demands.some(({ how }) => how === "other")) return true;
  return truthOf(node, { ...facts, ...changed(demands, facts) }, today).truth !== false;
}

function changed(demands, facts) {
  const found = {};
  for (const { fact, how, value } of demands) {
    if (how === "has" || how === "lacks") {
      const said = found[fact] ?? facts[fact];
      const kept = (Array.isArray(said) ? said : []).filter((each) => each !== "none" && each !== value);
      found[fact] = how === "has" ? [...kept, value] : kept.length ? kept : ["none"];
    } else if (how !== "other") found[fact] = value;
  }
  return found;
}

// -- what one condition asks ----------------------------------------------------------------------------------------------

/** Each way in which a condition that is not made of conditions comes to have the truth wanted. */
function demandsOf(leaf, want, now) {
  const known = (id) => typeof id === "string" && derivedBody(id, now.today.maker) === null;
  if (known(leaf.fact)) {
    if (Object.keys(leaf).length === 1) return [[{ fact: leaf.fact, how: "is", value: want }]];
    const found = "any_in" in leaf ? among(leaf, want, now) : "in" in leaf ? oneOf(leaf, want) : compared(leaf, want, now);
    if (found !== null) return found;
  }
  const answered = [...factsOf(leaf, now.today)].filter((id) => id !== "today" && isKnown(now.facts[id])).sort();
  return answered.map((fact) => [{ fact, how: "other", value: null }]);
}

function isKnown(value) {
  return value !== undefined && value !== null && !value.declined && !value.between;
}

function among({ fact, any_in: listed }, want, { facts }) {
  if (!Array.isArray(listed)) return null;
  if (want) return listed.map((value) => [{ fact, how: "has", value }]);
  const members = Array.isArray(facts[fact]) ? facts[fact] : [];
  return [listed.filter((value) => members.includes(value)).map((value) => ({ fact, how: "lacks", value }))];
}

function oneOf({ fact, in: listed }, want) {
  return want && Array.isArray(listed) ? listed.map((value) => [{ fact, how: "is", value }]) : null;
}

function compared(leaf, want, now) {
  const op = Object.keys(OPPOSITE).find((key) => key in leaf);
  if (op === undefined || Object.keys(leaf).length !== 2) return null;
  const term = leaf[op];
  const value = term !== null && typeof term === "object" && Object.keys(term).join() === "value" ? term.value : term;
  if (value === null || typeof value === "object") return null;
  const { fact } = leaf;
  const asked = want ? op : OPPOSITE[op];
  const { type } = now.today.book.facts[fact];
  if (asked === "!=" || (["<", ">"].includes(asked) && !["int", "date"].includes(type))) return null;
  if (asked === "==") return [[{ fact, how: "is", value }]];
  if (asked === ">") return [[{ fact, how: "least", value: beside(value, 1, type) }]];
  if (asked === "<") return [[{ fact, how: "most", value: beside(value, -1, type) }]];
  return [[{ fact, how: asked === ">=" ? "least" : "most", value }]];
}

function beside(value, step, type) {
  return type === "date" ? new Date(Date.parse(value) + step * DAY).toISOString().slice(0, 10) : value + step;
}
