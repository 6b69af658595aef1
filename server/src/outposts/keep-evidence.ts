/** Files that prove facts: for the parties of the agreement, and sent back as they came. */
import { createReadStream } from 'node:fs';
import { pathOfFile, receiveFile } from '../registry/index.ts';
import { fileKind, lookedAt } from '../runtime/file-kind.ts';
import type { Context, UploadedFile, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { factContract } from './fact-contract.ts';
import { findAgreementFile, insertAgreementFile, type KeptFile } from './fact-store.ts';
import { openFacts, requireSpeaker, spokenFor, whoSpeaks } from './facts-of-agreement.ts';

type Contract = typeof factContract;

const evidenceBytesAtMost = 20_000_000;

/**
 * Streams a file into the data folder and notes whose it is.
 *
 * @throws Refusal file_too_large, file_empty
 */
export async function keepFile(
  ctx: Context,
  given: UploadedFile,
  about: Pick<KeptFile, 'agreementId' | 'purpose'>,
  mediaTypeOf: (head: Uint8Array, name: string) => string,
): Promise<KeptFile> {
  let mediaType = '';
  const bytes = lookedAt(given.bytes, evidenceBytesAtMost, (head) => {
    mediaType = mediaTypeOf(head, given.name);
  });
  const { id, name, bytes: size, digest } = await receiveFile(ctx, { name: given.name, bytes });
  const file = { ...about, id, name, bytes: size, digest, mediaType };
  await insertAgreementFile(ctx.tx, file, whoSpeaks(ctx), ctx.now);
  return file;
}

export const uploadEvidence: UseCase<Contract['uploadEvidence']> = async (ctx, input) => {
  const about = await openFacts(ctx, input.agreementId);
  const [speaker] = await spokenFor(ctx, about);
  await requireSpeaker(ctx, about, speaker);
  const of = { agreementId: about.id, purpose: 'evidence' } as const;
  const file = await keepFile(ctx, input.file, of, (head, name) => {
    const kind = fileKind(head, name);
    if (kind !== null) return kind;
    const detail = 'Evidence is a PDF, OFD, picture, XLSX, DOCX, CSV or plain text.';
    throw new Refusal('evidence_type_not_allowed', detail);
  });
  const { id, name, mediaType, bytes, digest } = file;
  ctx.announce({
    type: 'outposts.evidence_sent',
    subjectIds: [about.id, id],
    journeyId: about.journeyId,
    payload: { name, bytes, digest },
  });
  return { id, name, mediaType, bytes, digest };
};

export const downloadEvidence: UseCase<Contract['downloadEvidence']> = async (ctx, { fileId }) => {
  const file = await findAgreementFile(ctx.tx, fileId);
  if (file === null || file.purpose !== 'evidence') throw notFound('file');
  await openFacts(ctx, file.agreementId);
  const { name, mediaType } = file;
  const path = pathOfFile(ctx.settings, fileId);
  return { filename: name, mediaType, bytes: createReadStream(path) };
};
