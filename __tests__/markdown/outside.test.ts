import fc from 'fast-check';
import { migrateText } from '../../src/api';
import { count, runs } from '../support/seed';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  targetPortNumber: 8000
  selector:
    app: chat
  extensionRef:
    name: chat-picker`.split('\n');

/** Prose, and whatever looks like the start or end of something else. */
const prose = fc.constantFrom(
  '',
  'The group is inference.networking.x-k8s.io.',
  'apiVersion: inference.networking.x-k8s.io/v1alpha2',
  'kind: InferencePool',
  '---',
  '...',
  '- one',
  '> quoted',
  '    targetPortNumber: 8000',
  '``',
  '<!-- not closed on this line',
  '-->',
  '{{< tab >}}',
  '{{ range .pools }}',
  '| a | b |',
  '\ttab ',
);
/** Blocks that are none of YAML, and their lines. */
const otherBlock = fc
  .tuple(fc.constantFrom('', 'diff', 'sh', 'yaml-like', 'markdown'), fc.array(prose, { maxLength: 4 }))
  .map(([info, lines]) => [`\`\`\`\`${info}`, ...lines, ...pool, '````']);
const comment = fc.constant(['<!--', '```yaml', ...pool, '```', '-->']);
const outside = fc
  .array(fc.oneof({ weight: 4, arbitrary: prose.map((line) => [line]) }, otherBlock, comment), {
    maxLength: 8,
  })
  .map((parts) => parts.flat());
const before = fc.constantFrom('', '  ', '> ', '- ', '1. > ');

test('nothing outside of the blocks of YAML ever changes', () => {
  let changed = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(outside, before), { minLength: 1, maxLength: 3 }),
      outside,
      fc.constantFrom('\n', '\r\n'),
      (parts, end, lineBreak) => {
        const blocks = parts.map(([lines, marker]) => {
          const prefix = marker.replace(/[^>\s]/g, ' ');
          return {
            lines,
            block: [`${marker}~~~ yaml`, ...pool.map((line) => prefix + line), `${prefix}~~~`],
          };
        });
        const text = [...blocks.flatMap(({ lines, block }) => [...lines, ...block]), ...end].join(lineBreak);
        const migrated = migrateText(text, 'guide.md');
        if (migrated.changed) changed++;
        expect(outsideOf(migrated.text)).toEqual(outsideOf(text));
      },
    ),
    runs(500),
  );
  expect(changed).toBeGreaterThan(count(500) / 10);
});

/** The text with what is between two lines of waves left out, by plain search. */
function outsideOf(text: string): string {
  return text.replaceAll(/^([^~\n]*~~~ yaml\r?\n)(?:[^~\n]*\n)*?(?=[^~\n]*~~~\r?(?:\n|$))/gm, '$1');
}

test('a text without a block of YAML stays as it is, whatever else it holds', () => {
  fc.assert(
    fc.property(outside, fc.constantFrom('\n', '\r\n'), (lines, lineBreak) => {
      const text = lines.join(lineBreak);
      expect(migrateText(text, 'guide.markdown')).toEqual({
        text,
        changed: false,
        edits: [],
        rewrites: [],
        findings: [],
      });
    }),
    runs(500),
  );
});
