import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { type Adoption, rulesContract as contract, type RuleVersion } from 'yunhe/rules/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { RegionChoice } from '../registry/choices.tsx';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlaceName } from './rule-facts.tsx';
import { rulesWords } from './words.ts';

/** Who adopted this version, from when, and with which signature. */
export function Adoptions({ version }: { readonly version: RuleVersion }) {
  const t = useWords(rulesWords);
  const [adopting, setAdopting] = useState(false);
  const [ending, setEnding] = useState<Adoption | null>(null);
  const adopt = version.may.adopt ? (
    <Button type="primary" onClick={() => setAdopting(true)}>
      {t('adopt')}
    </Button>
  ) : null;
  return (
    <Section title={t('adoptions')} actions={adopt}>
      {version.adoptions.length === 0 ? (
        <Empty title={t('adoptedByNobody')} hint={t('noAdoptionsHint')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
        <section className="table-frame" aria-label={t('adoptions')} tabIndex={0}>
          <table className="table">
            <caption className="unseen">{t('adoptions')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('effective')}</th>
                <th scope="col">{t('signature')}</th>
                <th scope="col">{t('turnTo')}</th>
                <th scope="col">
                  <span className="unseen">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {version.adoptions.map((adoption) => (
                <AdoptionRow key={adoption.id} adoption={adoption} onEnd={setEnding} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Adopt version={version} open={adopting} onClose={() => setAdopting(false)} />
      <EndAdoption adoption={ending} onClose={() => setEnding(null)} />
    </Section>
  );
}

function AdoptionRow({
  adoption,
  onEnd,
}: {
  readonly adoption: Adoption;
  readonly onEnd: (adoption: Adoption) => void;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  const { office, endsOn, signedBy } = adoption;
  return (
    <tr>
      <td>
        <PlaceName place={adoption.place} /> <Sample when={adoption.sample} />
      </td>
      <td>
        {endsOn === null
          ? t('since', { day: format.day(adoption.startsOn) })
          : t('period', { from: format.day(adoption.startsOn), until: format.day(endsOn) })}
      </td>
      <td>
        {signedBy.name} · {format.instant(adoption.signedAt)}
        <span className="second-line">
          <span className={`tag ${adoption.signatureHolds ? 'tag-good' : 'tag-bad'}`}>
            {adoption.signatureHolds ? t('signatureHolds') : t('signatureBroken')}
          </span>
        </span>
        <span className="digest second-line">{adoption.contentDigest}</span>
      </td>
      <td>
        {nameIn(language, office)}
        <span className="quiet second-line">
          {[office.email, office.phone].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td className="tight">
        {adoption.may.end ? (
          <Button size="small" onClick={() => onEnd(adoption)}>
            {t('endAdoption')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Adopt({
  version,
  open,
  onClose,
}: {
  readonly version: RuleVersion;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const notice = useNotice();
  const offices = useViewer()?.offices ?? [];
  const regionCode = offices.find(({ office }) => office === 'region_officer')?.regionCode ?? null;
  const compactId = offices.find(({ office }) => office === 'secretariat')?.compactId ?? null;
  const adopt = useWrite(contract.adoptVersion, {
    onDone: () => {
      notice.done(t('adopted'));
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      title={t('adoptTitle', { name: nameIn(language, version) })}
    >
      <p>{t('adoptHint')}</p>
      <p className="digest">{version.contentDigest}</p>
      <Form<BodyOf<typeof contract.adoptVersion>>
        schema={contract.adoptVersion.body}
        initial={{
          ...(regionCode === null ? {} : { regionCode }),
          ...(regionCode !== null || compactId === null ? {} : { compactId }),
          versionId: version.id,
          contentDigest: version.contentDigest,
        }}
        problem={adopt.error}
        busy={adopt.isPending}
        submit={t('sign')}
        onSubmit={(body) =>
          adopt.mutate({
            ...body,
            versionId: version.id,
            contentDigest: version.contentDigest,
            ...(regionCode === null && compactId !== null ? { compactId } : {}),
          })
        }
      >
        {regionCode === null && compactId !== null ? null : (
          <Field name="regionCode" label={t('place')} needed>
            <RegionChoice label={t('place')} />
          </Field>
        )}
        <Field name="startsOn" label={t('from')}>
          <DayInput />
        </Field>
        <Field name="endsOn" label={t('until')} hint={t('untilHint')}>
          <DayInput />
        </Field>
        <Field name={['office', 'nameZh']} label={t('officeZh')} hint={t('officeHint')}>
          <Input lang="zh-CN" />
        </Field>
        <Field name={['office', 'nameEn']} label={t('officeEn')}>
          <Input lang="en" />
        </Field>
        <Field name={['office', 'email']} label={t('email')}>
          <Input type="email" />
        </Field>
        <Field name={['office', 'phone']} label={t('phone')}>
          <Input type="tel" />
        </Field>
      </Form>
    </Modal>
  );
}

function EndAdoption({
  adoption,
  onClose,
}: {
  readonly adoption: Adoption | null;
  readonly onClose: () => void;
}) {
  const t = useWords(rulesWords);
  const notice = useNotice();
  const end = useWrite(contract.endAdoption, {
    onDone: () => {
      notice.done(t('adoptionEnds'));
      onClose();
    },
  });
  return (
    <Modal
      open={adoption !== null}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      title={t('endAdoption')}
    >
      <p>{t('endAdoptionHint')}</p>
      {adoption === null ? null : (
        <Form<BodyOf<typeof contract.endAdoption>>
          schema={contract.endAdoption.body}
          {...(adoption.endsOn === null ? {} : { initial: { endsOn: adoption.endsOn } })}
          problem={end.error}
          busy={end.isPending}
          submit={t('endAdoption')}
          onSubmit={(body) =>
            end.mutate({ ...body, adoptionId: adoption.id, revision: adoption.revision })
          }
        >
          <Field name="endsOn" label={t('until')}>
            <DayInput />
          </Field>
        </Form>
      )}
    </Modal>
  );
}
