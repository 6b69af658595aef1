/** The steps of a journey: the events this module announces, and how a person reads them. */
import type { NewEvent } from '../runtime/event.ts';
import type { DealKind, DisputeReason } from './deal.ts';
import type { DeclineReason, LapseCause, Side, WithdrawalReason } from './introduction.ts';
import type { CancelReason } from './meeting.ts';
import type { RecordKind } from './record.ts';
import type { ScoredCategory } from './review.ts';

/** A step of a record: who owns it and where. */
export interface RecordStep {
  readonly kind: RecordKind;
  readonly id: string;
  readonly journeyId: string | null;
  readonly organisationId: string;
  readonly province: string | null;
}

/** What a review does with a record; its owner's and the reviewers' business alone. */
export const reviewSteps = [
  'submitted',
  'approved',
  'returned',
  'recalled',
  'on_hold',
  'rejected',
] as const;
export const recordSteps = ['published', 'changed', 'renewed', 'withdrawn', 'expired'] as const;
export type RecordStepName =
  | (typeof recordSteps)[number]
  | (typeof reviewSteps)[number]
  | 'fulfilled';

const reviewTypes = new Set<string>(
  reviewSteps.flatMap((step) => [`matching.need_${step}`, `matching.technology_${step}`]),
);

export function isReviewStep(type: string): boolean {
  return reviewTypes.has(type);
}

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
  /** What the need would pay, else what the technology would cost; lost where the way ends. */
  readonly stake: { readonly amountMinor: bigint; readonly unit: string } | null;
}

export type IntroductionStepName =
  | 'introduction_requested'
  | 'introduction_accepted'
  | 'introduction_declined'
  | 'introduction_withdrawn'
  | 'introduction_lapsed'
  | 'introduction_concluded'
  | 'meeting_proposed'
  | 'meeting_arranged'
  | 'meeting_cancelled'
  | 'meeting_lapsed'
  | 'deal_confirmed'
  | 'deal_disputed'
  | 'deal_amended'
  | 'deal_retracted'
  | 'deal_registered';

/** Steps after which it goes no further: they carry what was at stake. */
const ends: ReadonlySet<IntroductionStepName> = new Set([
  'introduction_declined',
  'introduction_withdrawn',
  'introduction_lapsed',
  'meeting_cancelled',
  'meeting_lapsed',
] as const);

/**
 * `by` says which side took the step: from its region, to the other's. The amount of an end is
 * what was at stake, of a contract its own.
 */
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
    type: `matching.${step}`,
    subjectIds: [introduction.id, introduction.needId, introduction.technologyId].filter(
      (id) => id !== null,
    ),
    journeyId: introduction.journeyId,
    organisationId: by === 'asker' ? introduction.askerId : introduction.askedId,
    fromRegion: by === 'asker' ? askerProvince : askedProvince,
    toRegion: by === 'asker' ? askedProvince : askerProvince,
    ...(ends.has(step) ? introduction.stake : {}),
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

const withdrawalWords: Readonly<Record<WithdrawalReason, Words>> = {
  priorities_changed: { zh: '重点有变', en: 'priorities changed' },
  no_capacity: { zh: '没有人手', en: 'no capacity' },
  other_side_silent: { zh: '对方没有回音', en: 'the other side is silent' },
  solved_elsewhere: { zh: '已另行解决', en: 'solved elsewhere' },
  asked_by_mistake: { zh: '误发', en: 'asked by mistake' },
};

const cancelWords: Readonly<Record<CancelReason, Words>> = {
  time_not_suitable: { zh: '时间不合适', en: 'the time does not suit' },
  person_not_available: { zh: '人员不能到场', en: 'somebody cannot come' },
  no_longer_needed: { zh: '不再需要', en: 'no longer needed' },
  introduction_ended: { zh: '对接已结束', en: 'the introduction has ended' },
};

const disputeWords: Readonly<Record<DisputeReason, Words>> = {
  amount_differs: { zh: '金额不符', en: 'the amount differs' },
  kind_differs: { zh: '类型不符', en: 'the kind differs' },
  signing_day_differs: { zh: '签订日期不符', en: 'the signing day differs' },
  not_signed: { zh: '并未签订', en: 'it was not signed' },
};

const dealKindWords: Readonly<Record<DealKind, Words>> = {
  development: { zh: '技术开发', en: 'development' },
  transfer: { zh: '技术转让', en: 'transfer' },
  licence: { zh: '技术许可', en: 'licence' },
  consulting: { zh: '技术咨询', en: 'consulting' },
  service: { zh: '技术服务', en: 'service' },
};

const lapseWords: Readonly<Record<LapseCause, Words>> = {
  not_answered: { zh: '期限内未答复', en: 'nobody answered in time' },
  no_outcome: { zh: '期限内未填写结果', en: 'nobody said in time what came of it' },
  record_withdrawn: { zh: '所涉内容已撤回', en: 'what it was about was withdrawn' },
  need_fulfilled: { zh: '需求已满足', en: 'the need was met' },
};

