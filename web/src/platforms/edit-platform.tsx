import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { platformContract as contract, type Platform } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Form } from '../ui/form.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import {
  FacilityFields,
  FounderFields,
  facilitiesBody,
  facilityDrafts,
  founderDrafts,
  foundersBody,
} from './founder-fields.tsx';
import { PlatformFields } from './platform-fields.tsx';
import { platformWords } from './platform-words.ts';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/edit');
type Body = BodyOf<typeof contract.createPlatform>;

export function EditPlatform() {
  const { platformId } = route.useParams();
  const read = useRead(contract.readPlatform, { platformId });
  return <Loaded of={read}>{(platform) => <Editing platform={platform} />}</Loaded>;
}

function Editing({ platform }: { readonly platform: Platform }) {
  const t = useWords(platformWords);
  const language = useLanguage();
  const notice = useNotice();
  const navigate = useNavigate();
  const { id: platformId, revision } = platform;
  const [founders, setFounders] = useState(() => founderDrafts(platform));
  const [facilities, setFacilities] = useState(() => facilityDrafts(platform));
  const edit = useWrite(contract.editPlatform, {
    onDone: () => {
      notice.done(t('saved'));
      void navigate({ to: '/platforms/$platformId', params: { platformId } });
    },
  });
  const { nameZh, nameEn, stage, fields, openedOn, closedOn, address, note } = platform;
  return (
    <Page
      title={t('edit')}
      above={[
        { to: '/platforms', label: t('platforms') },
        { to: `/platforms/${platformId}` as never, label: nameIn(language, platform) },
      ]}
      width="narrow"
    >
      <Section>
        <Form<Body>
          schema={contract.createPlatform.body}
          initial={{
            ...{ nameZh, nameEn, stage, fields, openedOn, closedOn, address, note },
            type: platform.type.code,
            regionCodes: platform.regions.map(({ id }) => id),
            operatorId: platform.operator?.id ?? null,
          }}
          problem={edit.error}
          busy={edit.isPending}
          onSubmit={(body) =>
            edit.mutate({
              ...{ ...body, platformId, revision },
              ...{ founders: foundersBody(founders), facilities: facilitiesBody(facilities) },
            })
          }
        >
          <PlatformFields />
          <FounderFields value={founders} onChange={(all) => setFounders([...all])} />
          <FacilityFields value={facilities} onChange={(all) => setFacilities([...all])} />
        </Form>
      </Section>
    </Page>
  );
}
