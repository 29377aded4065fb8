import { useMemo, useState } from 'preact/hooks';
import { htmlOf } from '../src/report/html';
import { select, showAll } from '../src/report/html/view/filter';
import { Files } from '../src/report/html/view/files';
import type { Layout } from '../src/report/html/view/diff';
import { Findings } from '../src/report/html/view/findings';
import { Segments } from '../src/report/html/view/parts';
import { Plan } from '../src/report/html/view/plan';
import { Backdrop } from './editor';
import type { Output } from './engine';

type Tab = 'changes' | 'findings' | 'plan' | 'result';

interface ResultsProps {
  readonly output: Output | undefined;
  readonly selected: string;
  readonly onStatus: (text: string) => void;
  readonly onGoTo: (path: string, line: number) => void;
}

/** What becomes of the input: the diff, the findings, the plan, and the text of the file at hand. */
export function Results({ output, selected, onStatus, onGoTo }: ResultsProps) {
  const [tab, setTab] = useState<Tab>('changes');
  const [layout, setLayout] = useState<Layout>('unified');
  const selection = useMemo(() => output && select(output.data, showAll), [output]);
  if (!output || !selection)
    return (
      <section class="pane" aria-label="Result" aria-busy="true">
        <p class="empty starting">Reading the manifests…</p>
      </section>
    );
  const { data, changed } = output;
  const patch = data.files.map(({ diff }) => diff).join('');
  const result = changed[selected];
  const tabs = [
    ['changes', 'Changes', Object.keys(changed).length],
    ['findings', 'Findings', data.findings.length],
    ['plan', 'Plan', undefined],
    ['result', 'Result', undefined],
  ] as const;
  return (
    <section class="pane" aria-label="Result">
      <h2 class="unseen">Result</h2>
      <div class="row">
        <div class="tabs" role="tablist" aria-label="Result">
          {tabs.map(([id, name, number], index) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-selected={tab === id}
              aria-controls="result"
              tabIndex={tab === id ? 0 : -1}
              onClick={() => {
                setTab(id);
              }}
              onKeyDown={({ key }) => {
                const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
                const next = tabs[(index + step + tabs.length) % tabs.length];
                if (step === 0 || !next) return;
                setTab(next[0]);
                document.getElementById(`tab-${next[0]}`)?.focus();
              }}
            >
              {name} {number !== undefined && <span class="count">{number}</span>}
            </button>
          ))}
        </div>
        {tab === 'changes' && (
          <Segments
            label="Diff layout"
            choices={[
              ['unified', 'Unified'],
              ['split', 'Split'],
            ]}
            value={layout}
            onChange={setLayout}
          />
        )}
        <span class="actions">
          {tab === 'result' ? (
            <Save text={result} name={baseName(selected)} what="file" onStatus={onStatus} />
          ) : (
            <Save text={patch} name="istio-migrate.patch" what="patch" onStatus={onStatus} />
          )}
          <button
            type="button"
            onClick={() => {
              download('istio-upgrade.html', htmlOf(data), 'text/html');
            }}
          >
            Report
          </button>
        </span>
      </div>
      <div
        class="result"
        role="tabpanel"
        id="result"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          event.preventDefault();
          onGoTo(place.path, place.line);
        }}
      >
        {tab === 'changes' &&
          (selection.files.length === 0 ? (
            <p class="empty">Nothing to change for Istio {data.to}.</p>
          ) : (
            <Files data={data} views={selection.files} layout={layout} revealed={undefined} />
          ))}
        {tab === 'findings' && <Findings data={data} findings={data.findings} />}
        {tab === 'plan' && <Plan data={data} />}
        {tab === 'result' &&
          (result === undefined ? (
            <p class="empty">This file stays as it is.</p>
          ) : (
            <div class="editor">
              <Backdrop text={result} />
            </div>
          ))}
      </div>
    </section>
  );
}

/** Copies or downloads a text. */
function Save({
  text,
  name,
  what,
  onStatus,
}: {
  readonly text: string | undefined;
  readonly name: string;
  readonly what: string;
  readonly onStatus: (text: string) => void;
}) {
  const isEmpty = text === undefined || text === '';
  return (
    <>
      <button
        type="button"
        disabled={isEmpty}
        onClick={() => {
          void navigator.clipboard.writeText(text ?? '').then(
            () => {
              onStatus(`The ${what} is copied`);
            },
            () => {
              onStatus(`The browser does not let this page copy: download the ${what}`);
            },
          );
        }}
      >
        Copy {what}
      </button>
      <button
        type="button"
        disabled={isEmpty}
        onClick={() => {
          download(name, text ?? '', 'text/plain');
        }}
      >
        Download {what}
      </button>
    </>
  );
}

function download(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The place that a link of the report names: here it is one in the editor. */
function placeOf(target: EventTarget | null): { readonly path: string; readonly line: number } | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a.place') : undefined;
  const match = /^#file-(.*?)(?::(\d+))?$/s.exec(decodeURIComponent(link?.hash ?? ''));
  return match ? { path: match[1] ?? '', line: Number(match[2] ?? 1) } : undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
