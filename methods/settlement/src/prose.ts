import type { Clause, Condition, Terms, Words, YearRange } from './terms.ts';

export type Language = keyof Words;

export interface Paragraph {
  /** The clause or condition it tells; null for the heading and the clock. */
  readonly clause: string | null;
  readonly text: string;
}

/**
 * The terms as prose in one language: what people sign is generated from what is computed, so the
 * two cannot say different things.
 *
 * @returns One paragraph for the title, the clock, every condition and every clause, in their order.
 * @example
 * const words = { zh: '甲', en: 'A' };
 * proseOf({ title: words, source: { document: 'D', grade: 'P' }, parties: [], measures: [],
 *   clauses: [{ id: '1', kind: 'open', when: 'always', what: { zh: '期限', en: 'The term' } }] },
 *   'en')[1].text // → 'Not stated and not computed: The term.'
 */
export function proseOf(terms: Terms, language: Language): readonly Paragraph[] {
  const names = new Map<string, Words>();
  for (const { id, name } of [...terms.parties, ...terms.measures]) names.set(id, name);
  const units = new Map(terms.measures.map(({ id, unit }) => [id, unit]));
  const name = (id: string) => names.get(id)?.[language] ?? id;
  const and = language === 'zh' ? '、' : ' and ';
  const tongue: Tongue = {
    say: (zh, en) => (language === 'zh' ? zh : en),
    name,
    list: (ids) => ids.map(name).join(and),
    words: (words) => words[language],
    money: (amount, unit) => written(amount, unit, language),
    amount: (amount, of) => written(amount, units.get(of[0]?.measure ?? ''), language),
  };
  const { say, words, list } = tongue;
  const { document, grade } = terms.source;
  const source =
    document === ''
      ? ''
      : say(`（${document}，来源等级 ${grade}）`, ` (${document}, grade ${grade})`);
  const paragraphs: Paragraph[] = [{ clause: null, text: `${words(terms.title)}${source}` }];
  if (terms.clock !== undefined) {
    const events = list(terms.clock.latestOf);
    const text =
      terms.clock.yearOne === 'same'
        ? say(
            `以${events}中最晚者所在年度为第一年。`,
            `Year one is that of the latest of ${events}.`,
          )
        : say(
            `以${events}中最晚者的次年为第一年。`,
            `Year one follows that of the latest of ${events}.`,
          );
    paragraphs.push({ clause: null, text });
  }
  for (const one of terms.coverage ?? []) {
    paragraphs.push({ clause: one.id, text: conditionOf(one, tongue) });
  }
  for (const one of terms.clauses) {
    const own = one.text === undefined ? '' : ` ${words(one.text)}`;
    paragraphs.push({ clause: one.id, text: `${clauseOf(one, tongue)}${own}` });
  }
  return paragraphs;
}

interface Tongue {
  readonly say: (zh: string, en: string) => string;
  readonly name: (id: string) => string;
  readonly list: (ids: readonly string[]) => string;
  readonly words: (words: Words) => string;
  /** An amount with its digits in groups and its unit. */
  readonly money: (amount: string, unit: string) => string;
  /** The same in the unit of the measures that it is compared with. */
  readonly amount: (amount: string, of: readonly { readonly measure: string }[]) => string;
}

const currencies: Readonly<Record<string, Words>> = {
  CNY: { zh: '元', en: 'yuan' },
  EUR: { zh: '欧元', en: 'euro' },
  JPY: { zh: '日元', en: 'yen' },
};

function written(amount: string, unit: string | undefined, language: Language): string {
  const [whole = '', rest] = amount.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const digits = rest === undefined || /^0+$/.test(rest) ? grouped : `${grouped}.${rest}`;
  if (unit === undefined) return digits;
  return `${digits} ${currencies[unit]?.[language] ?? unit}`;
}

function conditionOf(one: Condition, { say, name, list, amount }: Tongue): string {
  if (one.kind === 'event') {
    const [event, by] = [name(one.event), list(one.confirmedBy ?? [])];
    return by === ''
      ? say(`适用条件：${event}。`, `Covered if: ${event}.`)
      : say(`适用条件：${event}，并经${by}确认。`, `Covered if: ${event}, confirmed by ${by}.`);
  }
  const measures = list(one.measures.map(({ measure }) => measure));
  const [party, before, { years }] = [name(one.party), name(one.before), one];
  const threshold = amount(one.threshold, one.measures);
  const [zh, en] = one.inclusive ? ['不低于', 'at least'] : ['高于', 'above'];
  return say(
    `适用条件：${before}前${years}年${party}的${measures}年均${zh} ${threshold}。`,
    `Covered if the average of ${measures} of ${party} over the ${years} years before ${before} ` +
      `is ${en} ${threshold}.`,
  );
}

