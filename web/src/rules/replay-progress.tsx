import { Progress } from 'antd';
import type { Replay } from 'yunhe/rules/contract';
import { useFormat } from '../ui/format.ts';
import { TimeLeft } from '../ui/time-left.tsx';
import { sentenceOf, useWords } from '../ui/words.ts';
import { isUnderWay } from './replay-state.tsx';
import { replayWords } from './replay-words.ts';

const changes = ['gains', 'loses', 'same', 'unclear'] as const;

/** How far a replay has come, and for whom it would change anything. */
export function ReplayProgress({ of }: { readonly of: Replay }) {
  const t = useWords(replayWords);
  const format = useFormat();
  const { counts, unit, failure } = of;
  return (
    <div className="stack">
      {isUnderWay(of) ? <UnderWay of={of} /> : null}
      {failure === null ? null : (
        <p className="problem" role="alert">
          {t('failedWith')} {sentenceOf(failure.code) ?? failure.detail}
        </p>
      )}
      <dl className="figures">
        {changes.map((change) => (
          <div key={change}>
            <dt>{t(`change_${change}`)}</dt>
            <dd>{format.number(counts[change])}</dd>
          </div>
        ))}
        {unit === null
          ? null
          : (['gained', 'lost'] as const).map((name) => (
              <div key={name}>
                <dt>{t('inUnit', { name: t(name), unit })}</dt>
                <dd>{format.decimal(counts[name])}</dd>
              </div>
            ))}
      </dl>
    </div>
  );
}

function UnderWay({ of }: { readonly of: Replay }) {
  const t = useWords(replayWords);
  const format = useFormat();
  const { done, total, casesPerSecond, percent } = of;
  const known = casesPerSecond !== null && casesPerSecond > 0;
  return (
    <div>
      <Progress percent={Math.round(percent)} aria-label={t('progress')} />
      <p className="quiet" role="status">
        {total === null
          ? t('casesDone', { done: format.number(done) })
          : t('casesOf', { done: format.number(done), total: format.number(total) })}
        {known ? <> · {t('pace', { count: format.number(Math.round(casesPerSecond)) })}</> : null}
        {known && total !== null ? (
          <>
            {' '}
            · <TimeLeft seconds={Math.max(0, total - done) / casesPerSecond} />
          </>
        ) : null}
      </p>
    </div>
  );
}
