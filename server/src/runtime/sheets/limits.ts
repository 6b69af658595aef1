/** How much of a stranger's file is taken; each bound ends in a problem that names it. */
export interface SheetLimits {
  /** The file as it lies on the disk. */
  readonly maxBytes: number;
  /** The same with all its wrappings off. */
  readonly maxUnpackedBytes: number;
  /** Entries of an archive; a workbook has a few dozen. */
  readonly maxEntries: number;
  /** Unpacked over packed, asked once `RATIO_MATTERS_FROM_BYTES` are exceeded. */
  readonly maxRatio: number;
  readonly maxColumns: number;
  /** Rows below the header, blank ones counted. */
  readonly maxRows: number;
  /** Characters of one cell. */
  readonly maxCellLength: number;
  /** Characters of one line of text or one record of a table. */
  readonly maxLineLength: number;
  /** Characters of a workbook's shared texts, each counted 32 longer for what it costs to keep. */
  readonly maxSharedText: number;
}

/** The columns and rows are those of a worksheet; the rest leaves room for a real export. */
export const DEFAULT_LIMITS: SheetLimits = {
  maxBytes: 256 * 1024 ** 2,
  maxUnpackedBytes: 1024 ** 3,
  maxEntries: 2_000,
  maxRatio: 200,
  maxColumns: 16_384,
  maxRows: 1_048_576,
  maxCellLength: 100_000,
  maxLineLength: 2_000_000,
  maxSharedText: 150_000_000,
};

/** A short file of one repeated word packs very well and harms nobody. */
export const RATIO_MATTERS_FROM_BYTES = 16 * 1024 ** 2;
