import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { type Charter as Charter_, charterContract as contract } from 'yunhe/platforms/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Loaded, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { BodyChoice, useBodyName } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';
import { PlaceLink } from './platform-facts.tsx';
import { PlatformPage } from './platform-page.tsx';
import { ProposeCharter } from './propose-charter.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/charter');

export function CharterPage() {
  const { platformId } = route.useParams();
  return (
    <PlatformPage platformId={platformId}>{() => <Body platformId={platformId} />}</PlatformPage>
  );
}

function Body({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const read = useRead(contract.readCharters, { platformId });
  const [proposing, setProposing] = useState(false);
  return (
    <Loaded of={read}>
      {({ items, inForceId, may }) => {
        const inForce = items.find(({ id }) => id === inForceId);
        const proposed = items.find(({ state }) => state === 'proposed');
        return (
          <>
            {proposed === undefined ? null : <OneCharter charter={proposed} />}
            {inForce === undefined ? null : <OneCharter charter={inForce} />}
            {inForce === undefined && proposed === undefined ? (
              <Empty title={t('noCharter')} hint={t('noCharterHint')} />
            ) : null}
            {may.propose && !proposing ? (
              <p>
                <Button onClick={() => setProposing(true)}>{t('proposeCharter')}</Button>
              </p>
            ) : null}
            {proposing ? (
              <ProposeCharter
                platformId={platformId}
                before={inForce?.content ?? null}
                onDone={() => setProposing(false)}
              />
            ) : null}
            {may.see ? <Seats platformId={platformId} maySeat={may.seat} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

function OneCharter({ charter }: { readonly charter: Charter_ }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const { content, mandates, state, number, startsOn, endsOn } = charter;
  const since = t('inForceSince', { number, day: format.day(startsOn) });
  return (
    <Section title={state === 'proposed' ? t('charterProposed', { number }) : since}>
      <Facts
        facts={[
          state === 'proposed' ? [t('startsOn'), format.day(startsOn)] : null,
          endsOn === null ? null : [t('endsOn'), format.day(endsOn)],
          [
            t('mandateRule'),
            content.mandates === null || mandates === null ? (
              t('nothingDelegated')
            ) : (
              <Link
                to="/rules/versions/$versionId"
                params={{ versionId: content.mandates.versionId }}
              >
                {nameIn(language, mandates)} v{mandates.number}
              </Link>
            ),
          ],
          content.note === null ? null : [t('note'), content.note],
        ]}
      />
      <TableFrame label={t('bodies')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('body')}</th>
              <th scope="col">{t('quorum')}</th>
              <th scope="col">{t('majority')}</th>
              <th scope="col">{t('tie')}</th>
              <th scope="col">{t('conflicted')}</th>
              <th scope="col">{t('clause')}</th>
            </tr>
          </thead>
          <tbody>
            {content.bodies.map((body) => (
              <tr key={body.code}>
                <th scope="row">
                  {nameIn(language, body)}
                  {body.code === content.budgetBody ? (
                    <span className="tag">{t('decidesBudget')}</span>
                  ) : null}
                </th>
                <td>{t(`quorum_${body.quorum}`)}</td>
                <td>
                  {t(`majority_${body.majority}`)} · {t(`of_${body.majorityOf}`)}
                </td>
                <td>{t(`tie_${body.tie}`)}</td>
                <td>{body.conflictedCount ? t('counted') : t('notCounted')}</td>
                <td>{body.clause}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Adoptions charter={charter} />
    </Section>
  );
}

function Adoptions({ charter }: { readonly charter: Charter_ }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const confirm = useConfirm();
  const adopt = useWrite(contract.adoptCharter);
  const withdraw = useWrite(contract.withdrawCharter);
  const { id: charterId, digest } = charter;
  const ask = async (founder: Charter_['founders'][number]) => {
    const title = t('adoptQuestion', { founder: nameIn(language, founder.place) });
    const content = <code className="digest-line">{digest}</code>;
    if (!(await confirm({ title, content, yes: t('adopt') }))) return;
    adopt.mutate({ charterId, founder: founder.key, digest });
  };
  return (
    <>
      <Facts
        facts={charter.founders.map((founder) => [
          nameIn(language, founder.place) || founder.key,
          founder.adopted !== null ? (
            t('adoptedBy', { by: founder.adopted.by, at: format.instant(founder.adopted.at) })
          ) : founder.mayAdopt ? (
            <Button size="small" type="primary" onClick={() => void ask(founder)}>
              {t('adopt')}
            </Button>
          ) : (
            <>
              <PlaceLink place={founder.place} /> · {t('notAdopted')}
            </>
          ),
        ])}
      />
      <ProblemView problem={adopt.error ?? withdraw.error} />
      {charter.may.withdraw ? (
        <Button size="small" onClick={() => withdraw.mutate({ charterId })}>
          {t('withdraw')}
        </Button>
      ) : null}
    </>
  );
}

function Seats({
  platformId,
  maySeat,
}: {
  readonly platformId: string;
  readonly maySeat: boolean;
}) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const nameOf = useBodyName(platformId);
  const read = useRead(contract.listSeats, { platformId });
  return (
    <Section title={t('seats')}>
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noSeats')}</p>
          ) : (
            <TableFrame label={t('seats')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('member')}</th>
                    <th scope="col">{t('body')}</th>
                    <th scope="col">{t('votes')}</th>
                    <th scope="col">{t('term')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((seat) => (
                    <tr key={seat.id}>
                      <th scope="row">
                        {seat.person.name}{' '}
                        {seat.isChair ? <span className="tag">{t('chair')}</span> : null}
                      </th>
                      <td>{nameOf(seat.body)}</td>
                      <td>{seat.votes}</td>
                      <td>
                        {format.day(seat.startsOn)} –{' '}
                        {seat.endsOn === null ? '' : format.day(seat.endsOn)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )
        }
      </Loaded>
      {maySeat ? <GiveSeat platformId={platformId} /> : null}
    </Section>
  );
}

function GiveSeat({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const give = useWrite(contract.giveSeat, { onDone: () => notice.done(t('seatGiven')) });
  return (
    <details>
      <summary>{t('giveSeat')}</summary>
      <Form<{ body: string; email: string; startsOn: string }>
        schema={contract.giveSeat.body}
        problem={give.error}
        busy={give.isPending}
        submit={t('giveSeat')}
        onSubmit={(body) => give.mutate({ ...body, platformId })}
      >
        <div className="form-pair">
          <Field name="body" label={t('body')}>
            <BodyChoice platformId={platformId} />
          </Field>
          <Field name="email" label={t('email')}>
            <Input type="email" />
          </Field>
          <Field name="votes" label={t('votes')}>
            <InputNumber min={0} max={100} controls={false} />
          </Field>
          <Field name="isChair" label={t('chair')} valuePropName="checked">
            <Checkbox>{t('isChair')}</Checkbox>
          </Field>
          <Field name="startsOn" label={t('startsOn')}>
            <DayInput />
          </Field>
          <Field name="endsOn" label={t('endsOn')}>
            <DayInput />
          </Field>
        </div>
      </Form>
    </details>
  );
}
