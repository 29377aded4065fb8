import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parseAllDocuments } from 'yaml';
import { configKeys } from '../../../src/cli/config/config';
import { transformKinds } from '../../../src/transform';
import { transforms } from '../../../transforms';
import { badCases, goodCases } from './cases';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/config.schema.json'), 'utf8')) as {
  properties: Record<string, unknown>;
  definitions: { transform: { enum: string[] } };
};
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

function valueOf(text: string): unknown {
  return parseAllDocuments(text, { logLevel: 'error' })[0]?.toJS() ?? null;
}

test('the schema knows the keys and the transforms that there are', () => {
  expect(Object.keys(schema.properties)).toEqual(Object.keys(configKeys));
  expect(schema.definitions.transform.enum).toEqual([...transforms.map(({ id }) => id), ...transformKinds]);
});

describe('the schema takes what the reader follows', () => {
  test.each(goodCases)('$title', ({ text }) => {
    expect(validate(valueOf(text))).toBe(true);
  });
});

describe('the schema refuses what the reader refuses, as far as it can see it', () => {
  test.each(badCases.filter(({ schemaTakesItSince }) => schemaTakesItSince === undefined))(
    '$title',
    ({ text }) => {
      expect(validate(valueOf(text))).toBe(false);
    },
  );
});
