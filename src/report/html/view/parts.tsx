import type { ComponentChildren } from 'preact';
import type { Finding, Level } from '../../../finding';
import { count, levels } from '../../summary';
import { fileId, lineId, linkTo } from './anchors';
import { shown } from './words';

/** A word on a coloured ground. */
export function Badge({ look, children }: { readonly look: string; readonly children: ComponentChildren }) {
  return <span class={`badge ${look}`}>{children}</span>;
}

/** How many findings there are of each level; nothing for those of which there are none. */
export function LevelCounts({ counts }: { readonly counts: Readonly<Record<Level, number>> }) {
  return (
    <>
      {levels
        .filter((level) => counts[level] > 0)
        .map((level) => (
          <Badge key={level} look={level}>
            {count(counts[level], level)}
          </Badge>
        ))}
    </>
  );
}

/** One of several, like radio buttons. */
export function Segments<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly (readonly [value: T, label: ComponentChildren])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {choices.map(([each, text]) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === value}
          onClick={() => {
            onChange(each);
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

/** A place in a file, as a link to where the page shows it. */
export function PlaceLink({ path, line, short = false }: PlaceProps) {
  const [folder, name] = split(path);
  return (
    <a class="place" href={linkTo(lineId(path, line))}>
      {!short && folder !== '' && <span class="folder">{shown(folder)}</span>}
      {short ? `line ${line}` : `${shown(name)}:${line}`}
    </a>
  );
}

interface PlaceProps {
  readonly path: string;
  readonly line: number;
  /** Whether the file is named already. */
  readonly short?: boolean;
}

/** A path with its folder less loud than its name. */
export function Path({ path }: { readonly path: string }) {
  const [folder, name] = split(path);
  return (
    <span class="path" title={shown(path)}>
      {folder !== '' && <span class="folder">{shown(folder)}</span>}
      <wbr />
      <span class="name">{shown(name)}</span>
    </span>
  );
}

function split(path: string): [folder: string, name: string] {
  const end = path.lastIndexOf('/') + 1;
  return [path.slice(0, end), path.slice(end)];
}

/** What a finding says, and what to do about it. */
export function FindingText({ finding }: { readonly finding: Finding }) {
  return (
    <>
      <p class="message">
        <Badge look={finding.level}>{finding.level}</Badge> {shown(finding.message)}
      </p>
      {finding.help !== undefined && (
        <p class="help">
          <strong>What to do:</strong> <Advice text={finding.help} />
        </p>
      )}
    </>
  );
}

/** What to do. An option such as `--pin-defaults` stays on one line. */
function Advice({ text }: { readonly text: string }) {
  const parts = shown(text).split(/((?<![\w-])--[\w-]+)/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} class="option">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}

/** A link to a file's section. */
export function FileLink({ path }: { readonly path: string }) {
  return (
    <a class="place" href={linkTo(fileId(path))}>
      <Path path={path} />
    </a>
  );
}
