/**
 * How the figures of a transaction came to be, in the words of W3C PROV-DM, written as PROV-JSON:
 * the transaction and its entries are entities, recording is an activity, who recorded is an
 * agent, and each entry was derived from the sources. Pure.
 */
import type { Transaction } from './contract.ts';

export interface Provenance {
  readonly prefix: Readonly<Record<string, string>>;
  readonly [relation: string]: Readonly<Record<string, unknown>>;
}

const typed = (value: string, type: string) => ({ $: value, type });

export function provenanceOf(transaction: Omit<Transaction, 'may'>): Provenance {
  const { id, actor, sources, entries, recordedAt, pendingId } = transaction;
  const whole = `yunhe:ledger/transactions/${id}`;
  const recording = `${whole}/recording`;
  const agent = `yunhe:people/${actor.id ?? 'system'}`;
  const lines = entries.map((entry) => ({ entry, name: `${whole}/entries/${entry.line}` }));
  const derivedFrom = [
    ...sources.map(({ kind, id: source }) => `yunhe:${kind.replace('.', '/')}/${source}`),
    ...(pendingId === null ? [] : [`yunhe:ledger/transactions/${pendingId}`]),
  ];
  return {
    prefix: {
      yunhe: 'urn:yunhe:',
      prov: 'http://www.w3.org/ns/prov#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    entity: {
      [whole]: {
        'prov:type': 'yunhe:transaction',
        'prov:label': transaction.description.zh,
        'yunhe:state': transaction.state,
        'yunhe:validOn': typed(transaction.validOn, 'xsd:date'),
        'yunhe:sha256': transaction.digest,
        ...(transaction.event === null
          ? {}
          : {
              'yunhe:event': typed(transaction.event.sequence, 'xsd:integer'),
              'yunhe:eventHash': transaction.event.hash,
            }),
      },
      ...Object.fromEntries(
        lines.map(({ entry, name }) => [
          name,
          {
            'prov:type': 'yunhe:entry',
            'yunhe:account': `yunhe:ledger/accounts/${entry.account.id}`,
            'yunhe:owner': entry.account.owner.displayName,
            'yunhe:amountMinor': typed(entry.amountMinor, 'xsd:integer'),
            'yunhe:unit': entry.unit.code,
            'yunhe:unitDigits': typed(String(entry.unit.digits), 'xsd:integer'),
          },
        ]),
      ),
      ...Object.fromEntries(
        sources.map(({ kind, id: source, digest, name }) => [
          `yunhe:${kind.replace('.', '/')}/${source}`,
          {
            'prov:type': `yunhe:${kind}`,
            ...(name === undefined ? {} : { 'prov:label': name.zh }),
            ...(digest === undefined ? {} : { 'yunhe:sha256': digest }),
          },
        ]),
      ),
    },
    activity: {
      [recording]: {
        'prov:type': 'yunhe:recording',
        'prov:endTime': recordedAt,
        'yunhe:key': transaction.key,
      },
    },
    agent: {
      [agent]: {
        'prov:type': typed(
          actor.id === null ? 'prov:SoftwareAgent' : 'prov:Person',
          'prov:QUALIFIED_NAME',
        ),
        'prov:label': actor.name,
      },
    },
    wasGeneratedBy: {
      '_:generated': { 'prov:entity': whole, 'prov:activity': recording, 'prov:time': recordedAt },
    },
    wasAssociatedWith: {
      '_:associated': { 'prov:activity': recording, 'prov:agent': agent },
    },
    wasAttributedTo: { '_:attributed': { 'prov:entity': whole, 'prov:agent': agent } },
    used: Object.fromEntries(
      derivedFrom.map((entity, at) => [
        `_:used${at}`,
        { 'prov:activity': recording, 'prov:entity': entity },
      ]),
    ),
    wasDerivedFrom: Object.fromEntries(
      lines.flatMap(({ entry, name }) =>
        derivedFrom.map((entity, at) => [
          `_:derived${entry.line}_${at}`,
          { 'prov:generatedEntity': name, 'prov:usedEntity': entity, 'prov:activity': recording },
        ]),
      ),
    ),
    hadMember: Object.fromEntries(
      lines.map(({ entry, name }) => [
        `_:member${entry.line}`,
        { 'prov:collection': whole, 'prov:entity': name },
      ]),
    ),
  };
}
