/** Takes the betweenness of a range of sources; `network.ts` adds up what the workers find. */
import { parentPort, workerData } from 'node:worker_threads';
import { betweenness, type Graph, type NodeRange } from '@yunhe/network';

const { graph, sources } = workerData as { graph: Graph; sources: NodeRange };
parentPort?.postMessage(betweenness(graph, { sources }));
