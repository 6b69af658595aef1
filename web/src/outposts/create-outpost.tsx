import { useNavigate } from '@tanstack/react-router';
import { outpostContract as contract } from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { OutpostFields, withSource } from './outpost-fields.tsx';
import { outpostWords } from './outpost-words.ts';

export function CreateOutpost() {
  const t = useWords(outpostWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const create = useWrite(contract.createOutpost, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      void navigate({ to: '/outposts/$outpostId', params: { outpostId: id } });
    },
  });
  return (
    <Page
      title={t('registerOutpost')}
      above={[{ to: '/outposts', label: t('outposts') }]}
      width="narrow"
    >
      <Section>
        <Form<BodyOf<typeof contract.createOutpost>>
          schema={contract.createOutpost.body}
          problem={create.error}
          busy={create.isPending}
          submit={t('registerOutpost')}
          onSubmit={(body) => create.mutate(withSource(body))}
        >
          <OutpostFields />
        </Form>
      </Section>
    </Page>
  );
}
