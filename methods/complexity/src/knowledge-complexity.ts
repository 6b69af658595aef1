import { type ComplexityIndex, complexityIndex } from './complexity-index.ts';
import { locationQuotients, presencesOf } from './location-quotients.ts';
import type { Matrix } from './matrix.ts';

/**
 * Knowledge complexity (KCI) of regions and of technologies (TCI): the complexity index of those
 * technologies of which a region has at least its share.
 *
 * EconGeo gives the same order on another scale (it divides by the sum of the values, which may be
 * near 0); here both are standardised as ECI and PCI are.
 *
 * @param matrix  Regions × technologies, such as numbers of patents.
 * @example
 * const { regions } = knowledgeComplexity(denseMatrix([[4, 4, 1], [1, 4, 4], [4, 1, 1]]));
 * regions.length // → 3
 *
 * Cost: as `complexityIndex`. Source: Balland & Rigby, The geography of complex knowledge (2017).
 */
export function knowledgeComplexity(matrix: Matrix): ComplexityIndex {
  return complexityIndex(presencesOf(locationQuotients(matrix)));
}
