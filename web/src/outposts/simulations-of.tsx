import { Link } from '@tanstack/react-router';
import { simulationContract as contract } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { simulationWords } from './simulation-words.ts';

/** The latest simulations of an agreement, on its page. */
export function SimulationsOf({ agreementId }: { readonly agreementId: string }) {
  const t = useWords(simulationWords);
  const format = useFormat();
  const read = useRead(contract.listSimulations, { agreementId, limit: 10 });
  return (
    <Section title={t('simulations')}>
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noSimulations')}</p>
          ) : (
            <ul className="plain-list">
              {items.map((one) => (
                <li key={one.id}>
                  <Link to="/outposts/simulations/$simulationId" params={{ simulationId: one.id }}>
                    {one.alternatives.join(' · ')}
                  </Link>{' '}
                  {one.state === 'finished' ? null : (
                    <span className="tag">{t(`state_${one.state}`)}</span>
                  )}
                  <span className="second-line quiet">
                    {t('drawsAndSeed', { draws: one.draws, seed: one.seed })} ·{' '}
                    {format.instant(one.createdAt)}
                    {one.current ? null : <> · {t('outdated')}</>}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
