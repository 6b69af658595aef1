import { identity } from './identity/module.ts';
import { ledger } from './ledger/module.ts';
import { matching } from './matching/module.ts';
import { observatory } from './observatory/module.ts';
import { outposts } from './outposts/module.ts';
import { platforms } from './platforms/module.ts';
import { registry } from './registry/module.ts';
import { rules } from './rules/module.ts';
import type { Module } from './runtime/module.ts';

/** Every capability, each after those it needs: the order in which they migrate and start. */
export const modules: readonly Module[] = [
  identity,
  registry,
  rules,
  matching,
  ledger,
  outposts,
  platforms,
  observatory,
];
