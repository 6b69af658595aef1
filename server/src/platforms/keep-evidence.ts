/** Files that prove what a platform reports: looked at before they are kept, sent back as they came. */
import { createReadStream } from 'node:fs';
import { pathOfFile, receiveFile } from '../registry/index.ts';
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { fileKind, lookedAt } from '../runtime/file-kind.ts';
import type { UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { roundMay } from './round.ts';
import type { roundContract } from './round-contract.ts';
import { ownReport, requireStep, stakeOfReport, visibleReport } from './round-rights.ts';
import { evidenceOf, findEvidence, insertEvidence } from './round-store.ts';

type Contract = typeof roundContract;

const bytesAtMost = 20_000_000;
const filesAtMost = 500;

export const uploadReportEvidence: UseCase<Contract['uploadReportEvidence']> = async (
  ctx,
  input,
) => {
  const found = await ownReport(ctx, input.reportId);
  const { round, report } = found;
  if (!roundMay(round, 'appeal', dayOf(ctx.now))) requireStep(ctx, round, 'answer');
  if ((await evidenceOf(ctx.tx, [report.id])).length >= filesAtMost) {
    throw new Refusal('too_many_files', `A report has at most ${filesAtMost} files.`, {
      params: { limit: filesAtMost },
    });
  }
  let mediaType = '';
  const bytes = lookedAt(input.file.bytes, bytesAtMost, (head) => {
    const kind = fileKind(head, input.file.name);
    if (kind === null) {
      const detail = 'Evidence is a PDF, OFD, picture, XLSX, DOCX, CSV or plain text.';
      throw new Refusal('evidence_type_not_allowed', detail);
    }
    mediaType = kind;
  });
  const {
    id,
    name,
    bytes: size,
    digest,
  } = await receiveFile(ctx, { name: input.file.name, bytes });
  const file = { id, name, bytes: size, digest, mediaType };
  await insertEvidence(ctx.tx, { ...file, reportId: report.id }, whoActs(ctx), ctx.now);
  ctx.announce({
    type: 'platforms.evidence_sent',
    ...stakeOfReport(found),
    payload: { name, bytes: size, digest },
  });
  return file;
};

export const downloadReportEvidence: UseCase<Contract['downloadReportEvidence']> = async (
  ctx,
  { fileId },
) => {
  const file = await findEvidence(ctx.tx, fileId);
  if (file === null) throw notFound('file');
  await visibleReport(ctx, file.reportId);
  const { name, mediaType } = file;
  const path = pathOfFile(ctx.settings, fileId);
  return { filename: name, mediaType, bytes: createReadStream(path) };
};
