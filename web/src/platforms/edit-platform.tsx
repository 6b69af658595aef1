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
  type FounderDraft,
  FounderFields,
  foundersBody,
  PlatformFields,
} from './platform-fields.tsx';
import { platformWords } from './platform-words.ts';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/edit');
type Body = BodyOf<typeof contract.editPlatform>;

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
  const [founders, setFounders] = useState(() => platform.founders.map(draftOf));
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
      lead={nameIn(language, platform)}
      above={[{ to: '/platforms', label: t('platforms') }]}
      width="narrow"
    >
      <Section>
        <Form<Body>
          schema={contract.editPlatform.body}
          initial={{
            ...{ nameZh, nameEn, stage, fields, openedOn, closedOn, address, note },
            type: platform.type.code,
            regionCodes: platform.regions.map(({ id }) => id),
            operatorId: platform.operator?.id ?? null,
          }}
          problem={edit.error}
          busy={edit.isPending}
          onSubmit={(body) =>
            edit.mutate({ ...body, founders: foundersBody(founders), platformId, revision })
          }
        >
          <PlatformFields />
          <FounderFields founders={founders} onChange={(all) => setFounders([...all])} />
        </Form>
      </Section>
    </Page>
  );
}

function draftOf({ place, contributions }: Platform['founders'][number]): FounderDraft {
  const isRegion = place.kind === 'region';
  return {
    ...{ regionCode: isRegion ? place.id : null, organisationId: isRegion ? null : place.id },
    amounts: Object.fromEntries(contributions.map(({ kind, amount }) => [kind, Number(amount)])),
  };
}
