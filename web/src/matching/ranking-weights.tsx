import { Button, InputNumber, Slider } from 'antd';
import { useState } from 'react';
import { type Matches, rankingContract, type Weight } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import type { ListState } from '../ui/list-state.ts';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { rankingWords } from './ranking-words.ts';

interface Kept {
  readonly needId: string;
  readonly organisationId: string;
}

/** The weights as data: changed in the address bar, reset, and kept with one's own need. */
export function RankingWeights({
  weights,
  state,
  kept = null,
}: {
  readonly weights: Matches['weights'];
  readonly state: ListState;
  /** The need that they may be kept with. */
  readonly kept?: Kept | null;
}) {
  const t = useWords(rankingWords);
  const asked = state.several('weight');
  const [open, setOpen] = useState(asked.length > 0);
  const total = weights.reduce((sum, { points }) => sum + points, 0);
  const change = (part: Weight['part'], points: number) => {
    const others = asked.filter((wish) => !wish.startsWith(`${part}:`));
    state.change({ weight: [...others, `${part}:${Math.round(points)}`] });
  };
  return (
    <details
      className="weights sheet"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{t('weights')}</summary>
      <p className="quiet">{t('weightsLead')}</p>
      <LearnedFrom />
      <ul className="weight-list">
        {weights.map((weight) => (
          <OneWeight
            key={weight.part}
            weight={weight}
            asked={pointsAsked(asked, weight.part)}
            total={total}
            onChange={change}
          />
        ))}
      </ul>
      <div className="row">
        <Button disabled={asked.length === 0} onClick={() => state.change({ weight: undefined })}>
          {t('resetWeights')}
        </Button>
        {kept === null ? null : <KeepWeights weights={weights} state={state} kept={kept} />}
      </div>
    </details>
  );
}

/** What the address says of a part, before the answer to it is here. */
function pointsAsked(asked: readonly string[], part: Weight['part']): number | null {
  const wish = asked.find((one) => one.startsWith(`${part}:`));
  return wish === undefined ? null : Number(wish.slice(part.length + 1));
}

/** What is being typed stands, whatever answers come meanwhile. */
function OneWeight({
  weight,
  asked,
  total,
  onChange,
}: {
  readonly weight: Weight;
  readonly asked: number | null;
  readonly total: number;
  readonly onChange: (part: Weight['part'], points: number) => void;
}) {
  const t = useWords(rankingWords);
  const format = useFormat();
  const { part, source } = weight;
  const [typed, setTyped] = useState<number | null>(null);
  const points = typed ?? asked ?? Math.round(weight.points);
  const label = t('weightOf', { part: t(`part_${part}`) });
  return (
    <li>
      <span className="weight-name">
        {t(`part_${part}`)} <span className="quiet">{t(`source_${source}`)}</span>
      </span>
      <Slider
        className="weight-slider"
        min={0}
        max={100}
        value={points}
        ariaLabelForHandle={label}
        tooltip={{ open: false }}
        onChange={(next) => {
          setTyped(next);
          onChange(part, next);
        }}
        onChangeComplete={() => setTyped(null)}
      />
      <InputNumber
        aria-label={label}
        min={0}
        max={100}
        precision={0}
        className="weight-points"
        size="small"
        value={points}
        onChange={(next) => {
          setTyped(next ?? 0);
          onChange(part, next ?? 0);
        }}
        onBlur={() => setTyped(null)}
      />
      <span className="quiet weight-share">
        {format.share(total > 0 ? weight.points / total : 0)}
      </span>
    </li>
  );
}

function LearnedFrom() {
  const t = useWords(rankingWords);
  const { data } = useRead(rankingContract.readRanking, {});
  if (data === undefined) return null;
  const { version, yes, no } = data;
  return (
    <p className="quiet">
      {version === 0 ? t('notLearned') : t('learnedFrom', { version, yes, no })}
    </p>
  );
}

function KeepWeights({
  weights,
  state,
  kept,
}: {
  readonly weights: Matches['weights'];
  readonly state: ListState;
  readonly kept: Kept;
}) {
  const t = useWords(rankingWords);
  const viewer = useViewer();
  const notice = useNotice();
  const keep = useWrite(rankingContract.keepWeights, {
    onDone: () => {
      notice.done(t('weightsKept'));
      state.change({ weight: undefined });
    },
  });
  const drop = useWrite(rankingContract.dropWeights);
  const { needId, organisationId } = kept;
  if (!mayActFor(viewer, organisationId, 'editor')) return null;
  const isKept = weights.some(({ source }) => source === 'kept');
  const points = weights.map((weight) => ({
    part: weight.part,
    points: Math.round(weight.points),
  }));
  return (
    <>
      <Button
        type="primary"
        disabled={state.several('weight').length === 0}
        loading={keep.isPending}
        onClick={() =>
          keep.mutate({ needId, weights: points }, { onError: (error) => notice.failed(error) })
        }
      >
        {t('keepWeights')}
      </Button>
      {isKept ? (
        <Button
          type="link"
          onClick={() => drop.mutate({ needId }, { onError: (error) => notice.failed(error) })}
        >
          {t('dropWeights')}
        </Button>
      ) : null}
    </>
  );
}
