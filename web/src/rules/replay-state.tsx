import type { Replay, ReplayRow } from 'yunhe/rules/contract';
import { useFormat } from '../ui/format.ts';
import { useWords } from '../ui/words.ts';
import { replayWords } from './replay-words.ts';

const tones = {
  waiting: '',
  running: 'tag-accent',
  finished: 'tag-good',
  failed: 'tag-bad',
  cancelled: 'tag-warn',
} as const;

export function ReplayState({ of }: { readonly of: Pick<Replay, 'state' | 'percent'> }) {
  const t = useWords(replayWords);
  return (
    <span className={`tag ${tones[of.state]}`}>
      {t(`state_${of.state}`)}
      {of.state === 'running' ? ` ${Math.round(of.percent)}%` : ''}
    </span>
  );
}

/** While it is one of these, asking again may show something new. */
export function isUnderWay(one: Pick<Replay, 'state'> | undefined): boolean {
  return one !== undefined && (one.state === 'waiting' || one.state === 'running');
}

export const changeTones = {
  gains: 'tag-good',
  loses: 'tag-bad',
  same: '',
  unclear: 'tag-warn',
} as const;

export function ChangeTag({ change }: { readonly change: ReplayRow['change'] }) {
  const t = useWords(replayWords);
  return <span className={`tag ${changeTones[change]}`}>{t(`change_${change}`)}</span>;
}

/** What is won carries its sign too, so that nobody has to tell it from what is lost by colour. */
export function Difference({ of }: { readonly of: string | null }) {
  const format = useFormat();
  const won = of !== null && !of.startsWith('-') && of !== '0';
  return (
    <>
      {won ? '+' : ''}
      {format.decimal(of)}
    </>
  );
}
