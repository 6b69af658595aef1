import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { platformContract as contract } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import {
  type FacilityDraft,
  FacilityFields,
  type FounderDraft,
  FounderFields,
  facilitiesBody,
  foundersBody,
} from './founder-fields.tsx';
import { PlatformFields } from './platform-fields.tsx';
import { platformWords } from './platform-words.ts';
import './platforms.css';

type Body = BodyOf<typeof contract.createPlatform>;

/**
 * Proposes a platform, and says meanwhile whom it would repeat.
 *
 * @param warn  Shows whom a platform in the region and field would repeat.
 */
export function ProposePlatform({
  warn,
}: {
  readonly warn: (regionCode: string, field: string) => ReactNode;
}) {
  const t = useWords(platformWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const [founders, setFounders] = useState<readonly FounderDraft[]>([]);
  const [facilities, setFacilities] = useState<readonly FacilityDraft[]>([]);
  const [so, setSo] = useState<Partial<Body>>({});
  const create = useWrite(contract.createPlatform, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      void navigate({ to: '/platforms/$platformId', params: { platformId: id } });
    },
  });
  const regionCode = so.regionCodes?.[0];
  return (
    <Page title={t('propose')} above={[{ to: '/platforms', label: t('platforms') }]} width="narrow">
      <Section>
        <Form<Body>
          schema={contract.createPlatform.body}
          initial={{ stage: 'planned' }}
          problem={create.error}
          busy={create.isPending}
          submit={t('propose')}
          onChange={setSo}
          onSubmit={(body) =>
            create.mutate({
              ...body,
              ...{ founders: foundersBody(founders), facilities: facilitiesBody(facilities) },
            })
          }
        >
          <PlatformFields />
          <FounderFields value={founders} onChange={setFounders} />
          <FacilityFields value={facilities} onChange={setFacilities} />
          <section aria-label={t('layout')} className="platform-layout">
            <h2>{t('layout')}</h2>
            {regionCode === undefined || (so.fields ?? []).length === 0 ? (
              <p className="quiet">{t('layoutHint')}</p>
            ) : (
              so
                .fields!.slice(0, 3)
                .map((field) => <div key={field}>{warn(regionCode, field)}</div>)
            )}
          </section>
        </Form>
      </Section>
    </Page>
  );
}
