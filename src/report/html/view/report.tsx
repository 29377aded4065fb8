import { useEffect, useMemo, useState } from 'preact/hooks';
import { count, countLevels, duration } from '../../summary';
import type { ReportData } from '../data';
import { showTarget } from './anchors';
import type { Layout } from './diff';
import { Files } from './files';
import { type Filter, select, type Selection, showAll } from './filter';
import { Filters } from './filters';
import { Findings } from './findings';
import { PlaceLink, Segments } from './parts';
import { Plan } from './plan';
import { ThemeSwitch } from './theme';
import { changedWords, shown } from './words';

/** The whole report. */
export function Report({ data }: { readonly data: ReportData }) {
  const [filter, setFilter] = useState<Filter>(showAll);
  const [layout, setLayout] = useState<Layout>('unified');
  const [revealed, setRevealed] = useState<string>();
  const selection = useMemo(() => select(data, filter), [data, filter]);
  useEffect(() => {
    const show = () => {
      showTarget((path) => {
        setRevealed(path);
        setFilter((now) => (select(data, now).files.some((view) => view.path === path) ? now : showAll));
      });
    };
    show();
    addEventListener('hashchange', show);
    return () => {
      removeEventListener('hashchange', show);
    };
  }, [data]);
  return (
    <>
      <Head data={data} />
      <div class="page">
        <aside>
          <details open={matchMedia('(min-width: 60rem)').matches}>
            <summary>Contents and filters</summary>
            <Contents data={data} selection={selection} />
            <Filters data={data} filter={filter} onChange={setFilter} />
          </details>
        </aside>
        <main>
          <Summary data={data} />
          <section id="plan" aria-labelledby="plan-title">
            <h2 id="plan-title">Upgrade plan</h2>
            <Plan data={data} />
          </section>
          <Failures data={data} />
          <section id="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">
              Findings <Shown shown={selection.findings.length} all={data.findings.length} />
            </h2>
            <Findings data={data} findings={selection.findings} />
          </section>
          <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">
              Files <Shown shown={selection.files.length} all={select(data, showAll).files.length} />
            </h2>
            <Segments
              label="Diff layout"
              choices={[
                ['unified', 'Unified'],
                ['split', 'Side by side'],
              ]}
              value={layout}
              onChange={setLayout}
            />
            {selection.files.length === 0 && <p class="empty">No files here.</p>}
            <Files data={data} views={selection.files} layout={layout} revealed={revealed} />
          </section>
        </main>
      </div>
    </>
  );
}

function Head({ data: { tool, from, to, isFromKnown } }: { readonly data: ReportData }) {
  return (
    <header class="top">
      <h1>
        Istio upgrade from {from} to {to}
      </h1>
      <span class="tool">
        {tool.name} {tool.version}
        {!isFromKnown && `; ${from} is assumed: pass --from if another one runs`}
      </span>
      <span class="tools">
        <ThemeSwitch />
        <button
          type="button"
          onClick={() => {
            print();
          }}
        >
          Print
        </button>
      </span>
    </header>
  );
}

function Contents({ data, selection }: { readonly data: ReportData; readonly selection: Selection }) {
  const unhandled = data.failures.length + data.skipped.length;
  return (
    <nav aria-label="Contents">
      <a href="#plan">Upgrade plan</a>
      {unhandled > 0 && (
        <a href="#failures">
          Not handled <span class="count">{unhandled.toLocaleString('en-US')}</span>
        </a>
      )}
      <a href="#findings">
        Findings <span class="count">{selection.findings.length.toLocaleString('en-US')}</span>
      </a>
      <a href="#files">
        Files <span class="count">{selection.files.length.toLocaleString('en-US')}</span>
      </a>
    </nav>
  );
}

/** The numbers to start from. */
function Summary({ data }: { readonly data: ReportData }) {
  const { error, warning, note } = countLevels(data.findings);
  const changed = data.files.filter(({ status }) => status === 'changed');
  const rewrites = changed.reduce((sum, file) => sum + file.rewrites.length, 0);
  return (
    <section class="summary" aria-label="Summary">
      <Tile
        look={error > 0 ? 'error' : warning > 0 ? 'warning' : 'done'}
        number={error + warning}
        name="need you"
      >
        {error + warning === 0
          ? 'no error, no warning'
          : `${count(error, 'error')}, ${count(warning, 'warning')}`}
      </Tile>
      <Tile
        look="done"
        number={rewrites}
        name={`change${rewrites === 1 ? '' : 's'} ${changedWords[data.mode]}`}
      >
        in {count(changed.length, 'file')}
      </Tile>
      <Tile look="note" number={note} name={`note${note === 1 ? '' : 's'}`}>
        good to know
      </Tile>
      {data.failures.length > 0 && (
        <Tile look="error" number={data.failures.length} name="failed">
          could not be handled
        </Tile>
      )}
      <Tile look="plain" number={data.scanned} name={`file${data.scanned === 1 ? '' : 's'} scanned`}>
        in {duration(data.durationMs)}
      </Tile>
    </section>
  );
}

function Tile({
  look,
  number,
  name,
  children,
}: {
  readonly look: string;
  readonly number: number;
  readonly name: string;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <p class={`tile ${look}`}>
      <strong>{number.toLocaleString('en-US')}</strong> {name}
      <small>{children}</small>
    </p>
  );
}

function Shown({ shown: some, all }: { readonly shown: number; readonly all: number }) {
  return (
    <span class="count" role="status">
      {some === all
        ? all.toLocaleString('en-US')
        : `${some.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`}
    </span>
  );
}

function Failures({ data: { failures, skipped } }: { readonly data: ReportData }) {
  if (failures.length + skipped.length === 0) return null;
  return (
    <section id="failures" aria-labelledby="failures-title">
      <h2 id="failures-title">Not handled</h2>
      <ul class="failures">
        {failures.map(({ path, line, message, help }) => (
          <li key={`${path}:${line ?? ''} ${message}`}>
            <span class="badge error">failed</span>{' '}
            {line === undefined ? <code>{shown(path)}</code> : <PlaceLink path={path} line={line} />}:{' '}
            {shown(message)}
            {help !== undefined && (
              <p class="help">
                <strong>What to do:</strong> {shown(help)}
              </p>
            )}
          </li>
        ))}
        {skipped.map(({ path, reason }) => (
          <li key={path}>
            <span class="badge kind">skipped</span> <code>{shown(path)}</code>: {shown(reason)}
          </li>
        ))}
      </ul>
    </section>
  );
}
