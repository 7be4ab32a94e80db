// Which question next? The one that decides most for its effort; the browser's part of `questions.py`, in the same order.

import { liveAmong, plain, truthOf } from "./judge.js";
import { changed, flip, worldsOf } from "./worlds.js";

/** Every question that can still matter, best first: { fact, score, decides: [[pathway, share], …] }. */
export function ranking(today, answers, findings) {
  const facts = { ...plain(answers), today: today.on };
  const unresolved = today.pathways.filter(
    (_, nth) => findings[nth].criteria === null && findings[nth].status.truth !== false,
  );
  const cones = unresolved.map((each) => new Set(liveAmong(truthOf(each.criteria, facts, today).reasons)));
  const worlds = worldsOf(today, facts);
  return today.bundle.questions
    .filter(({ fact }) => !(fact in answers) && cones.some((cone) => cone.has(fact)))
    .map((question) => asked(question, unresolved, cones, worlds))
    .sort((one, other) => other.score - one.score);
}

function asked({ fact, burden }, unresolved, cones, worlds) {
  const other = flip(worlds, fact);
  const shares = unresolved
    .filter((_, nth) => cones[nth].has(fact))
    .map((each) => [each.pathway.id, changed(each.criteria, worlds, other)]);
  const decides = shares.filter(([, share]) => share > 0).sort((one, another) => another[1] - one[1]);
  return { fact, score: shares.reduce((total, [, share]) => total + share, 0) / burden, decides };
}
