// May a person use each pathway: by their answers, by its state, and by both? The browser's part of `evaluation.py`.

import { evaluate } from "./rules.js";
import { factsOf, visit } from "./day.js";

const WALK = 4096; // combinations walked through, as in Python
const MOST_KEPT = 500; // results of one condition
const DAY = 86400000;
const OPEN = ["unknown", "declined", "interval"];

/** Answers that cannot all be so; `facts` are the questions to look at again. */
export class Contradicted extends Error {
  constructor(facts) {
    super("contradicted");
    this.name = "Contradicted";
    this.facts = facts;
  }
}

/** What is found for every pathway, in the catalogue's order; throws UnreadableFact or Contradicted. */
export function judgeAll(today, answers) {
  const facts = { ...plain(answers), today: today.on };
  evaluate({ value: true }, facts, today.book, today.when);
  for (const each of today.contradictions)
    if (truthOf(each.node, facts, today).truth === true) throw new Contradicted(each.facts);
  const free = freed(facts, today);
  return today.pathways.map((each) => finding(each, facts, free, today));
}

/** Answers as the evaluator takes them: "declined" as a mark of its own. */
export function plain(answers) {
  return Object.fromEntries(
    Object.entries(answers).map(([id, value]) => [id, value === "declined" ? { declined: true } : value]),
  );
}

/** Truth and reasons of a bound condition, worked out once for the same values of the facts it reads. */
export function truthOf(node, facts, today) {
  const needed = {};
  for (const id of factsOf(node, today)) if (facts[id] !== undefined) needed[id] = facts[id];
  const kept = keptFor(node, today);
  const key = JSON.stringify(needed);
  if (!kept.has(key)) kept.set(key, evaluate(node, needed, today.book, today.when));
  return kept.get(key);
}

function keptFor(node, today) {
  const all = (today.truths ??= new Map());
  if (!all.has(node) || all.get(node).size > MOST_KEPT) all.set(node, new Map());
  return all.get(node);
}

/** Open facts among reasons, sorted. */
export function liveAmong(reasons) {
  return [...new Set(reasons.filter(([kind]) => OPEN.includes(kind)).map(([, subject]) => subject))].sort();
}

function finding(each, facts, free, today) {
  const criteria = refined(each, facts, today);
  const status = statusOf(each, facts, today);
  const possible = criteria.truth === false && truthOf(each.hopeful, free, today).truth !== false;
  return {
    pathway: each.pathway,
    criteria: criteria.truth,
    status,
    overall: lesser(criteria.truth, status.truth),
    word: wordFor(criteria.truth, status, possible),
    reasons: each.rules.map((rule) => because(rule, facts, today)),
    missing: criteria.truth === null ? liveAmong(criteria.reasons) : [],
  };
}

function lesser(first, second) {
  if (first === false || second === false) return false;
  return first && second ? true : null;
}

function because(rule, facts, today) {
  const { truth, reasons } = truthOf(rule.node, facts, today);
  const met = rule.kind === "bar" && truth !== null ? !truth : truth;
  const reads = new Set([...factsOf(rule.node, today)].filter((id) => id !== "today" && id in facts));
  const lasting = [...reads].some((id) => today.book.facts[id].curable === "never");
  return { id: rule.id, kind: rule.kind, truth: met, words: rule.text, citation: rule.citation ?? null, missing: reasons, reads, lasting };
}

function statusOf(each, facts, today) {
  const { truth, reasons } = truthOf(each.open, facts, today);
  const { row } = each;
  const overlays = each.overlays
    .map((overlay) => ({ overlay, truth: truthOf(overlay.node, facts, today).truth }))
    .filter((applied) => applied.truth !== false);
  return {
    code: row === null ? "unknown" : row.code,
    truth,
    reasons,
    row,
    past: row !== null && today.on > row.review_by,
    verified: row !== null && row.verified,
    overlays,
  };
}

