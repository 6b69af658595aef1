import { Link } from '@tanstack/react-router';
import type { Network } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { registryWords } from './words.ts';

const rowsShown = 20;

/** What the picture shows, for those who read rather than look, and for keyboards. */
export function NetworkTables({ network }: { readonly network: Network }) {
  const t = useWords(registryWords);
  const format = useFormat();
  const language = useLanguage();
  const provinces = new Map(network.provinces.map((one) => [one.code, one]));
  const strongest = [...network.nodes].sort((a, b) => b.strength - a.strength).slice(0, rowsShown);
  const ties = [...network.edges].sort((a, b) => b.weight - a.weight).slice(0, rowsShown);
  const link = (node: Network['nodes'][number]) => (
    <Link to="/organisations/$organisationId" params={{ organisationId: node.id }}>
      {nameIn(language, node) || node.displayName}
    </Link>
  );
  return (
    <div className="columns-even columns">
      <Section title={t('strongestOrganisations')} plain>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('organisation')}</th>
                <th scope="col" className="end">
                  {t('partnersCount')}
                </th>
                <th scope="col" className="end">
                  {t('strength')}
                </th>
              </tr>
            </thead>
            <tbody>
              {strongest.map((node) => {
                const province = provinces.get(node.provinceCode ?? '');
                return (
                  <tr key={node.id}>
                    <td>
                      {link(node)}{' '}
                      <span className="quiet">
                        {province === undefined ? '' : nameIn(language, province)}
                      </span>
                    </td>
                    <td className="end">{format.number(node.degree)}</td>
                    <td className="end">{format.number(node.strength)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Section>
      <Section title={t('strongestTies')} plain>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('organisation')}</th>
                <th scope="col">{t('withPartner')}</th>
                <th scope="col" className="end">
                  {t('together')}
                </th>
              </tr>
            </thead>
            <tbody>
              {ties.map(({ a, b, weight }) => {
                const one = network.nodes[a]!;
                const other = network.nodes[b]!;
                return (
                  <tr key={`${a} ${b}`}>
                    <td>{link(one)}</td>
                    <td>{link(other)}</td>
                    <td className="end">
                      <Link
                        to="/collaborations"
                        search={{ organisationId: one.id, partnerId: other.id }}
                        aria-label={`${t('showCollaborations')}: ${weight}`}
                      >
                        {format.number(weight)}
                      </Link>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Section>
    </div>
  );
}
