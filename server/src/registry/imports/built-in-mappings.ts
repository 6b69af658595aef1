/** Mappings that come with Yunhe, for files that many people have. */
import type { Mapping } from './mapping.ts';

export interface BuiltInMapping extends Mapping {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
}

export const builtInMappings: readonly BuiltInMapping[] = [
  {
    id: '01900000-0000-7000-8000-000000000001',
    name: 'listed-companies',
    kind: 'organisations',
    source: 'listed-companies',
    columns: {
      key: '股票代码',
      nameZh: '公司全称',
      nameEn: '英文名称',
      aliases: '股票名称',
      region: '地区',
      fields: '行业',
    },
    constants: { kind: 'enterprise' },
  },
];
