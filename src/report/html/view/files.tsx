import { memo } from './memo';
import { useMemo, useState } from 'preact/hooks';
import type { Finding } from '../../../finding';
import { count, countLevels } from '../../summary';
import type { FileData, ReportData } from '../data';
import { groupByHelp, groupFindings } from '../../groups';
import { fileId, lineId } from './anchors';
import { Diff, type Layout } from './diff';
import { countRows, parseDiff } from './diff-rows';
import { type FileView, kindsOf } from './filter';
import { useMore, useNear } from './lazy';
import { Badge, FindingText, LevelCounts, Path, PlaceLink } from './parts';
import { shown } from './words';

interface FilesProps {
  readonly data: ReportData;
  readonly views: readonly FileView[];
  readonly layout: Layout;
  /** The file that is looked for: open, and drawn. */
  readonly revealed: string | undefined;
}

/** A section for each file: what changes, what is left to you, and the diff. */
export function Files({ data, views, layout, revealed }: FilesProps) {
  const kindOf = useMemo(() => kindsOf(data), [data]);
  const side = data.mode === 'write' ? 'after' : 'before';
  const drawn = useMore(views.length);
  const isSoughtLater = views.slice(drawn).some(({ path }) => path === revealed);
  return (
    <>
      {(isSoughtLater ? views : views.slice(0, drawn)).map(({ path, file, findings }) => (
        <FileSection
          key={path}
          path={path}
          file={file}
          findings={findings}
          layout={layout}
          side={side}
          kindOf={kindOf}
          isRevealed={path === revealed}
        />
      ))}
    </>
  );
}

interface SectionProps {
  readonly path: string;
  readonly file: FileData | undefined;
  readonly findings: readonly Finding[];
  readonly layout: Layout;
  readonly side: 'before' | 'after';
  readonly kindOf: (id: string) => string;
  readonly isRevealed: boolean;
}

const FileSection = memo(function FileSection(props: SectionProps) {
  const { path, file, findings, kindOf, isRevealed } = props;
  const [isClosed, setClosed] = useState(false);
  const [ref, isNear] = useNear();
  const isOpen = !isClosed || isRevealed;
  const hunks = useMemo(() => parseDiff(file?.diff ?? ''), [file]);
  const { removed, added } = countRows(hunks);
  const kinds = [...new Set((file?.rewrites ?? []).map(({ transform }) => kindOf(transform)))];
  const rows = hunks.reduce((sum, hunk) => sum + hunk.rows.length + 1, 0);
  // What is not drawn yet takes about the room that it will.
  const height = `${(rows * 1.6 + (file?.rewrites.length ?? 0) * 2 + findings.length * 4).toFixed(0)}rem`;
  return (
    <section class="file" id={fileId(path)} ref={ref} aria-label={shown(path)}>
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => {
            setClosed(!isClosed);
          }}
        >
          <Path path={path} />
        </button>
        <span class="facts">
          {file?.status === 'failed' && <Badge look="error">failed</Badge>}
          <LevelCounts counts={countLevels(findings)} />
          {kinds.map((kind) => (
            <Badge key={kind} look="kind">
              {kind}
            </Badge>
          ))}
          {added + removed > 0 && (
            <span class="size">
              <span class="plus">+{added}</span> <span class="minus">−{removed}</span>
              <span class="unseen">
                {count(added, 'line')} added, {count(removed, 'line')} removed
              </span>
            </span>
          )}
        </span>
      </h3>
      {isOpen && (isNear || isRevealed ? <Body {...props} hunks={hunks} /> : <div style={{ height }} />)}
    </section>
  );
});

function Body({
  path,
  file,
  findings,
  layout,
  side,
  hunks,
}: SectionProps & { readonly hunks: ReturnType<typeof parseDiff> }) {
  const inDiff = new Set(hunks.flatMap(({ rows }) => rows.flatMap((row) => row[side] ?? [])));
  const apart = findings.filter(({ line }) => !inDiff.has(line));
  const inside = Map.groupBy(
    findings.filter(({ line }) => inDiff.has(line)),
    ({ line }) => line,
  );
  return (
    <div class="body">
      {file?.error !== undefined && (
        <p class="message">
          <Badge look="error">failed</Badge> {shown(file.error)}
        </p>
      )}
      {file && file.rewrites.length > 0 && (
        <ul class="rewrites">
          {file.rewrites.map((rewrite) => (
            <li key={`${rewrite.line}:${rewrite.column} ${rewrite.summary}`}>
              {shown(rewrite.summary)} <PlaceLink path={path} line={rewrite.line} short />
            </li>
          ))}
        </ul>
      )}
      {groupFindings(apart)
        .flatMap(groupByHelp)
        .map((same) => (
          <Remark key={`${same[0]?.line ?? ''} ${same[0]?.message ?? ''}`} path={path} same={same} />
        ))}
      {hunks.length > 0 && <Diff path={path} hunks={hunks} layout={layout} findings={inside} side={side} />}
    </div>
  );
}

/** A finding outside of the diff, said once for all its lines. */
function Remark({ path, same }: { readonly path: string; readonly same: readonly Finding[] }) {
  const [first] = same;
  if (!first) return null;
  const lines = [...new Set(same.map(({ line }) => line))];
  return (
    <div class="remark">
      <span class="place">
        {lines.length === 1 ? 'line ' : 'lines '}
        {lines.map((line, index) => (
          <span key={line} id={lineId(path, line)}>
            {index > 0 && ', '}
            {line}
          </span>
        ))}
      </span>
      <FindingText finding={first} />
    </div>
  );
}
