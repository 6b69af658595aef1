import { agreementContract as contract, type HistoryStep } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { agreementWords, stepWords } from './agreement-words.ts';

/** What the log says of an agreement, the newest first. */
export function AgreementHistory({ agreementId }: { readonly agreementId: string }) {
  const t = useWords(agreementWords);
  const read = useRead(contract.readAgreementHistory, { agreementId, limit: 50 });
  return (
    <Section title={t('history')}>
      <Loaded of={read}>
        {({ items }) => (
          <ol className="timeline">
            {items.map((step) => (
              <Step key={step.sequence} step={step} />
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  );
}

const good = new Set(['agreement_concluded', 'agreement_signed']);
const bad = new Set(['agreement_returned', 'agreement_withdrawn']);

function Step({ step: { type, at, actorName, payload } }: { readonly step: HistoryStep }) {
  const t = useWords(agreementWords);
  const step = useWords(stepWords);
  const format = useFormat();
  const name = type.split('.')[1] ?? type;
  const known = name in stepWords.phrases;
  const look = good.has(name) ? 'timeline-good' : bad.has(name) ? 'timeline-bad' : '';
  const { reason, number } = payload;
  return (
    <li className={look}>
      <span className="strong">{known ? step(name as 'agreement_sent') : name}</span>
      {typeof number === 'number' ? (
        <span className="quiet"> {t('versionNumber', { number })}</span>
      ) : null}
      {typeof reason === 'string' ? <span> {t(`reason_${reason as 'other'}`)}</span> : null}
      <span className="second-line quiet">
        {actorName} · {format.instant(at)}
      </span>
    </li>
  );
}
