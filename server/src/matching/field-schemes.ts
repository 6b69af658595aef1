/** The classifications that fields come from; the screens know no more of them than this. */
export const fieldSchemes = ['gbt4754', 'sei2018', 'ipc', 'euroscivoc'] as const;
export type FieldScheme = (typeof fieldSchemes)[number];

/** A field as its file lists it. */
export type FieldLine = readonly [code: string, nameZh: string, nameEn: string];
