// Can answers travel in a link? In the fragment, which no browser sends to a server; read strictly or not at all.

import { evaluate } from "./rules.js";
import { plain } from "./judge.js";

const MARK = "#answers=";
const MOST = 8000; // characters; a full set of answers takes less

/** The fragment that holds the answers. */
export function toFragment(answers) {
  const bytes = new TextEncoder().encode(JSON.stringify(answers));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return MARK + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whether a fragment claims to hold answers. */
export function hasAnswers(fragment) {
  return fragment.startsWith(MARK);
}

/** The answers of a fragment; null unless every one of them is a question's and can be read. */
export function fromFragment(fragment, today) {
  const text = fragment.slice(MARK.length);
  if (!hasAnswers(fragment) || text.length > MOST || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    return strictly(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), today);
  } catch {
    return null; // not base 64, not UTF-8, not JSON, or a value that the rules cannot read
  }
}

function strictly(data, today) {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return null;
  const asked = new Set(today.bundle.questions.map(({ fact }) => fact));
  const answers = Object.fromEntries(Object.entries(data));
  if (!Object.keys(answers).every((fact) => asked.has(fact))) return null;
  evaluate({ value: true }, plain(answers), today.book, today.when);
  return answers;
}
