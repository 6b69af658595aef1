import { getRouteApi } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import {
  type CompactMember,
  type CompactWithMembers,
  registryContract as contract,
} from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionChoice } from './choices.tsx';
import { CompactNames } from './compacts.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';
import './registry.css';

const route = getRouteApi('/compacts/$compactId');

export function Compact() {
  const { compactId } = route.useParams();
  const read = useRead(contract.readCompact, { compactId });
  return <Loaded of={read}>{(compact) => <Body compact={compact} />}</Loaded>;
}

type Doing = 'rename' | 'takeIn' | null;

function Body({ compact }: { readonly compact: CompactWithMembers }) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const [doing, setDoing] = useState<Doing>(null);
  const [leaving, setLeaving] = useState<CompactMember | null>(null);
  const stop = () => {
    setDoing(null);
    setLeaving(null);
  };
  return (
    <Page
      title={nameIn(language, compact)}
      lead={nameIn(language === 'zh' ? 'en' : 'zh', compact)}
      above={[{ to: '/regions', label: t('regions') }]}
      marks={<Sample when={compact.sample} />}
      actions={
        compact.may.edit ? (
          <>
            <Button onClick={() => setDoing('rename')}>{t('renameCompact')}</Button>
            <Button type="primary" onClick={() => setDoing('takeIn')}>
              {t('takeIn')}
            </Button>
          </>
        ) : null
      }
    >
      <Section title={t('membersOverTime')}>
        <Members compact={compact} onEnd={setLeaving} />
      </Section>
      <Rename open={doing === 'rename'} onClose={stop} compact={compact} />
      <TakeIn open={doing === 'takeIn'} onClose={stop} compact={compact} />
      <EndMembership member={leaving} onClose={stop} compact={compact} />
    </Page>
  );
}

/** Each membership as a stretch of one line of time, from the first day of the first to today. */
function Members({
  compact,
  onEnd,
}: {
  readonly compact: CompactWithMembers;
  readonly onEnd: (member: CompactMember) => void;
}) {
  const t = useWords(registryWords);
  const format = useFormat();
  const today = Date.now();
  const first = Math.min(today, ...compact.members.map(({ startsOn }) => Date.parse(startsOn)));
  const place = (at: number) => (100 * (at - first)) / Math.max(1, today - first);
  return (
    <ul className="stretches">
      {compact.members.map((member) => {
        const { region, startsOn, endsOn } = member;
        const from = place(Date.parse(startsOn));
        const until = endsOn === null ? 100 : Math.min(100, place(Date.parse(endsOn)));
        return (
          <li key={`${region.code} ${startsOn}`}>
            <RegionName region={region} linked />
            <span className="stretch-track" aria-hidden="true">
              <span
                className={endsOn === null ? 'stretch' : 'stretch stretch-ended'}
                style={{ left: `${from}%`, width: `${Math.max(1, until - from)}%` }}
              />
            </span>
            <span className="quiet">
              {format.day(startsOn)} – {endsOn === null ? t('stillIn') : format.day(endsOn)}
            </span>
            {compact.may.edit && endsOn === null ? (
              <Button size="small" type="text" onClick={() => onEnd(member)}>
                {t('endMembership')}
              </Button>
            ) : (
              <span />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly compact: CompactWithMembers;
}

function Rename({ open, onClose, compact }: DialogProps) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const { id: compactId, nameZh, nameEn, revision } = compact;
  const edit = useWrite(contract.editCompact, {
    onDone: () => {
      notice.done(t('saved'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('renameCompact')}>
      <Form<BodyOf<typeof contract.editCompact>>
        schema={contract.editCompact.body}
        initial={{ nameZh, nameEn }}
        problem={edit.error}
        busy={edit.isPending}
        onSubmit={(body) => edit.mutate({ ...body, compactId, revision })}
      >
        <CompactNames />
      </Form>
    </Modal>
  );
}

function TakeIn({ open, onClose, compact }: DialogProps) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const add = useWrite(contract.addCompactMember, {
    onDone: () => {
      notice.done(t('takenIn'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('takeIn')}>
      <Form<BodyOf<typeof contract.addCompactMember>>
        schema={contract.addCompactMember.body}
        problem={add.error}
        busy={add.isPending}
        submit={t('takeIn')}
        onSubmit={(body) => add.mutate({ ...body, compactId: compact.id })}
      >
        <Field name="regionCode" label={t('region')}>
          <RegionChoice />
        </Field>
        <div className="form-pair">
          <Field name="startsOn" label={t('startsOn')}>
            <DayInput />
          </Field>
          <Field name="endsOn" label={t('endsOn')}>
            <DayInput />
          </Field>
        </div>
      </Form>
    </Modal>
  );
}

function EndMembership({
  member,
  onClose,
  compact,
}: {
  readonly member: CompactMember | null;
  readonly onClose: () => void;
  readonly compact: CompactWithMembers;
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const notice = useNotice();
  const end = useWrite(contract.endCompactMembership, {
    onDone: () => {
      notice.done(t('membershipEnded'));
      onClose();
    },
  });
  const region = member === null ? '' : nameIn(language, member.region) || member.region.code;
  return (
    <Modal
      open={member !== null}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      title={t('endMembershipOf', { region })}
    >
      <Form<BodyOf<typeof contract.endCompactMembership>>
        schema={contract.endCompactMembership.body}
        problem={end.error}
        busy={end.isPending}
        submit={t('endMembership')}
        onSubmit={(body) =>
          end.mutate({ ...body, compactId: compact.id, regionCode: member?.region.code ?? '' })
        }
      >
        <Field name="endsOn" label={t('endsOn')}>
          <DayInput />
        </Field>
      </Form>
    </Modal>
  );
}
