import fc from 'fast-check';
import {
  formatDuration,
  parseDuration,
  roundUp,
  second,
} from '../../transforms/1.28/metric-eviction/interval';
import { runs } from '../support/seed';

test.each([
  ['5m', 300],
  ['1h30m', 5400],
  ['1.5s', 1.5],
  ['.5m', 30],
  ['+10s', 10],
  ['-10s', -10],
  ['0', 0],
  ['0s', 0],
  ['250ms', 0.25],
  ['1.25s', 1.25],
  ['.25s', 0.25],
  ['+0', 0],
])('%s is a duration', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds * second);
});

test.each([
  '300',
  '5 m',
  '5minutes',
  '',
  'm',
  '1d',
  '{{ .Values.interval }}',
  '.s',
  'a5s',
  '5s5',
  '01',
  'a0',
])('%j is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('whole seconds survive being written and read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seconds) => {
      expect(parseDuration(formatDuration(seconds * second))).toBe(seconds * second);
    }),
    runs(100),
  );
});

test('a whole multiple is not rounded', () => {
  expect(roundUp(300, 5)).toBe(300);
  expect(roundUp(301, 5)).toBe(305);
});