function clauseOf(one: Clause, tongue: Tongue): string {
  const { say, name, words } = tongue;
  switch (one.kind) {
    case 'share':
      return shareOf(one, tongue);
    case 'yield': {
      const [payer, receiver, base] = [name(one.payer), name(one.receiver), words(one.base.name)];
      const years = yearsOf(one.years, tongue);
      return say(
        `${years}${payer}每年按${base}的 ${one.rate} 向${receiver}支付固定收益。`,
        `${years}${payer} pays ${receiver} ${one.rate} of ${base}, every year.`,
      );
    }
    case 'one-off': {
      const [payer, receiver, on] = [name(one.payer), name(one.receiver), name(one.on)];
      const { amount, unit, of } = one;
      const open = say('未载明的金额', 'an amount that is not stated');
      const what =
        amount !== undefined
          ? tongue.money(amount, unit)
          : of === undefined
            ? open
            : say(`${words(of.name)}的 ${of.share}`, `${of.share} of ${words(of.name)}`);
      return say(
        `${on}时，${payer}向${receiver}一次性支付${what}。`,
        `On ${on}, ${payer} pays ${receiver} ${what}, once.`,
      );
    }
    case 'formula': {
      const parts = one.parts.map(({ share, receiver }) => {
        const to = receiver === undefined ? say('各分支机构', 'the branches') : name(receiver);
        return say(`${share} 归${to}`, `${share} to ${to}`);
      });
      const factors = one.factors.map(({ measure, weight }) => `${name(measure)} × ${weight}`);
      const year =
        one.factorYears === 'previous'
          ? say('上一年度', 'of the year before')
          : say('当年', 'of the same year');
      return say(
        `${words(one.base.name)}分配：${parts.join('，')}。分支机构按${year}因素分配：${factors.join(' + ')}。`,
        `${words(one.base.name)} goes ${parts.join(', ')}. The branches share by factors ${year}: ` +
          `${factors.join(' + ')}.`,
      );
    }
    case 'open':
      return say(
        `未载明、不予计算：${words(one.what)}。`,
        `Not stated and not computed: ${words(one.what)}.`,
      );
  }
}

function shareOf(one: Clause & { kind: 'share' }, tongue: Tongue): string {
  const { say, name, list, words, amount: write } = tongue;
  const { measures: counted } = one.base;
  const sentences = one.splits.map(({ years, source, above, upTo, parts }) => {
    const of = source === undefined ? '' : say(`（来源：${source}）`, ` (source: ${source})`);
    const [from, to] = [above, upTo].map((edge) =>
      edge === undefined ? '' : write(edge, counted),
    );
    const low = from === '' ? '' : say(`超过 ${from} 的部分`, ` above ${from}`);
    const high = to === '' ? '' : say(`至 ${to} 的部分`, ` up to ${to}`);
    const shares = parts.map(({ party, share }) => `${name(party)} ${share}`);
    const base = `${words(one.base.name)}${of}${low}${high}`;
    return say(
      `${yearsOf(years, tongue)}${base}由${shares.join('、')}分享。`,
      `${yearsOf(years, tongue)}${base} is shared: ${shares.join(', ')}.`,
    );
  });
  const { earlier = [], cap, floor, extension } = one;
  for (const { through } of earlier) {
    sentences.push(
      say(
        `${through}年及以前按当时有效的比例分享，并计入上限。`,
        `Through ${through} the shares that held then apply, and count towards the cap.`,
      ),
    );
  }
  if (floor !== undefined) {
    const [party, amount] = [name(floor.party), write(floor.amount, counted)];
    sentences.push(
      say(`${party}每年不少于 ${amount}。`, `${party} gets at least ${amount} a year.`),
    );
  }
  if (cap !== undefined) {
    const sum = cap.sumBefore;
    const measures = list(sum?.measures.map(({ measure }) => measure) ?? []);
    const most =
      sum === undefined
        ? write(cap.amount ?? '0', counted)
        : say(
            `${name(sum.event)}前${sum.years}年${measures}之和`,
            `the sum of ${measures} over the ${sum.years} years before ${name(sum.event)}`,
          );
    const per = cap.per === 'year' ? say('每年', ' a year') : say('累计', ' in total');
    const party = name(cap.party);
    sentences.push(say(`${party}${per}不超过${most}。`, `${party} gets at most ${most}${per}.`));
    if (cap.carryForward === true) {
      sentences.push(say('超出部分结转以后年度。', 'What is cut is carried forward.'));
    }
  }
  if (extension !== undefined) {
    sentences.push(
      say(
        `期满未达上限的，延长${extension.years}年。`,
        `Where the cap was not reached, sharing goes on for ${extension.years} more years.`,
      ),
    );
  }
  return sentences.join(say('', ' '));
}

function yearsOf(years: YearRange | undefined, { say }: Tongue): string {
  const { from = 1, to } = years ?? {};
  if (years === undefined) return '';
  if (to === undefined) return say(`第${from}年起，`, `From year ${from} on, `);
  return say(`第${from}至${to}年，`, `In years ${from} to ${to}, `);
}
