import { escapeControls, escapeLines } from '../../src/report/escape';

describe('escapeControls', () => {
  it.each([
    ['an escape sequence', 'a\u001B[31mb', 'a\\u001b[31mb'],
    ['line ends and tabs', 'a\r\n\tb', 'a\\u000d\\u000a\\u0009b'],
    ['DEL and NUL', '\u007F\0', '\\u007f\\u0000'],
    ['a C1 control sequence introducer', '\u009B2J', '\\u009b2J'],
    ['an override of the direction', 'a\u202Eb\u2066c', 'a\\u202eb\\u2066c'],
    ['marks of the direction', '\u200E\u200F\u061C', '\\u200e\\u200f\\u061c'],
    ['line separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['half of a surrogate pair', 'a\uD83Db', 'a\\ud83db'],
  ])('escapes %s', (_name, text, expected) => {
    expect(escapeControls(text)).toBe(expected);
  });

  it.each(['', 'a b/c-d_e.yaml', 'café 日本語 😀 שלום', '\u00A0', '\\u001b', '{{ .Values.x | quote }}'])(
    'leaves what is harmless: %j',
    (text) => {
      expect(escapeControls(text)).toBe(text);
    },
  );
});

describe('escapeLines', () => {
  it('leaves line ends and tabs', () => {
    expect(escapeLines('a:\tb\r\n\nc\n')).toBe('a:\tb\r\n\nc\n');
  });

  it('escapes a carriage return that ends no line: it would overwrite what stands before it', () => {
    expect(escapeLines('secret\rharmless\r\r\n\u001B[1A')).toBe('secret\\u000dharmless\\u000d\r\n\\u001b[1A');
  });
});
