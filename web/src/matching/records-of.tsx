import { Link } from '@tanstack/react-router';
import { contract } from 'yunhe/matching/contract';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { useAmounts, usePrice } from './record-facts.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const shownAtMost = 5;

/** What one organisation offers and needs; the page of the organisation shows it. */
export function RecordsOf({ organisationId }: { readonly organisationId: string }) {
  const t = useWords(matchingWords);
  const price = usePrice();
  const amounts = useAmounts();
  const input = { organisationId, state: ['published' as const], limit: shownAtMost };
  const technologies = useRead(contract.listTechnologies, input);
  const needs = useRead(contract.listNeeds, input);
  return (
    <Section title={t('offersOf')}>
      <Loaded of={technologies}>
        {(offered) => (
          <Loaded of={needs}>
            {(needed) =>
              offered.items.length + needed.items.length === 0 ? (
                <p className="quiet">{t('nothingOffered')}</p>
              ) : (
                <ul className="rows">
                  {offered.items.map((one) => (
                    <li key={one.id}>
                      <div>
                        <p className="rows-title">
                          <Link to="/technologies/$technologyId" params={{ technologyId: one.id }}>
                            {one.title}
                          </Link>{' '}
                          <Sample when={one.sample} />
                        </p>
                        <p className="quiet">
                          {[t('technology'), price(one.price)].filter(Boolean).join(' · ')}
                        </p>
                      </div>
                    </li>
                  ))}
                  {needed.items.map((one) => (
                    <li key={one.id}>
                      <div>
                        <p className="rows-title">
                          <Link to="/needs/$needId" params={{ needId: one.id }}>
                            {one.title}
                          </Link>{' '}
                          <Sample when={one.sample} />
                        </p>
                        <p className="quiet">
                          {[t('need'), amounts(one.budget)].filter(Boolean).join(' · ')}
                        </p>
                      </div>
                    </li>
                  ))}
                  {offered.next === null ? null : (
                    <li>
                      <Link to="/technologies" search={{ organisationId }}>
                        {t('seeAll')} {t('technologies')}
                      </Link>
                    </li>
                  )}
                  {needed.next === null ? null : (
                    <li>
                      <Link to="/needs" search={{ organisationId }}>
                        {t('seeAll')} {t('needs')}
                      </Link>
                    </li>
                  )}
                </ul>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}
