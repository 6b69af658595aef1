import { test } from 'node:test';
import { laws } from '../reference/laws-testing.ts';

for (const [name, holds] of Object.entries(laws)) test(name, () => holds(100_000));
