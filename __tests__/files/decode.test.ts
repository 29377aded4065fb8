import fc from 'fast-check';
import { decode } from '../../src/files/read';
import { runs } from '../support/seed';

test('UTF-8 is decoded as it is: byte order mark, line ends and the lack of a last one', () => {
  for (const text of ['', 'a: b\n', 'a: b', '\uFEFFa: b\r\n', 'ü \u{1F600}\u2028\uFFFD', '\uFEFF\uFEFF']) {
    expect(decode(Buffer.from(text))).toEqual({ kind: 'text', text });
  }
});

test('bytes with a NUL are binary', () => {
  expect(decode(Buffer.from('a: \0'))).toEqual({ kind: 'binary' });
  expect(decode(Buffer.from('\uFEFFa: \0'))).toEqual({ kind: 'binary' });
});

test('bytes that are no UTF-8 and hold controls of no text are binary', () => {
  expect(decode(Buffer.from([0x9f, 0x04, 0x61]))).toEqual({ kind: 'binary' });
  expect(decode(Buffer.from([0x04, 0x61]))).toEqual({ kind: 'text', text: '\u0004a' });
  const japanese = Buffer.from([0x1b, 0x24, 0x42, 0x88, 0x1b, 0x28, 0x42, 0x0d, 0x0a]);
  expect(decode(japanese)).toMatchObject({ kind: 'not-utf8' });
});

test('UTF-16 and UTF-32 are told by their byte order mark', () => {
  const utf16 = Buffer.from('\uFEFFa: b\n', 'utf16le');
  const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]);
  expect(decode(utf16)).toEqual({ kind: 'not-utf8', reason: 'it is UTF-16' });
  expect(decode(Buffer.from(utf16).swap16())).toEqual({ kind: 'not-utf8', reason: 'it is UTF-16' });
  expect(decode(utf32)).toEqual({ kind: 'not-utf8', reason: 'it is UTF-32' });
  expect(decode(Buffer.from(utf32).swap32())).toEqual({ kind: 'not-utf8', reason: 'it is UTF-32' });
});

test.each([
  ['Latin-1', [0x61, 0xfc]],
  ['a cut character', [0xe2, 0x82]],
  ['an overlong form', [0xc1, 0xa1]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['what lies beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
])('%s is not UTF-8', (_name, bytes) => {
  const result = { kind: 'not-utf8', reason: 'it is not valid UTF-8' };
  expect(decode(Buffer.from(bytes))).toEqual(result);
  expect(decode(Buffer.from('fine'))).toEqual({ kind: 'text', text: 'fine' });
});

test('whatever is decoded gives the same bytes again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      ),
      (given) => {
        const bytes = Buffer.from(given);
        const decoded = decode(bytes);
        return decoded.kind !== 'text' || Buffer.from(decoded.text).equals(bytes);
      },
    ),
    runs(100),
  );
});
