import { Input, Radio } from 'antd';
import { useState } from 'react';
import { type Review, reviewContract, weighScores } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { categories } from './review-facts.tsx';
import { reviewWords } from './review-words.ts';

type Body = BodyOf<typeof reviewContract.scoreReview>;

const scale = [0, 1, 2, 3, 4, 5];

/** Four scores with their comments; what they come to is said while they are given. */
export function ScoreReview({ review }: { readonly review: Review }) {
  const t = useWords(reviewWords);
  const notice = useNotice();
  const [scores, setScores] = useState<Partial<Body['scores']>>({});
  const score = useWrite(reviewContract.scoreReview, {
    onDone: () => notice.done(t('scored')),
  });
  const outcome = categories.every((one) => scores[one] !== undefined)
    ? weighScores(scores as Body['scores'])
    : null;
  return (
    <Section title={t('score')}>
      <p className="quiet">{t('scoreHint')}</p>
      <Form<Body>
        schema={reviewContract.scoreReview.body}
        problem={score.error}
        busy={score.isPending}
        submit={t('submitScores')}
        extra={
          <span role="status" className="strong">
            {outcome === null
              ? null
              : t('comesTo', {
                  total: outcome.total,
                  verdict: t(`verdict_${outcome.verdict}`),
                })}
          </span>
        }
        onChange={(values) => setScores({ ...values.scores })}
        onSubmit={({ scores, comments }) =>
          score.mutate({ reviewId: review.id, scores, comments: comments ?? {} })
        }
      >
        {categories.map((category) => (
          <div key={category} className="scored">
            <Field
              name={['scores', category]}
              label={t(category)}
              hint={t(`${category}Hint`)}
              needed
            >
              <Scale label={t(category)} />
            </Field>
            <Field name={['comments', category]} label={t('commentOn', { category: t(category) })}>
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2_000} />
            </Field>
          </div>
        ))}
      </Form>
    </Section>
  );
}

function Scale({
  label,
  ...rest
}: {
  readonly label: string;
  readonly id?: string;
  readonly value?: number;
  readonly onChange?: (score: number) => void;
}) {
  return (
    <Radio.Group
      {...(rest.id === undefined ? {} : { id: rest.id })}
      aria-label={label}
      value={rest.value}
      onChange={({ target }) => rest.onChange?.(target.value as number)}
      options={scale.map((value) => ({ value, label: String(value) }))}
    />
  );
}
