/**
 * Reasons of every capability in words, for pages that add them up. Those of refusals are known by
 * their codes everywhere; those that people choose from stand in their capability's own words.
 */
import './identity/words.ts';
import './registry/words.ts';
import './rules/words.ts';
import { matchingWords } from './matching/words.ts';
import { defineRefusals } from './ui/words.ts';

const chosen = /^(?:[a-z]?reason|lapse)_(\w+)$/;

defineRefusals(
  Object.fromEntries(
    Object.entries(matchingWords.phrases).flatMap(([key, phrase]) => {
      const code = chosen.exec(key)?.[1];
      return code === undefined ? [] : [[code, phrase]];
    }),
  ),
);
