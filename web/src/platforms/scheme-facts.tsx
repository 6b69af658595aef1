/** Small pieces that several pages of schemes show alike. */
import { Link } from '@tanstack/react-router';
import type { Keeper, SchemeProblem, VersionOfScheme } from 'yunhe/platforms/contract';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { schemeFieldWords } from './scheme-field-words.ts';
import { schemeWords } from './scheme-words.ts';

const tones = {
  draft: 'tag-warn',
  reviewed: 'tag-warn',
  published: 'tag-good',
  withdrawn: '',
} as const;

export function SchemeState({ of }: { readonly of: Pick<VersionOfScheme, 'state'> }) {
  const t = useWords(schemeWords);
  return <span className={`tag ${tones[of.state]}`}>{t(`state_${of.state}`)}</span>;
}

/** The document it follows, and how that was seen. */
export function SchemeSource({ of }: { readonly of: Pick<VersionOfScheme, 'source' | 'grade'> }) {
  const t = useWords(schemeFieldWords);
  const { source, grade } = of;
  const known = (['P', 'M', 'S', 'C', 'own'] as const).find((one) => one === grade);
  return (
    <>
      {source === '-' ? null : `${source} `}
      {known === undefined ? null : <span className="tag">{t(`v_${known}`)}</span>}
    </>
  );
}

export function KeeperLink({ keeper }: { readonly keeper: Keeper }) {
  const name = nameIn(useLanguage(), keeper) || keeper.id;
  return keeper.kind === 'region' ? (
    <Link to="/regions/$code" params={{ code: keeper.id }}>
      {name}
    </Link>
  ) : (
    <Link to="/compacts/$compactId" params={{ compactId: keeper.id }}>
      {name}
    </Link>
  );
}

/** The sentence of a problem; what no word stands for here, the arithmetic says itself. */
export function useSchemeProblem(): (problem: Pick<SchemeProblem, 'code' | 'detail'>) => string {
  const t = useWords(schemeFieldWords);
  return ({ code, detail }) => {
    const key = `p_${code}`;
    return t((key in schemeFieldWords.phrases ? key : 'p_any') as 'p_any', { detail });
  };
}

/** All that is wrong, each with where it is. */
export function SchemeProblems({ problems }: { readonly problems: readonly SchemeProblem[] }) {
  const say = useSchemeProblem();
  return (
    <ul className="schema-problems">
      {problems.map((problem, at) => (
        <li key={at}>
          {say(problem)} <code className="quiet">{problem.clause ?? problem.pointer}</code>
        </li>
      ))}
    </ul>
  );
}
