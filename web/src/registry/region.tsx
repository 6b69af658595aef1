import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { registryContract as contract } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionName } from './region-name.tsx';
import { RegionTree } from './region-tree.tsx';
import { registryWords } from './words.ts';
import './registry.css';

/** What other capabilities know of the region comes as children. */
export function Region({
  code,
  children,
}: {
  readonly code: string;
  readonly children?: ReactNode;
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const format = useFormat();
  const read = useRead(contract.readRegion, { code });
  return (
    <Loaded of={read}>
      {(region) => {
        const name = nameIn(language, region) || region.code;
        const other = nameIn(language === 'zh' ? 'en' : 'zh', region);
        return (
          <Page
            title={name}
            lead={
              <>
                {region.ancestors.map((above) => (
                  <span key={above.code}>
                    <RegionName region={above} linked />
                    {' › '}
                  </span>
                ))}
                {other === name || other === '' ? region.code : other}
              </>
            }
            above={[{ to: '/regions', label: t('regions') }]}
            marks={
              <>
                <span className="tag tag-accent">{t(`level_${region.level}`)}</span>
                {region.validUntil === null ? null : (
                  <span className="tag tag-warn">
                    {t('abolishedOn', { day: format.day(region.validUntil) })}
                  </span>
                )}
              </>
            }
            actions={
              <Link
                to="/organisations"
                search={{ region: [code] }}
                className="link-button link-button-plain"
              >
                {t('organisationsHere')}
              </Link>
            }
          >
            <Section>
              <Facts
                facts={[
                  [t('code'), <span className="code">{region.code}</span>],
                  [t('regionScheme'), t(`regionScheme_${region.scheme}`)],
                  region.iso3166 === null ? null : ['ISO 3166-2', region.iso3166],
                  region.validFrom === null ? null : [t('validFrom'), format.day(region.validFrom)],
                  region.validUntil === null
                    ? null
                    : [t('validUntil'), format.day(region.validUntil)],
                  region.successor === null
                    ? null
                    : [t('successor'), <RegionName region={region.successor} linked />],
                  region.predecessors.length === 0
                    ? null
                    : [
                        t('predecessors'),
                        region.predecessors.map((one) => (
                          <span key={one.code} className="line">
                            <RegionName region={one} linked />{' '}
                            <span className="quiet">
                              {t('abolishedOn', { day: format.day(one.validUntil) })}
                            </span>
                          </span>
                        )),
                      ],
                  region.compacts.length === 0
                    ? null
                    : [
                        t('inCompacts'),
                        region.compacts.map((compact) => (
                          <span key={compact.id} className="line">
                            <Link to="/compacts/$compactId" params={{ compactId: compact.id }}>
                              {nameIn(language, compact)}
                            </Link>{' '}
                            <span className="quiet">
                              {format.day(compact.startsOn)} –{' '}
                              {compact.endsOn === null ? t('stillIn') : format.day(compact.endsOn)}
                            </span>
                          </span>
                        )),
                      ],
                ]}
              />
            </Section>
            {children}
            {region.hasChildren ? (
              <Section title={t('below')} plain>
                <RegionTree parent={code} />
              </Section>
            ) : null}
          </Page>
        );
      }}
    </Loaded>
  );
}
