import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { motionContract as contract, type Motion as Motion_ } from 'yunhe/platforms/contract';
import { useConfirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { MotionState } from './motions.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/motions/$motionId');

export function Motion() {
  const { motionId } = route.useParams();
  const read = useRead(contract.readMotion, { motionId });
  return <Loaded of={read}>{(motion) => <Body motion={motion} />}</Loaded>;
}

function Body({ motion }: { readonly motion: Motion_ }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const { tally, platformId } = motion;
  return (
    <Page
      title={motion.title}
      above={[{ to: `/platforms/${platformId}/motions` as never, label: t('motions') }]}
      marks={
        <>
          <MotionState state={motion.state} />
          <Sample when={motion.sample} />
        </>
      }
    >
      <Section title={t('aboutMotion')}>
        {motion.reasons.length === 0 ? null : (
          <ul className="motion-reasons">
            {motion.reasons.map((one) => (
              <li key={one.en}>{one[language]}</li>
            ))}
          </ul>
        )}
        {motion.note === null ? null : <p className="as-written">{motion.note}</p>}
        <Facts
          facts={[
            [t('body'), language === 'zh' ? motion.bodyNameZh : motion.bodyNameEn],
            [t('raisedBy'), `${motion.raisedBy.name} · ${format.instant(motion.raisedAt)}`],
            [t('closes'), format.instant(motion.closesAt)],
            [t('clause'), tally.clause],
            [t('quorum'), t('quorumFigures', tally)],
            [t('votes'), t(tally.base === 0 ? 'voteFiguresNone' : 'voteFigures', tally)],
            motion.actId === null
              ? null
              : [
                  t('acts'),
                  <Link to="/platforms/$platformId/mandates" params={{ platformId }}>
                    {t('toActs')}
                  </Link>,
                ],
            motion.meetingId === null
              ? null
              : [
                  t('meeting'),
                  <Link
                    to="/platforms/meetings/$meetingId"
                    params={{ meetingId: motion.meetingId }}
                  >
                    {t('toMeeting')}
                  </Link>,
                ],
          ]}
        />
      </Section>
      <Section title={t('votes')}>
        <TableFrame label={t('votes')}>
          <table className="table platform-votes">
            <thead>
              <tr>
                <th scope="col">{t('member')}</th>
                <th scope="col">{t('weight')}</th>
                <th scope="col">{t('vote')}</th>
                <th scope="col">{t('note')}</th>
              </tr>
            </thead>
            <tbody>
              {motion.seats.map(({ seat, choice, note, conflict, present }) => (
                <tr key={seat.id}>
                  <th scope="row">
                    {seat.person.name}{' '}
                    {seat.isChair ? <span className="tag">{t('chair')}</span> : null}
                  </th>
                  <td>{seat.votes}</td>
                  <td>
                    {conflict !== null
                      ? t('conflict')
                      : motion.meetingId !== null && !present
                        ? t('absent')
                        : choice === null
                          ? t('notVoted')
                          : t(`vote_${choice}`)}
                  </td>
                  <td>{conflict === null ? (note ?? '') : sayGround(t, conflict)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
        <Acting motion={motion} />
      </Section>
    </Page>
  );
}

type T = ReturnType<typeof useWords<typeof governanceWords.phrases>>;

function sayGround(t: T, ground: string): string {
  return ground === 'member_of_the_other_side' ? t('memberOfOtherSide') : ground;
}

function Acting({ motion }: { readonly motion: Motion_ }) {
  const t = useWords(governanceWords);
  const confirm = useConfirm();
  const [note, setNote] = useState('');
  const vote = useWrite(contract.castVote);
  const declare = useWrite(contract.recuseSeat);
  const close = useWrite(contract.closeMotion);
  const withdraw = useWrite(contract.withdrawMotion);
  const { id: motionId, may } = motion;
  const said = note.trim();
  const cast = async (choice: 'for' | 'against' | 'abstain') => {
    const title = t('voteQuestion', { choice: t(`vote_${choice}`) });
    if (!(await confirm({ title, yes: t(`vote_${choice}`) }))) return;
    vote.mutate({ motionId, choice, note: said === '' ? null : said });
  };
  const tell = async () => {
    const title = t('conflictQuestion');
    if (await confirm({ title, yes: t('declare') })) declare.mutate({ motionId, ground: said });
  };
  const takeBack = async () => {
    const title = t('withdrawMotionQuestion');
    if (await confirm({ title, yes: t('withdrawMotion') })) withdraw.mutate({ motionId });
  };
  return (
    <div className="motion-acting">
      {may.vote || may.declare ? (
        <Input.TextArea
          aria-label={t('noteToVote')}
          placeholder={t('noteToVote')}
          maxLength={500}
          value={note}
          autoSize={{ minRows: 1, maxRows: 4 }}
          onChange={({ target }) => setNote(target.value)}
        />
      ) : null}
      <div className="form-foot">
        {may.vote
          ? (['for', 'against', 'abstain'] as const).map((choice) => (
              <Button
                key={choice}
                {...(choice === 'for' ? { type: 'primary' as const } : {})}
                loading={vote.isPending}
                onClick={() => void cast(choice)}
              >
                {t(`vote_${choice}`)}
              </Button>
            ))
          : null}
        {may.declare ? (
          <Button disabled={said === ''} onClick={() => void tell()}>
            {t('declare')}
          </Button>
        ) : null}
        {may.close ? (
          <Button loading={close.isPending} onClick={() => close.mutate({ motionId })}>
            {t('count')}
          </Button>
        ) : null}
        {may.withdraw ? (
          <Button onClick={() => void takeBack()}>{t('withdrawMotion')}</Button>
        ) : null}
      </div>
      <ProblemView problem={vote.error ?? declare.error ?? close.error ?? withdraw.error} />
    </div>
  );
}
