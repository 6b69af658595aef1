/** The steps of a journey: the events this module announces, and how a person reads them. */
import type { NewEvent } from '../runtime/event.ts';
import type { DeclineReason, LapseCause, Side } from './introduction.ts';
import type { RecordKind } from './record.ts';

/** A step of a record: who owns it and where. */
export interface RecordStep {
  readonly kind: RecordKind;
  readonly id: string;
  readonly journeyId: string | null;
  readonly organisationId: string;
  readonly province: string | null;
}

export const recordSteps = ['published', 'changed', 'renewed', 'withdrawn', 'expired'] as const;
export type RecordStepName = (typeof recordSteps)[number] | 'fulfilled';

export function recordEvent(
  record: RecordStep,
  step: RecordStepName,
  payload: NonNullable<NewEvent['payload']> = {},
): NewEvent {
  return {
    type: `matching.${record.kind}_${step}`,
    subjectIds: [record.id],
    journeyId: record.journeyId,
    organisationId: record.organisationId,
    fromRegion: record.province,
    payload: { kind: record.kind, recordId: record.id, ...payload },
  };
}

export interface IntroductionStep {
  readonly id: string;
  readonly journeyId: string;
  readonly askerId: string;
  readonly askedId: string;
  readonly askerProvince: string | null;
  readonly askedProvince: string | null;
  readonly needId: string | null;
  readonly technologyId: string | null;
  /** The side that has or offers the technology; the other takes it. */
  readonly giver: Side;
}

export type IntroductionStepName =
  | 'requested'
  | 'accepted'
  | 'declined'
  | 'withdrawn'
  | 'lapsed'
  | 'concluded';

/** `by` says which side took the step: from its region, to the other's. */
export function introductionEvent(
  introduction: IntroductionStep,
  step: IntroductionStepName,
  by: Side,
  more: Pick<NewEvent, 'amountMinor' | 'unit'> & {
    readonly payload?: NonNullable<NewEvent['payload']>;
  } = {},
): NewEvent {
  const { askerProvince, askedProvince } = introduction;
  const giverIsAsker = introduction.giver === 'asker';
  const { payload, ...amount } = more;
  return {
    type: `matching.introduction_${step}`,
    subjectIds: [introduction.id, introduction.needId, introduction.technologyId].filter(
      (id) => id !== null,
    ),
    journeyId: introduction.journeyId,
    organisationId: by === 'asker' ? introduction.askerId : introduction.askedId,
    fromRegion: by === 'asker' ? askerProvince : askedProvince,
    toRegion: by === 'asker' ? askedProvince : askerProvince,
    ...amount,
    payload: {
      introductionId: introduction.id,
      needId: introduction.needId,
      technologyId: introduction.technologyId,
      askerId: introduction.askerId,
      askedId: introduction.askedId,
      giverRegion: giverIsAsker ? askerProvince : askedProvince,
      takerRegion: giverIsAsker ? askedProvince : askerProvince,
      ...payload,
    },
  };
}

// How a person reads it -------------------------------------------------------------------------

export interface Words {
  readonly zh: string;
  readonly en: string;
}

const reasonWords: Readonly<Record<DeclineReason, Words>> = {
  too_early: { zh: '阶段过早', en: 'too early a stage' },
  benefit_unclear: {
    zh: '相对现有技术的优势不明确',
    en: 'benefit over existing technology unclear',
  },
  commercial_route_unclear: { zh: '商业化路径不明确', en: 'commercial route unclear' },
  description_unclear: { zh: '描述或应用不清楚', en: 'description or application unclear' },
  scientific_doubts: { zh: '科学上存疑', en: 'scientific doubts' },
  outside_our_field: { zh: '不在我方领域', en: 'outside our field' },
  terms_not_acceptable: { zh: '条件无法接受', en: 'terms not acceptable' },
  already_solved: { zh: '问题已解决', en: 'already solved' },
};

const lapseWords: Readonly<Record<LapseCause, Words>> = {
  not_answered: { zh: '期限内未答复', en: 'nobody answered in time' },
  record_withdrawn: { zh: '所涉内容已撤回', en: 'what it was about was withdrawn' },
  need_fulfilled: { zh: '需求已满足', en: 'the need was met' },
};

