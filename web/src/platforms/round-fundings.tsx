import { Link } from '@tanstack/react-router';
import { formulaContract as contract, type Round } from 'yunhe/platforms/contract';
import { useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { Empty, Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { roundWords } from './round-words.ts';

/** Which money the grades of a round have split; for those who make the formulas. */
export function FundingsOfRound({ round }: { readonly round: Round }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const officed = (useViewer()?.offices.length ?? 0) > 0;
  const shown = officed && round.state === 'published';
  const read = useRead(
    contract.listFundingsOfRound,
    { roundId: round.id, limit: 100 },
    { enabled: shown },
  );
  if (!shown) return null;
  return (
    <Section
      title={t('fundings')}
      actions={
        <Link
          className="link-button link-button-plain"
          to="/platforms/schemes"
          search={{ kind: 'funding' } as never}
        >
          {t('toFormulas')}
        </Link>
      }
    >
      <p className="quiet">{t('fundingsLead')}</p>
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noFundings')} />
          ) : (
            <ul className="rows">
              {items.map(({ id, title, budget, currency, unitCount, computedBy, createdAt }) => (
                <li key={id}>
                  <div>
                    <Link className="strong" to="/platforms/funding/$runId" params={{ runId: id }}>
                      {title[language] || title.zh}
                    </Link>
                    <p className="quiet">
                      {t('splitOf', { budget: groupedDigits(budget), currency, count: unitCount })}{' '}
                      · {computedBy.name} · {format.instant(createdAt)}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
