import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSettings, SettingProblem } from './settings.ts';

function folder(t: TestContext, file?: object | string): string {
  const path = mkdtempSync(join(tmpdir(), 'yunhe-settings-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  if (file !== undefined) {
    writeFileSync(join(path, 'yunhe.json'), typeof file === 'string' ? file : JSON.stringify(file));
  }
  return path;
}

test('without anything said, everything has its default', (t) => {
  const here = folder(t);
  const settings = readSettings({}, {}, here);
  assert.equal(settings.port, 7070);
  assert.equal(settings.dataDir, join(here, 'data'));
  assert.equal(settings.databaseUrl, null);
  assert.equal(settings.demo, true);
});

test('flags go before the environment, the environment before the file', (t) => {
  const here = folder(t, { port: 1, data: 'from-file', log: 'warn' });
  const settings = readSettings({ port: '3' }, { PORT: '2', YUNHE_DATA: 'from-environment' }, here);
  assert.equal(settings.port, 3);
  assert.equal(settings.dataDir, join(here, 'from-environment'));
  assert.equal(settings.logLevel, 'warn');
});

const endpoint = {
  YUNHE_EMBEDDING_URL: 'https://models.example/v1',
  YUNHE_EMBEDDING_MODEL: 'small',
  YUNHE_EMBEDDING_DIMENSIONS: '1024',
};

test('embeddings are asked for nowhere unless an endpoint is named', (t) => {
  const here = folder(t);
  assert.equal(readSettings({}, {}, here).embedding, null);
  assert.deepEqual(readSettings({}, { ...endpoint, YUNHE_EMBEDDING_KEY: 'k' }, here).embedding, {
    url: 'https://models.example/v1',
    model: 'small',
    key: 'k',
    dimensions: 1024,
  });
  assert.equal(readSettings({}, endpoint, here).embedding?.key, null);
});

test('what is unknown or cannot be is named', (t) => {
  const here = folder(t);
  const cases: [Record<string, string>, RegExp][] = [
    [{ YUNHE_PROT: '1' }, /YUNHE_PROT in the environment is not a setting/],
    [{ PORT: 'seventy' }, /port is a whole number from 0 to 65535, not seventy/],
    [{ PORT: '70000' }, /not 70000/],
    [{ YUNHE_DEMO: 'yes' }, /demo is 1 or 0, not yes/],
    [{ YUNHE_URL: 'nowhere' }, /url is not an address/],
    [{ YUNHE_OIDC_ISSUER: 'https://a.example' }, /together/],
    [{ YUNHE_EMBEDDING_URL: 'https://a.example/v1' }, /address, model and dimensions together/],
    [{ ...endpoint, YUNHE_EMBEDDING_URL: 'ftp://a.example' }, /not an address of http/],
    [{ ...endpoint, YUNHE_EMBEDDING_URL: 'https://k:s@a.example' }, /holds no key/],
    [{ ...endpoint, YUNHE_EMBEDDING_DIMENSIONS: '0' }, /whole number from 1 to 8192, not 0/],
  ];
  for (const [environment, message] of cases) {
    assert.throws(
      () => readSettings({}, environment, here),
      (error: Error) => {
        assert.ok(error instanceof SettingProblem);
        assert.match(error.message, message);
        return true;
      },
    );
  }
  assert.throws(() => readSettings({}, {}, folder(t, { prot: 1 })), /prot in .* is not a setting/);
  assert.throws(() => readSettings({}, {}, folder(t, '{')), /is not JSON/);
});

test('demo mode is off in production, and asking for it there is refused', (t) => {
  const here = folder(t);
  assert.equal(readSettings({}, { NODE_ENV: 'production' }, here).demo, false);
  const asked = { NODE_ENV: 'production', YUNHE_DEMO: '1' };
  assert.throws(() => readSettings({}, asked, here), /cannot be on/);
});

test('the secret is made once, kept and readable by its owner alone', (t) => {
  const here = folder(t);
  const first = readSettings({}, {}, here).secret;
  assert.equal(readSettings({}, {}, here).secret, first);
  const path = join(here, 'data/secret');
  assert.equal(readFileSync(path, 'utf8'), first);
  assert.equal(statSync(path).mode & 0o077, 0);
});