const categoryWords: Readonly<Record<ScoredCategory, Words>> = {
  innovation: { zh: '优势与创新', en: 'advantages and innovation' },
  clarity: { zh: '清晰与连贯', en: 'clarity and coherence' },
  expectations: { zh: '合作预期', en: 'expectations of the co-operation' },
  guidelines: { zh: '规范与语言', en: 'guidelines and language' },
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
  /** Of a contract. */
  readonly kind: string | null;
  /** The start of a meeting. */
  readonly startsAt: string | null;
  /** How many times were offered. */
  readonly slots: number | null;
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
    case 'matching.need_submitted':
    case 'matching.technology_submitted':
      return {
        zh: `${who.zh} 提交《${title}》审核`,
        en: `${who.en} submitted “${title}” for review`,
      };
    case 'matching.need_approved':
    case 'matching.technology_approved':
      return {
        zh: `${who.zh} 内部审核通过《${title}》`,
        en: `${who.en} approved “${title}” inside the organisation`,
      };
    case 'matching.need_returned':
    case 'matching.technology_returned': {
      const lacks = listed(step.reasons, categoryWords);
      return {
        zh: `${who.zh} 内部审核退回《${title}》：${lacks.zh}`,
        en: `${who.en} returned “${title}” to its author: ${lacks.en}`,
      };
    }
    case 'matching.need_recalled':
    case 'matching.technology_recalled':
      return { zh: `${who.zh} 收回《${title}》`, en: `${who.en} took “${title}” out of review` };
    case 'matching.need_on_hold':
    case 'matching.technology_on_hold': {
      const lacks = listed(step.reasons, categoryWords);
      return {
        zh: `《${title}》外部审核暂缓发布：${lacks.zh}`,
        en: `“${title}” was put on hold by its review: ${lacks.en}`,
      };
    }
    case 'matching.need_rejected':
    case 'matching.technology_rejected': {
      const lacks = listed(step.reasons, categoryWords);
      return {
        zh: `《${title}》外部审核未通过：${lacks.zh}`,
        en: `“${title}” was rejected by its review: ${lacks.en}`,
      };
    }
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
    case 'matching.introduction_withdrawn': {
      const why = listed(step.reasons, withdrawalWords);
      return {
        zh: `${who.zh} 撤回与 ${whom.zh} 的对接${colon(why.zh, '：')}`,
        en: `${who.en} withdrew from the introduction to ${whom.en}${colon(why.en, ': ')}`,
      };
    }
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
            zh: `${who.zh} 记录与 ${whom.zh} 签订${contractWords(step).zh}`,
            en: `${who.en} recorded that it signed ${contractWords(step).en} with ${whom.en}`,
          }
        : {
            zh: `${who.zh} 与 ${whom.zh} 的洽谈结束：${because.zh}`,
            en: `The talks of ${who.en} and ${whom.en} ended: ${because.en}`,
          };
    case 'matching.meeting_proposed':
      return {
        zh: `${who.zh} 向 ${whom.zh} 提出 ${step.slots ?? 0} 个会面时间`,
        en: `${who.en} offered ${whom.en} ${step.slots ?? 0} times to meet`,
      };
    case 'matching.meeting_arranged':
      return {
        zh: `${who.zh} 与 ${whom.zh} 约定 ${inBeijing(step.startsAt)} 会面`,
        en: `${who.en} and ${whom.en} will meet on ${inBeijing(step.startsAt)} (Beijing time)`,
      };
    case 'matching.meeting_cancelled': {
      const why = listed(step.reasons, cancelWords);
      return {
        zh: `${who.zh} 取消与 ${whom.zh} 的会面：${why.zh}`,
        en: `${who.en} called the meeting with ${whom.en} off: ${why.en}`,
      };
    }
    case 'matching.meeting_lapsed':
      return {
        zh: `${who.zh} 期限内未选定 ${whom.zh} 提出的会面时间`,
        en: `${who.en} did not pick a time that ${whom.en} offered`,
      };
    case 'matching.deal_confirmed':
      return {
        zh: `${who.zh} 确认与 ${whom.zh} 的${contractWords(step).zh}`,
        en: `${who.en} confirmed ${contractWords(step).en} with ${whom.en}`,
      };
    case 'matching.deal_disputed': {
      const why = listed(step.reasons, disputeWords);
      return {
        zh: `${who.zh} 对合同记录有异议：${why.zh}`,
        en: `${who.en} disputes the record of the contract: ${why.en}`,
      };
    }
    case 'matching.deal_amended':
      return {
        zh: `${who.zh} 更正记录为${contractWords(step).zh}`,
        en: `${who.en} mended the record to ${contractWords(step).en}`,
      };
    case 'matching.deal_retracted':
      return {
        zh: `${who.zh} 收回合同记录，洽谈结束：${because.zh}`,
        en: `${who.en} took the record of a contract back; the talks ended: ${because.en}`,
      };
    case 'matching.deal_registered':
      return {
        zh: `${who.zh} 填写技术合同登记`,
        en: `${who.en} entered the registration of the contract`,
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

/** A contract with its kind, and its amount for those who may see it. */
function contractWords({ kind, amount }: Told): Words {
  const known = kind === null ? undefined : dealKindWords[kind as DealKind];
  return {
    zh: `${known?.zh ?? ''}合同${amount === null ? '' : `，金额 ${amount}`}`,
    en: `a ${known === undefined ? '' : `${known.en} `}contract${
      amount === null ? '' : ` over ${amount}`
    }`,
  };
}

function colon(text: string, before: string): string {
  return text === '' ? '' : `${before}${text}`;
}

/** Day and time on clocks in Beijing, where the regions are. */
function inBeijing(instant: string | null): string {
  if (instant === null) return '';
  const there = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 16)}`;
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
