/** Runs in a thread of its own: learns what words mean, and says where all texts lie. */
import { parentPort } from 'node:worker_threads';
import { createMatcher, type TextDocument } from '@yunhe/retrieval';
import type { Meaning } from './learn-meaning.ts';
import type { RecordKind } from './record.ts';
import { simplify } from './simplify.ts';

export type ToWorker =
  | { readonly kind: RecordKind; readonly texts: readonly TextDocument[] }
  | { readonly kind: 'learn' };
/** Null where there was too little to learn from. */
export type FromWorker = Meaning | null;

const technologies = createMatcher({ fold: simplify });
const needs = createMatcher({ fold: simplify });
const textsOfNeeds: TextDocument[] = [];

function learned(): FromWorker {
  // One space for both, so that what needs call a thing teaches how technologies call it.
  const learns = technologies.size >= textsOfNeeds.length ? technologies : needs;
  const other = learns === technologies ? needs : technologies;
  const also = learns === technologies ? textsOfNeeds : [];
  learns.learn(also);
  const space = learns.saveSpace();
  if (space === null) return null;
  other.adoptSpace(space);
  const [technology, need] = [technologies.savePlaces(), needs.savePlaces()];
  return technology === null || need === null ? null : { space, places: { technology, need } };
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'learn') {
    const answer = learned();
    const { space, places } = answer ?? {};
    const bytes = [space, places?.technology, places?.need].flatMap((part) => part?.buffer ?? []);
    parentPort?.postMessage(answer, bytes);
    return;
  }
  for (const text of message.texts) {
    if (message.kind === 'need') textsOfNeeds.push(text);
    (message.kind === 'need' ? needs : technologies).put(text);
  }
});
