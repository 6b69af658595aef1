/** What the compiler cannot see of the language files. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contract as identity } from 'yunhe/identity/contract';
import { ledgerContract, reasonCodes as ledgerReasonCodes } from 'yunhe/ledger/contract';
import {
  contract as matching,
  rankingContract,
  rankingReasonCodes,
  reasonCodes,
  reviewContract,
  reviewReasonCodes,
  watchContract,
  watchReasonCodes,
} from 'yunhe/matching/contract';
import {
  chainContract,
  observatoryContract,
  repeatContract,
  seriesContract,
} from 'yunhe/observatory/contract';
import {
  agreementContract,
  factContract,
  factReasonCodes,
  moveContract,
  moveReasonCodes,
  nettingContract,
  outpostContract,
  outpostReasonCodes,
  simulationContract,
  statementContract,
  termsProblemCodes,
} from 'yunhe/outposts/contract';
import {
  actContract,
  appealContract,
  budgetContract,
  charterContract,
  charterReasonCodes,
  interventionContract,
  motionContract,
  panelContract,
  platformContract,
  platformReasonCodes,
  resultContract,
  roundContract,
} from 'yunhe/platforms/contract';
import { importContract, registryContract } from 'yunhe/registry/contract';
import { rulesContract, reasonCodes as rulesReasonCodes } from 'yunhe/rules/contract';
import { generalRefusals as general } from '../../server/src/runtime/refusal.ts';
import { sheetProblemCodes } from '../../server/src/runtime/sheets/index.ts';
import { sentenceOf } from './ui/words.ts';

const files = globSync('**/*words.ts', { cwd: import.meta.dirname });
for (const file of files) await import(`./${file}`);

const contracts = {
  identity,
  matching,
  rankingContract,
  reviewContract,
  watchContract,
  registryContract,
  importContract,
  rulesContract,
  ledgerContract,
  agreementContract,
  simulationContract,
  outpostContract,
  moveContract,
  factContract,
  statementContract,
  nettingContract,
  platformContract,
  charterContract,
  actContract,
  motionContract,
  budgetContract,
  roundContract,
  panelContract,
  resultContract,
  appealContract,
  interventionContract,
  observatoryContract,
  seriesContract,
  repeatContract,
  chainContract,
};

test('every refusal has a sentence in the language files', () => {
  const codes = Object.values(contracts)
    .flatMap((contract) => Object.values(contract))
    .flatMap((endpoint) => Object.keys(endpoint.refusals ?? {}));
  const all = [
    ...codes,
    ...Object.keys(general),
    ...reasonCodes,
    ...rankingReasonCodes,
    ...reviewReasonCodes,
    ...watchReasonCodes,
    ...rulesReasonCodes,
    ...ledgerReasonCodes,
    ...termsProblemCodes,
    ...outpostReasonCodes,
    ...moveReasonCodes,
    ...factReasonCodes,
    ...platformReasonCodes,
    ...charterReasonCodes,
    ...sheetProblemCodes,
  ];
  const wordless = [...new Set(all)].filter((code) => sentenceOf(code) === null);
  assert.ok(all.length > 100, `only ${all.length} codes were looked at`);
  assert.deepEqual(wordless, []);
});

test('both languages speak of the same things', () => {
  const pair =
    /zh:\s*'((?:[^'\\]|\\.)*)',\s*en:\s*('((?:[^'\\]|\\.)*)'|\{[^}]*\{[\s\S]*?\},?\s*\n?\s*\})/g;
  const holes = (text: string) =>
    [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort().join();
  let seen = 0;
  for (const file of files) {
    const text = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
    for (const [, zh = '', en = ''] of text.matchAll(pair)) {
      seen += 1;
      assert.equal(holes(en), holes(zh), `${file}: ${zh}`);
    }
  }
  assert.ok(seen > 300, `only ${seen} sentences were compared`);
});