/** What a sentence about a step speaks of. */
export interface Told {
  readonly type: string;
  /** Who took the step. */
  readonly who: Words;
  /** The other side of an introduction. */
  readonly whom: Words;
  readonly title: string;
  readonly reasons: readonly string[];
  readonly outcome: string | null;
  /** An amount with its currency as a person writes it. */
  readonly amount: string | null;
}

function listed(codes: readonly string[], words: Readonly<Record<string, Words>>): Words {
  const known = codes.map((code) => words[code] ?? { zh: code, en: code });
  return {
    zh: known.map((one) => one.zh).join('、'),
    en: known.map((one) => one.en).join('; '),
  };
}

/** One sentence in each language; null for events that are no step a person would tell. */
export function tell(step: Told): Words | null {
  const { who, whom, title } = step;
  const because = listed(step.reasons, reasonWords);
  switch (step.type) {
    case 'matching.need_published':
      return {
        zh: `${who.zh} 发布需求《${title}》`,
        en: `${who.en} published the need “${title}”`,
      };
    case 'matching.technology_published':
      return {
        zh: `${who.zh} 发布技术《${title}》`,
        en: `${who.en} published the technology “${title}”`,
      };
    case 'matching.need_changed':
    case 'matching.technology_changed':
      return { zh: `${who.zh} 修改《${title}》`, en: `${who.en} changed “${title}”` };
    case 'matching.need_renewed':
    case 'matching.technology_renewed':
      return { zh: `${who.zh} 延长《${title}》的有效期`, en: `${who.en} renewed “${title}”` };
    case 'matching.need_withdrawn':
    case 'matching.technology_withdrawn':
      return { zh: `${who.zh} 撤回《${title}》`, en: `${who.en} withdrew “${title}”` };
    case 'matching.need_expired':
    case 'matching.technology_expired':
      return { zh: `《${title}》到期`, en: `“${title}” expired` };
    case 'matching.need_fulfilled':
      return { zh: `${who.zh} 确认需求《${title}》已满足`, en: `${who.en} says “${title}” is met` };
    case 'matching.introduction_requested':
      return {
        zh: `${who.zh} 请求与 ${whom.zh} 对接`,
        en: `${who.en} asked ${whom.en} for an introduction`,
      };
    case 'matching.introduction_accepted':
      return {
        zh: `${who.zh} 同意与 ${whom.zh} 对接，双方可见联系人`,
        en: `${who.en} accepted the introduction to ${whom.en}; both see whom to talk to`,
      };
    case 'matching.introduction_declined':
      return {
        zh: `${who.zh} 婉拒 ${whom.zh}：${because.zh}`,
        en: `${who.en} declined ${whom.en}: ${because.en}`,
      };
    case 'matching.introduction_withdrawn':
      return {
        zh: `${who.zh} 撤回对 ${whom.zh} 的对接请求`,
        en: `${who.en} withdrew its request to ${whom.en}`,
      };
    case 'matching.introduction_lapsed': {
      const why = listed(step.reasons, lapseWords);
      return {
        zh: `${whom.zh} 对 ${who.zh} 的对接请求失效：${why.zh}`,
        en: `The request of ${whom.en} to ${who.en} lapsed: ${why.en}`,
      };
    }
    case 'matching.introduction_concluded':
      return step.outcome === 'contract_signed'
        ? {
            zh: `${who.zh} 与 ${whom.zh} 签订合同，金额 ${step.amount ?? '未载'}`,
            en: `${who.en} and ${whom.en} signed a contract over ${step.amount ?? 'an unstated amount'}`,
          }
        : {
            zh: `${who.zh} 与 ${whom.zh} 的洽谈结束：${because.zh}`,
            en: `The talks of ${who.en} and ${whom.en} ended: ${because.en}`,
          };
    case 'matching.refused':
      return {
        zh: `${who.zh} 的操作未获允许：${step.reasons.join('、')}`,
        en: `${who.en} was refused: ${step.reasons.join('; ')}`,
      };
    default:
      return null;
  }
}

/** Minor units as a person writes them: `12345600` of CNY is `CNY 123,456.00`. */
export function amountInWords(amountMinor: string, currency: string): string {
  const format = Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const unit = 10n ** BigInt(digits);
  const amount = BigInt(amountMinor);
  const rest = digits > 0 ? `.${String(amount % unit).padStart(digits, '0')}` : '';
  return `${currency} ${(amount / unit).toLocaleString('en')}${rest}`;
}
