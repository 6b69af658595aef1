/**
 * Properties draw the same cases in every run of `npm test`, so that a commit passes or fails by
 * what is in it. Tests that take long draw new ones each time.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_150_430 });
