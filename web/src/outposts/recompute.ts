/**
 * Computes a statement again on this machine: from the files that everybody can download, by the
 * package that `yunhe settle` runs. What the server says of it is only compared.
 */
import { useMutation } from '@tanstack/react-query';
import { statementContract as contract, type Statement } from 'yunhe/outposts/contract';
import { type Problem, readText } from '../ui/call.ts';

type About = Pick<Statement, 'id' | 'year' | 'digest' | 'termsDigest' | 'isDifference'>;

export interface Recomputed {
  /** The same bytes came out, from terms that are those which were signed. */
  readonly same: boolean;
  /** Of what came out here; null where nothing did. */
  readonly digest: string | null;
  /** What kept it from coming out. */
  readonly problems: readonly string[];
}

export function useRecomputation(of: About) {
  return useMutation<Recomputed, Problem, void>({ mutationFn: () => recompute(of) });
}

async function recompute({ id, year, termsDigest, isDifference }: About): Promise<Recomputed> {
  const read = (file: 'statement' | 'terms' | 'facts' | 'facts-before') =>
    readText(contract.downloadStatement, { statementId: id, file });
  const [{ difference, readFacts, readTerms, settle }, kept, terms, facts, factsBefore] =
    await Promise.all([
      import('@yunhe/settlement'),
      read('statement'),
      read('terms'),
      read('facts'),
      isDifference ? read('facts-before') : null,
    ]);

  const agreed = readTerms(JSON.parse(terms));
  if ('problems' in agreed) return failed(agreed.problems);
  const settleFile = (file: string) => {
    const reading = readFacts(file);
    return 'problems' in reading ? reading : settle(agreed.agreement, reading.rows, String(year));
  };
  const now = settleFile(facts);
  if ('problems' in now) return failed(now.problems);
  const before = factsBefore === null ? null : settleFile(factsBefore);
  if (before !== null && 'problems' in before) return failed(before.problems);

  const document = before === null ? now.statement : difference(before.statement, now.statement);
  const isSame = `${JSON.stringify(document)}\n` === kept;
  return {
    same: isSame && agreed.agreement.digest === termsDigest,
    digest: document.digest,
    problems: [],
  };
}

function failed(problems: readonly { readonly field: string; readonly detail: string }[]) {
  const told = problems.map(({ field, detail }) => `${field}: ${detail}`);
  return { same: false, digest: null, problems: told };
}
