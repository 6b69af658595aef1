import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { moveContract as contract, type Move } from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { changed } from '../ui/conflict.tsx';
import { Form } from '../ui/form.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { MoveFields } from './move-fields.tsx';
import { outpostWords } from './outpost-words.ts';
import './outposts.css';

const route = getRouteApi('/outposts/moves/$moveId/edit');

export function RecordMove() {
  const t = useWords(outpostWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const create = useWrite(contract.createMove, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      void navigate({ to: '/outposts/moves/$moveId', params: { moveId: id } });
    },
  });
  return (
    <Page
      title={t('recordMove')}
      above={[{ to: '/outposts/moves', label: t('moves') }]}
      width="narrow"
    >
      <Section>
        <Form<BodyOf<typeof contract.createMove>>
          schema={contract.createMove.body}
          initial={{ kind: 'enterprise', extent: 'whole', ledBy: 'government' }}
          problem={create.error}
          busy={create.isPending}
          submit={t('recordMove')}
          onSubmit={(body) => create.mutate(body)}
        >
          <MoveFields />
        </Form>
      </Section>
    </Page>
  );
}

export function EditMove() {
  const { moveId } = route.useParams();
  const read = useRead(contract.readMove, { moveId });
  return <Loaded of={read}>{(move) => <Editing move={move} />}</Loaded>;
}

type Change = BodyOf<typeof contract.editMove>;

function Editing({ move }: { readonly move: Move }) {
  const t = useWords(outpostWords);
  const notice = useNotice();
  const navigate = useNavigate();
  // What this person started from; a read in the background must not move it.
  const [found] = useState(move);
  const params = { moveId: found.id };
  const edit = useWrite(contract.editMove, {
    onDone: () => {
      notice.done(t('saved'));
      void navigate({ to: '/outposts/moves/$moveId', params });
    },
  });
  return (
    <Page
      title={t('editMove')}
      above={[{ to: '/outposts/moves', label: t('moves') }]}
      width="narrow"
    >
      <Section>
        <Form<Change>
          schema={contract.editMove.body}
          initial={stated(found)}
          problem={edit.error}
          busy={edit.isPending}
          extra={
            <Link
              to="/outposts/moves/$moveId"
              params={params}
              className="link-button link-button-plain"
            >
              {t('cancel')}
            </Link>
          }
          onSubmit={(values) =>
            edit.mutate({ ...changed(stated(found), values), ...params, revision: found.revision })
          }
        >
          <MoveFields />
        </Form>
      </Section>
    </Page>
  );
}

/** The record in the words of the form. */
function stated(move: Move): Change {
  const { kind, organisation, nameZh, nameEn, extent, ledBy, from, to, outpost, agreementId } =
    move;
  const { listedOn, movedOn, registeredOn, producingOn, deregisteredOn, taxesBefore, note } = move;
  return {
    ...{ kind, organisationId: organisation?.id ?? null, nameZh, nameEn, extent, ledBy },
    ...{ fromRegion: from.id, toRegion: to.id, outpostId: outpost?.id ?? null, agreementId },
    ...{ listedOn, movedOn, registeredOn, producingOn, deregisteredOn, note },
    taxesBefore: taxesBefore ?? [],
  };
}
