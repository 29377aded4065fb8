import { useState } from 'preact/hooks';
import type { Input, Output } from './engine';
import { Path } from '../src/report/html/view/parts';

interface ExplorerProps {
  readonly files: Input['files'];
  readonly output: Output | undefined;
  readonly selected: string;
  readonly onSelect: (path: string) => void;
  /** The files are others, and this one is to be seen. */
  readonly onChange: (files: Input['files'], path: string) => void;
}

/** How many files are listed; of more, those whose names are asked for. */
const listed = 300;

/** The files that go in: those first in which something is due. */
export function Explorer({ files, output, selected, onSelect, onChange }: ExplorerProps) {
  const [query, setQuery] = useState('');
  const marks = marksOf(output);
  const paths = Object.keys(files)
    .filter((path) => path.toLowerCase().includes(query.toLowerCase()))
    .toSorted((one, other) => Number(marks.has(other)) - Number(marks.has(one)) || (one < other ? -1 : 1));
  const total = Object.keys(files).length;
  const rename = (path: string) => {
    if (path === '' || path === selected || Object.hasOwn(files, path)) return;
    const renamed = Object.entries(files).map(
      ([old, text]) => [old === selected ? path : old, text] as const,
    );
    onChange(Object.fromEntries(renamed), path);
  };
  const remove = () => {
    const left = Object.fromEntries(Object.entries(files).filter(([path]) => path !== selected));
    onChange(left, paths.find((path) => path !== selected) ?? '');
  };
  const add = () => {
    let number = 1;
    while (Object.hasOwn(files, `manifest-${number}.yaml`)) number++;
    onChange({ ...files, [`manifest-${number}.yaml`]: '' }, `manifest-${number}.yaml`);
  };
  return (
    <div class="explorer">
      <div class="row">
        <label class="name">
          <span class="unseen">Path of this file</span>
          <input
            type="text"
            value={selected}
            spellcheck={false}
            onChange={({ currentTarget }) => {
              rename(currentTarget.value.trim());
              currentTarget.value = selected;
            }}
          />
        </label>
        <button type="button" onClick={add}>
          New file
        </button>
        <button type="button" onClick={remove} disabled={total === 0}>
          Remove
        </button>
      </div>
      {total > 10 && (
        <input
          type="search"
          aria-label="Find a file"
          placeholder={`Find among ${total.toLocaleString('en-US')} files`}
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
          }}
        />
      )}
      {total > 1 && (
        <ul class="list" aria-label="Files">
          {paths.slice(0, listed).map((path) => (
            <li key={path}>
              <button
                type="button"
                aria-current={path === selected}
                onClick={() => {
                  onSelect(path);
                }}
              >
                <Path path={path} />
                {marks.has(path) && <span class={`dot ${marks.get(path) ?? ''}`}>{marks.get(path)}</span>}
              </button>
            </li>
          ))}
          {paths.length > listed && (
            <li class="count">and {(paths.length - listed).toLocaleString('en-US')} more</li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What there is to be said of a file, in one word: the worst. */
function marksOf(output: Output | undefined): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const { path, level } of output?.data.findings ?? []) if (level === 'note') marks.set(path, level);
  for (const path of Object.keys(output?.changed ?? {})) marks.set(path, 'changed');
  for (const level of ['warning', 'error'])
    for (const finding of output?.data.findings ?? [])
      if (finding.level === level) marks.set(finding.path, level);
  return marks;
}
