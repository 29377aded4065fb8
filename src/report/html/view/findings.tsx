import { useState } from 'preact/hooks';
import type { Finding } from '../../../finding';
import { count, countLevels } from '../../summary';
import { groupByHelp, groupFindings } from '../../groups';
import type { ReportData } from '../data';
import { kindsOf } from './filter';
import { FileLink, FindingText, LevelCounts, PlaceLink, Segments } from './parts';
import { shown } from './words';

/** How many places of a finding are shown before somebody asks for all. */
const few = 8;
/** So many messages are drawn at a time. */
const page = 200;

/** Findings by kind or by file; the same thing is said once, with its places. */
export function Findings({
  data,
  findings,
}: {
  readonly data: ReportData;
  readonly findings: readonly Finding[];
}) {
  const [by, setBy] = useState<'kind' | 'file'>('kind');
  const [limit, setLimit] = useState(page);
  if (findings.length === 0) return <p class="empty">No findings here.</p>;
  const kindOf = kindsOf(data);
  const groups = Map.groupBy(findings, ({ transform, path }) => (by === 'kind' ? kindOf(transform) : path));
  const docs = new Map(data.transforms.map((each) => [each.id, each]));
  let left = limit;
  return (
    <>
      <Segments
        label="Group findings"
        choices={[
          ['kind', 'By kind'],
          ['file', 'By file'],
        ]}
        value={by}
        onChange={setBy}
      />
      {[...groups].map(([name, own]) => {
        if (left <= 0) return undefined;
        const messages = groupFindings(own).flatMap(groupByHelp).slice(0, left);
        left -= messages.length;
        return (
          <section key={`${by} ${name}`} class="group">
            <h3>
              {by === 'file' ? <FileLink path={name} /> : name}
              <span class="facts">
                <LevelCounts counts={countLevels(own)} />
              </span>
            </h3>
            {messages.map((same) => (
              <FindingGroup
                key={`${same[0]?.transform ?? ''} ${same[0]?.message ?? ''} ${same[0]?.help ?? ''}`}
                same={same}
                docs={docs}
                short={by === 'file'}
              />
            ))}
          </section>
        );
      })}
      {left <= 0 && (
        <button
          type="button"
          onClick={() => {
            setLimit(limit + page);
          }}
        >
          Show more findings
        </button>
      )}
    </>
  );
}

function FindingGroup({
  same,
  docs,
  short,
}: {
  readonly same: readonly Finding[];
  readonly docs: ReadonlyMap<string, { readonly docs: string; readonly release: string }>;
  readonly short: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const [first] = same;
  if (!first) return null;
  const places = isWhole || same.length <= few + 1 ? same : same.slice(0, few);
  const about = docs.get(first.transform);
  return (
    <article class={`finding ${first.level}`}>
      <FindingText finding={first} />
      <ul class="places">
        {places.map(({ path, line, column }) => (
          <li key={`${path}:${line}:${column}`}>
            <PlaceLink path={path} line={line} short={short} />
          </li>
        ))}
        {places.length < same.length && (
          <li>
            <button
              type="button"
              class="link"
              onClick={() => {
                setWhole(true);
              }}
            >
              show all {count(same.length, 'place')}
            </button>
          </li>
        )}
      </ul>
      <p class="source">
        {shown(first.transform)}
        {about && (
          <>
            {' · '}
            <a href={about.docs} rel="noreferrer noopener" target="_blank">
              {about.release === 'any' ? 'upgrade notes' : `upgrade notes of Istio ${about.release}`}
            </a>
          </>
        )}
      </p>
    </article>
  );
}
