import type { Context } from '../runtime/module.ts';
import { insertType } from './platform-store.ts';

/** The types that every node begins with, in the order of lists; secretariats add others. */
const types = [
  { code: 'basic_research', nameZh: '基础研究类', nameEn: 'Basic research' },
  { code: 'technology_rd', nameZh: '技术研发类', nameEn: 'Technology R&D' },
  { code: 'transformation_service', nameZh: '转化服务类', nameEn: 'Transformation and service' },
  { code: 'industry', nameZh: '产业创新类', nameEn: 'Industry' },
] as const;

/** Safe to repeat; types that are there already stay as they are. */
export async function loadTypes(ctx: Context): Promise<void> {
  for (const [place, type] of types.entries()) {
    await insertType(ctx.tx, { ...type, note: null }, new Date(Date.UTC(2020, 0, 1, 0, 0, place)));
  }
}
