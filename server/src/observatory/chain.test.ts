import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeChain, layersOf } from './chain.ts';
import type { ChainLink, ChainModel, Stage } from './chain-model.ts';

function link(key: string, stage: Stage, more: Partial<ChainLink> = {}): ChainLink {
  const told = { industries: ['36'], patents: [], names: [], keywords: [] };
  return { key, stage, name: { zh: key, en: key }, ...told, ...more };
}
const chain = (links: ChainLink[], edges: [string, string][]): ChainModel => ({
  ...{ name: { zh: '链', en: 'Chain' }, source: '测试', links, edges },
});
const codes = (model: ChainModel) => judgeChain(model).map(({ code }) => code);
const three = [link('a', 'upstream'), link('b', 'midstream'), link('c', 'downstream')];

test('links stand after what leads to them, stage after stage', () => {
  const links = [...three, link('b2', 'midstream'), link('d', 'downstream')];
  const model = chain(links, [
    ['a', 'b'],
    ['b', 'b2'],
    ['b2', 'c'],
  ]);
  assert.deepEqual(codes(model), []);
  const layers = [...layersOf(model)!];
  assert.deepEqual(layers, [
    ['a', 0],
    ['b', 1],
    ['b2', 2],
    ['c', 3],
    ['d', 3],
  ]);
});

test('a stage without links takes no column', () => {
  const layers = layersOf(chain([three[0]!, three[2]!], [['a', 'c']]));
  assert.deepEqual([...layers!.values()], [0, 1]);
});

test('everything that stands against a chain is told at once', () => {
  const links = [...three, link('c', 'downstream'), link('e', 'upstream', { industries: [] })];
  const found = codes(
    chain(links, [
      ['a', 'x'],
      ['b', 'b'],
      ['c', 'a'],
      ['a', 'b'],
      ['a', 'b'],
    ]),
  );
  assert.deepEqual(found, [
    'link_told_twice',
    'link_without_field',
    'edge_names_no_link',
    'edge_to_itself',
    'edge_goes_upstream',
    'edge_told_twice',
  ]);
});

test('links that lead round are refused', () => {
  const model = chain(
    [link('a', 'upstream'), link('b', 'upstream')],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  );
  assert.deepEqual(codes(model), ['chain_goes_round']);
});
