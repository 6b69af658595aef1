import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { panelContract as contract, type Panel, type PanelMember } from 'yunhe/platforms/contract';
import { FieldChoice } from '../matching/choices.tsx';
import { useNotice } from '../ui/confirm.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { FieldTags } from './platform-facts.tsx';
import { RoundState, shortNumber, useRoundTitle } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/rounds/$roundId/panel');

interface About {
  readonly panel: Panel;
}

export function PanelPage() {
  const { roundId } = route.useParams();
  const read = useRead(contract.readPanel, { roundId });
  return <Loaded of={read}>{(panel) => <Body panel={panel} />}</Loaded>;
}

function Body({ panel }: About) {
  const t = useWords(roundWords);
  const titleOf = useRoundTitle();
  const { round } = panel;
  return (
    <Page
      title={t('panel')}
      lead={t('panelLead')}
      above={[
        { to: '/platforms/rounds', label: t('rounds') },
        { to: `/platforms/rounds/${round.id}` as never, label: titleOf(round) },
      ]}
      marks={<RoundState round={round} />}
      actions={panel.may.seat ? <AddExpert roundId={round.id} /> : null}
    >
      <Members panel={panel} />
      <Agreement panel={panel} />
    </Page>
  );
}

function Members({ panel }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const notice = useNotice();
  const assign = useWrite(contract.assignPanel, {
    onDone: ({ value, bound }) =>
      notice.done(
        t('assigned', { value: shortNumber(String(value)), bound: shortNumber(String(bound)) }),
      ),
  });
  const remove = useWrite(contract.removePanelMember);
  const platformName = new Map(
    panel.platforms.map(({ reportId, platform }) => [reportId, nameIn(language, platform)]),
  );
  return (
    <Section
      title={t('expert')}
      actions={
        panel.may.seat && panel.members.length > 0 ? (
          <Button
            type="primary"
            loading={assign.isPending}
            onClick={() => assign.mutate({ roundId: panel.round.id })}
          >
            {t('assign')}
          </Button>
        ) : null
      }
    >
      <ProblemView problem={assign.error ?? remove.error} />
      {panel.members.length === 0 ? (
        <Empty title={t('noExperts')} />
      ) : (
        <TableFrame label={t('expert')}>
          <table className="table">
            <thead>
              <tr>
                {(
                  [
                    'expert',
                    'organisation',
                    'fields',
                    'conflicts',
                    'seatsTaken',
                    'actions',
                  ] as const
                ).map((one) => (
                  <th key={one} scope="col">
                    {t(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {panel.members.map((member: PanelMember) => (
                <tr key={member.id}>
                  <th scope="row" className="tight">
                    {member.name}
                  </th>
                  <td>
                    {member.organisation === null ? '' : nameIn(language, member.organisation)}
                  </td>
                  <td>
                    <FieldTags fields={member.fields} />
                  </td>
                  <td>
                    {member.conflicts.map(({ reportId, kind }) => (
                      <div key={reportId}>
                        {platformName.get(reportId)}{' '}
                        <span className="tag">{t(`conflict_${kind}`)}</span>
                      </div>
                    ))}
                  </td>
                  <td>
                    {member.seats.map(({ reportId, doneAt }) => (
                      <div key={reportId}>
                        {platformName.get(reportId)}
                        {doneAt === null ? '' : ' ✓'}
                      </div>
                    ))}
                  </td>
                  <td>
                    {panel.may.seat ? (
                      <Button size="small" onClick={() => remove.mutate({ memberId: member.id })}>
                        {t('remove')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Section>
  );
}

function Agreement({ panel }: About) {
  const t = useWords(roundWords);
  if (panel.agreement.length === 0) return null;
  const memberName = new Map(panel.members.map(({ id, name }) => [id, name]));
  const language = useLanguage();
  const told = (value: number | null) =>
    value === null ? t('notTold') : shortNumber(String(value));
  return (
    <Section title={t('agreement')}>
      <p className="quiet">{t('agreementHint')}</p>
      <TableFrame label={t('agreement')}>
        <table className="table">
          <thead>
            <tr>
              {(['measure', 'alpha', 'icc', 'leniency'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {panel.agreement.map(({ measure, name, scores, alpha, icc, leniency }) => (
              <tr key={measure}>
                <th scope="row">
                  {name[language]}
                  <span className="second-line quiet">{t('scoresGiven', { count: scores })}</span>
                </th>
                <td>
                  {told(alpha)}
                  {alpha === null ? null : (
                    <span className="second-line quiet">{t(readingOf(alpha))}</span>
                  )}
                </td>
                <td>
                  {icc === null ? t('notTold') : `${told(icc.single)} / ${told(icc.average)}`}
                </td>
                <td>
                  {leniency.length === 0 ? (
                    t('notTold')
                  ) : (
                    <ul className="plain-list">
                      {leniency.map((one) => (
                        <li key={one.memberId}>
                          {memberName.get(one.memberId)} {signed(one.leniency)}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

/** As content analysts read it (Krippendorff, Content Analysis, ch. 12). */
function readingOf(alpha: number) {
  return alpha >= 0.8 ? 'alphaGood' : alpha >= 0.667 ? 'alphaTentative' : 'alphaPoor';
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${shortNumber(value.toFixed(2))}`;
}

function AddExpert({ roundId }: { readonly roundId: string }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [fields, setFields] = useState<string[]>([]);
  const found = useRead(
    contract.listPanelCandidates,
    { roundId, q: words.trim() },
    { enabled: open && words.trim() !== '', keepLast: true },
  );
  const add = useWrite(contract.addPanelMember, { onDone: () => setOpen(false) });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('addExpert')}</Button>
      <Modal
        open={open}
        title={t('addExpert')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <Input
          aria-label={t('findPerson')}
          placeholder={t('findPerson')}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <label htmlFor="expert-fields">{t('fields')}</label>
        <FieldChoice id="expert-fields" value={fields} onChange={setFields} />
        <ul className="rows">
          {(found.data?.items ?? []).map((one) => (
            <li key={one.personId}>
              <span>
                {one.name}{' '}
                <span className="quiet">
                  {one.organisation === null ? '' : nameIn(language, one.organisation)}
                </span>
              </span>
              <Button
                loading={add.isPending}
                onClick={() => add.mutate({ roundId, personId: one.personId, fields })}
              >
                {t('addExpert')}
              </Button>
            </li>
          ))}
        </ul>
        <ProblemView problem={add.error} />
      </Modal>
    </>
  );
}
