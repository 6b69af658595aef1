import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import {
  type EmbeddingEndpoint,
  EmbeddingProblem,
  embeddingProvider,
  embeddingsOrNone,
} from './embedding-provider.ts';

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly model: string; readonly input: string[] };
}

type Answer = (asked: Asked, response: ServerResponse) => void;

async function read(request: IncomingMessage): Promise<Asked['body']> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

/** Runs an endpoint that answers as told, and ends it. */
async function withEndpoint(
  answer: Answer,
  use: (endpoint: EmbeddingEndpoint) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    read(request).then((body) => {
      const { url = '', headers } = request;
      answer({ path: url, authorization: headers.authorization, body }, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    const url = `http://127.0.0.1:${port}/v1/`;
    await use({ url, model: 'small', key: null, dimensions: 3, timeoutMilliseconds: 300 });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const vectorOf = (text: string) => [text.length, 0.5, -1];

const reply = (response: ServerResponse, value: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
};

const sound: Answer = ({ body }, response) => {
  const data = body.input.map((text, index) => ({ index, embedding: vectorOf(text) }));
  reply(response, { data: data.reverse() });
};

test('gives the vectors in the order of the texts, however they are answered', async () => {
  const seen: Asked[] = [];
  const answer: Answer = (asked, response) => {
    seen.push(asked);
    sound(asked, response);
  };
  await withEndpoint(answer, async (endpoint) => {
    const texts = Array.from({ length: 130 }, (_, n) => 'x'.repeat(n));
    const vectors = await embeddingProvider({ ...endpoint, key: 'secret' }).embed(texts);
    assert.deepEqual(
      vectors.map((vector) => [...vector]),
      texts.map(vectorOf),
    );
  });
  assert.deepEqual(
    seen.map(({ body }) => body.input.length),
    [64, 64, 2],
  );
  for (const { path, authorization, body } of seen) {
    assert.deepEqual([path, authorization], ['/v1/embeddings', 'Bearer secret']);
    assert.equal(body.model, 'small');
  }
});

test('sends no key where there is none, no more of a text than is read, and nothing for nothing', async () => {
  let calls = 0;
  const answer: Answer = (asked, response) => {
    calls++;
    assert.equal(asked.authorization, undefined);
    assert.equal(asked.body.input[0]?.length, 8_000);
    sound(asked, response);
  };
  await withEndpoint(answer, async (endpoint) => {
    const provider = embeddingProvider(endpoint);
    assert.deepEqual(await provider.embed([]), []);
    assert.equal((await provider.embed(['x'.repeat(100_000)])).length, 1);
  });
  assert.equal(calls, 1);
});

const one = (embedding: unknown, rest = {}) => ({ data: [{ index: 0, embedding, ...rest }] });

const wrong: readonly [what: string, answer: Answer, message: RegExp][] = [
  ['refuses', (_, response) => reply(response, { error: 'no' }, 401), /answered 401/],
  ['fails', (_, response) => reply(response, 'oops', 500), /answered 500/],
  ['is slow', () => {}, /did not answer within 300 ms/],
  [
    'stops in the middle',
    (_, response) => {
      response.writeHead(200);
      response.write('{"data":');
    },
    /did not answer within 300 ms/,
  ],
  ['hangs up', (_, response) => response.destroy(), /cannot be reached/],
  [
    'sends elsewhere',
    (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    /cannot be reached/,
  ],
  ['answers no JSON', (_, response) => reply(response, '<html>'), /no JSON/],
  ['answers null', (_, response) => reply(response, 'null'), /as many vectors/],
  ['answers too few', (_, response) => reply(response, { data: [] }), /as many vectors/],
  ['answers another length', (_, response) => reply(response, one([1, 2])), /of 2 numbers, not 3/],
  ['answers texts', (_, response) => reply(response, one(['1', '2', '3'])), /no vector/],
  ['answers no numbers', (_, response) => reply(response, one([1, null, 3])), /no vector/],
  [
    'answers for another text',
    (_, response) => reply(response, one([1, 2, 3], { index: 7 })),
    /which text/,
  ],
];

for (const [what, answer, message] of wrong) {
  test(`an endpoint that ${what} is one problem, and ranking goes on without it`, async () => {
    await withEndpoint(answer, async (endpoint) => {
      const provider = embeddingProvider({ ...endpoint, key: 'secret' });
      const told: EmbeddingProblem[] = [];
      assert.equal(await embeddingsOrNone(provider, ['锂'], (problem) => told.push(problem)), null);
      const [problem] = told;
      assert.ok(problem instanceof EmbeddingProblem);
      assert.match(problem.message, message);
      assert.doesNotMatch(`${problem.message} ${problem.stack}`, /secret/);
    });
  });
}

test('an endpoint that is down cannot be reached', async () => {
  let gone: EmbeddingEndpoint | undefined;
  await withEndpoint(sound, async (endpoint) => {
    gone = endpoint;
  });
  await assert.rejects(embeddingProvider(gone!).embed(['x']), /cannot be reached/);
});

test('without a provider nothing is asked; what is not the endpoint’s fault is not hidden', async () => {
  const tell = () => assert.fail('nothing to tell');
  assert.equal(await embeddingsOrNone(null, ['x'], tell), null);
  const broken = { embed: () => Promise.reject(new TypeError('ours')) };
  await assert.rejects(embeddingsOrNone(broken, ['x'], tell), TypeError);
});