/** The words shown; a pathway in which somebody decides never gets more than "may". */
function wordFor(criteria, status, possible) {
  if (status.code === "closed") return status.past ? "was-closed" : "closed-since";
  if (criteria === false) return possible ? "not-now" : "does-not-appear";
  if (status.truth === false) return "not-now";
  return criteria && status.truth ? "may" : "cannot-tell";
}

// -- what Kleene leaves open and is decided after all --------------------------------------------------------------------

function refined(each, facts, today) {
  const found = truthOf(each.criteria, facts, today);
  const apart = today.bundle.apart[each.pathway.id];
  if (found.truth !== null || apart === undefined) return found;
  const open = found.reasons.filter(([kind, id]) => OPEN.includes(kind) && id in apart);
  if (!open.length) return found;
  const dates = open.filter(([, id]) => today.book.facts[id].type === "date");
  const choices = open.map(([, id]) => [id, within(apart[id] ?? turningDays(each.criteria, id, facts, today), facts[id])]);
  const count = choices.reduce((all, [, values]) => all * values.length, 1);
  if (count === 0 || count > WALK || dates.length > 1) return found;
  const seen = walk(each.criteria, choices, 0, facts, today, new Set());
  return seen.size === 1 && !seen.has(null) ? { truth: [...seen][0], reasons: [] } : found;
}

/** One value of each region that an answer leaves: those inside an interval, and its ends. */
function within(values, answer) {
  if (answer === null || answer === undefined || !Array.isArray(answer.between)) return values;
  const [low, high] = answer.between;
  const inside = values.filter((value) => (low === null || value >= low) && (high === null || value <= high));
  return [...new Set([...[low, high].filter((end) => end !== null), ...inside])];
}

/** Days at which a condition can turn in one open date: every date it is held against, as many days off as it counts. */
function turningDays(node, id, facts, today) {
  const [anchors, offsets] = [new Set(), new Set([0])];
  const note = (value) => (typeof value === "number" ? [value, -value].forEach((days) => offsets.add(days)) : undefined);
  visit(node, today.maker, (part) => {
    if (typeof part.fact === "string" && part.fact !== id) anchors.add(dayOf(facts[part.fact]?.between?.[0] ?? facts[part.fact]));
    if (typeof part.date === "string") anchors.add(dayOf(part.date));
    Object.values(part).forEach(note);
  });
  anchors.delete(null);
  const days = new Set();
  for (const anchor of anchors) for (const off of offsets) for (const beside of [-1, 0, 1]) days.add(anchor + off + beside);
  const { low } = today.book.facts[id];
  return [...days].sort((a, b) => a - b).map((each) => new Date(each * DAY).toISOString().slice(0, 10)).filter((each) => each >= low);
}

function dayOf(value) {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) / DAY : null;
}

function walk(node, choices, at, facts, today, seen) {
  if (at === choices.length) {
    seen.add(truthOf(node, facts, today).truth);
    return seen;
  }
  const [id, values] = choices[at];
  for (const value of values) {
    walk(node, choices, at + 1, { ...facts, [id]: value }, today, seen);
    if (seen.has(null) || seen.size > 1) break;
  }
  return seen;
}

/** The same facts with all that can still come to be otherwise left open, in the direction it can go. */
function freed(facts, today) {
  const free = { today: facts.today };
  for (const [id, value] of Object.entries(facts)) {
    const kind = today.book.facts[id];
    free[id] = id === "today" || kind.curable === undefined || kind.curable === "never" ? value : loose(value, kind);
  }
  return free;
}

function loose(value, kind) {
  const { only } = kind.curable;
  if (only === undefined || !["int", "number", "date"].includes(kind.type)) return null;
  if (value === null || value.declined) return null;
  const [low, high] = Array.isArray(value.between) ? value.between : [value, value];
  return { between: only === "up" ? [low, kind.high ?? null] : [kind.low ?? null, high] };
}
