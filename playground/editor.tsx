import { useEffect, useRef } from 'preact/hooks';
import type { Finding, Level } from '../src/finding';
import { Line } from '../src/report/html/view/diff';

interface EditorProps {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The line to go to, anew with each new object. */
  readonly target: { readonly line: number } | undefined;
  readonly onInput: (text: string) => void;
}

/** Longer texts are edited without colours. */
const colouredAtMost = 100_000;

/** A text area over the same text in colours, with the numbers of the lines, and what is found marked. */
export function Editor({ path, text, findings, target, onInput }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!target || !area.current) return;
    const lines = text.split('\n').slice(0, target.line - 1);
    const at = lines.reduce((sum, line) => sum + line.length + 1, 0);
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(at, text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at));
    const box = area.current.closest('.editor');
    const height = area.current.scrollHeight / (text.split('\n').length || 1);
    box?.scrollTo({ top: Math.max(0, (target.line - 4) * height) });
    // Only when somebody goes there, not with each key.
  }, [target]);
  return (
    <div class="editor">
      <Backdrop text={text} findings={findings} />
      <textarea
        ref={area}
        aria-label={`Text of ${path}`}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        wrap="off"
        placeholder="Paste a manifest, or drop files or a folder anywhere on this page."
        value={text}
        onInput={({ currentTarget }) => {
          onInput(currentTarget.value);
        }}
      />
    </div>
  );
}

/** What is seen of the text, marked line by line. */
export function Backdrop({
  text,
  findings = [],
}: {
  readonly text: string;
  readonly findings?: readonly Finding[];
}) {
  const worst = new Map<number, Level>();
  for (const { line, level } of findings) {
    const known = worst.get(line);
    if (known !== 'error' && (known === undefined || level !== 'note')) worst.set(line, level);
  }
  const isColoured = text.length <= colouredAtMost;
  return (
    <pre class="backdrop" aria-hidden="true">
      {isColoured
        ? text.split('\n').map((line, index) => (
            <span key={index} class={`row ${worst.get(index + 1) ?? ''}`}>
              <Line text={line} />
              {'\n'}
            </span>
          ))
        : text}
    </pre>
  );
}
