import { useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';

/** Two things that are easily taken for one: whether the figures hold, and whether they are old. */
export function Verdict({
  of: { sameInputs, sameResult, sameToday },
}: {
  readonly of: {
    readonly sameInputs: boolean;
    readonly sameResult: boolean;
    readonly sameToday: boolean;
  };
}) {
  const t = useWords(networkWords);
  return (
    <>
      <p>{t(!sameInputs ? 'verdictInputs' : sameResult ? 'verdictSame' : 'verdictResult')}</p>
      <p className="quiet">{t(sameToday ? 'todaySame' : 'todayOther')}</p>
    </>
  );
}
