import { NameTrie } from './name-trie.ts';
import type { Organisation } from './organisation.ts';
import { type BodyKind, bodyKindOf } from './organisation-words.ts';
import { isCharacter } from './tokens.ts';

export type NameUse = {
  readonly organisation: number;
  readonly acronym: boolean;
  readonly branch: boolean;
};

/** The organisations behind the names. */
export class Register {
  readonly trie = new NameTrie();
  readonly organisations: readonly Organisation[];
  readonly #uses: NameUse[] = [];
  readonly #kinds: (BodyKind | undefined)[] = [];
  readonly #indexOf = new Map<string, number>();

  constructor(organisations: readonly Organisation[], words: (text: string) => string[]) {
    this.organisations = organisations;
    for (const [index, organisation] of organisations.entries()) {
      this.#indexOf.set(organisation.id, index);
      for (const name of organisation.names) {
        for (const { text, branch } of waysToWrite(name.text)) {
          const tokens = words(text);
          if (tokens.length === 0 || (tokens.length === 1 && isCharacter(tokens[0]!))) continue;
          this.trie.add(tokens, this.#uses.length);
          this.#uses.push({ organisation: index, acronym: name.kind === 'acronym', branch });
        }
      }
    }
  }

  use(id: number): NameUse {
    return this.#uses[id]!;
  }

  kindOf(index: number): BodyKind {
    const known = this.#kinds[index];
    if (known !== undefined) return known;
    const names = this.organisations[index]!.names.filter((name) => name.kind !== 'acronym');
    const kind = bodyKindOf(names.map((name) => name.text));
    this.#kinds[index] = kind;
    return kind;
  }

  regionOf(id: string): string | null {
    return this.organisations[this.#indexOf.get(id) ?? -1]?.regionCode ?? null;
  }

  isWithin(index: number, ancestor: number, depth = 4): boolean {
    if (depth === 0) return false;
    return (this.organisations[index]!.parentIds ?? []).some((id) => {
      const parent = this.#indexOf.get(id);
      if (parent === undefined) return false;
      return parent === ancestor || this.isWithin(parent, ancestor, depth - 1);
    });
  }
}

/**
 * Other ways to write a registered name: without a place or country in brackets (a branch, which
 * its place must confirm), and without the long form of the army's or the state's name.
 */
function waysToWrite(name: string): { text: string; branch: boolean }[] {
  const ways = [{ text: name, branch: false }];
  const bare = name.replace(/\s*[(（][^()（）]{1,24}[)）]\s*$/u, '');
  if (bare !== name && bare.length > 3) {
    ways.push({ text: bare, branch: true });
  }
  const short = name.replace(/^中国人民(?=解放军)|^中华人民共和国|^中国(?=国家)/u, '');
  if (short !== name && short.length > 3) ways.push({ text: short, branch: false });
  return ways;
}
