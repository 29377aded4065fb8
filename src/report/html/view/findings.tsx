import { useState } from 'preact/hooks';
import type { Finding } from '../../../finding';
import { count, countLevels } from '../../summary';
import { entriesOf, type GroupedFinding, groupByHelp } from '../../groups';
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
        const messages = entriesOf(own).flatMap(messagesOf).slice(0, left);
        left -= messages.length;
        return (
          <section key={`${by} ${name}`} class="group">
            <h3>
              {by === 'file' ? <FileLink path={name} /> : name}
              <span class="facts">
                <LevelCounts counts={countLevels(own)} />
              </span>
            </h3>
            {messages.map((each) => (
              <FindingGroup
                key={`${each.finding.transform} ${each.finding.message} ${each.finding.help ?? ''}`}
                {...each}
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

/** What is said with one help. */
interface Message extends Pick<GroupedFinding, 'ids' | 'defaults'> {
  readonly finding: Finding;
  /** The findings that say it, one for each place. */
  readonly same: readonly Finding[];
}

function messagesOf({ message, ids, places, defaults }: GroupedFinding): Message[] {
  return groupByHelp(places).flatMap((same) =>
    same.slice(0, 1).map((first) => ({ finding: { ...first, message }, same, ids, defaults })),
  );
}

function FindingGroup({
  finding,
  same,
  ids,
  defaults,
  docs,
  short,
}: Message & {
  readonly docs: ReadonlyMap<string, { readonly docs: string; readonly release: string }>;
  readonly short: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const places = isWhole || same.length <= few + 1 ? same : same.slice(0, few);
  return (
    <article class={`finding ${finding.level}`}>
      <FindingText finding={finding} />
      {defaults.length > 0 && (
        <ul class="defaults">
          {defaults.map(({ message, pin }) => (
            <li key={message}>
              {shown(message)}
              <br />
              pin: {shown(pin ?? '')}
            </li>
          ))}
        </ul>
      )}
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
      {ids.map((id) => (
        <Source key={id} id={id} about={docs.get(id)} />
      ))}
    </article>
  );
}

/** Which transform reports it, and where to read on. */
function Source({
  id,
  about,
}: {
  readonly id: string;
  readonly about: { readonly docs: string; readonly release: string } | undefined;
}) {
  return (
    <p class="source">
      {shown(id)}
      {about && (
        <>
          {' · '}
          <a href={about.docs} rel="noreferrer noopener" target="_blank">
            {about.release === 'any' ? 'upgrade notes' : `upgrade notes of Istio ${about.release}`}
          </a>
        </>
      )}
    </p>
  );
}
