/**
 * Another's opinion of what texts mean, such as an endpoint with a large model. It is never needed:
 * whoever asks it goes on without it where it does not answer.
 */
export interface EmbeddingProvider {
  /** A vector for each text, in their order, all of one length. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}
