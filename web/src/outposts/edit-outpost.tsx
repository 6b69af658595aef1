import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { outpostContract as contract, type Outpost } from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { changed } from '../ui/conflict.tsx';
import { Form } from '../ui/form.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { OutpostFields, withSource } from './outpost-fields.tsx';
import { outpostWords } from './outpost-words.ts';

const route = getRouteApi('/outposts/$outpostId/edit');
type Change = BodyOf<typeof contract.editOutpost>;

export function EditOutpost() {
  const { outpostId } = route.useParams();
  const read = useRead(contract.readOutpost, { outpostId });
  return <Loaded of={read}>{(outpost) => <Editing outpost={outpost} />}</Loaded>;
}

function Editing({ outpost }: { readonly outpost: Outpost }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const notice = useNotice();
  const navigate = useNavigate();
  // What this person started from; a read in the background must not move it.
  const [found] = useState(outpost);
  const params = { outpostId: found.id };
  const edit = useWrite(contract.editOutpost, {
    onDone: () => {
      notice.done(t('saved'));
      void navigate({ to: '/outposts/$outpostId', params });
    },
  });
  return (
    <Page
      title={t('editOutpost')}
      lead={nameIn(language, found)}
      above={[{ to: '/outposts', label: t('outposts') }]}
      width="narrow"
    >
      <Section>
        <Form<Change>
          schema={contract.editOutpost.body}
          initial={stated(found)}
          problem={edit.error}
          busy={edit.isPending}
          extra={
            <Link
              to="/outposts/$outpostId"
              params={params}
              className="link-button link-button-plain"
            >
              {t('cancel')}
            </Link>
          }
          onSubmit={(values) =>
            edit.mutate({
              ...changed(stated(found), withSource(values)),
              ...params,
              revision: found.revision,
            })
          }
        >
          <OutpostFields />
        </Form>
      </Section>
    </Page>
  );
}

/** The record in the words of the form. */
function stated(outpost: Outpost): Change {
  const { nameZh, nameEn, kind, operator, home, host, source } = outpost;
  const { spaceSquareMetres, address, latitude, longitude, note, openedOn, closedOn } = outpost;
  return {
    ...{ nameZh, nameEn, kind, homeRegion: home.id, hostRegion: host.id },
    operatorId: operator?.id ?? null,
    ...{ spaceSquareMetres, address, latitude, longitude, note, openedOn, closedOn },
    activitiesAtHome: outpost.activitiesAtHome,
    activitiesThere: outpost.activitiesThere,
    source,
  };
}
