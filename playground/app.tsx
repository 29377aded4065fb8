import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count, countLevels } from '../src/report/summary';
import { ThemeSwitch } from '../src/report/html/view/theme';
import { Editor } from './editor';
import type { Input, Output } from './engine';
import { examples } from './examples';
import { Explorer } from './explorer';
import { readChosen, readDropped, type ReadFiles } from './read-files';
import { Results } from './results';
import { fromFragment, toFragment } from './share';
import { fromChoices, latest, toChoices } from './versions';
import { Migrator } from './worker';

/** How long to wait for more keys. */
const patience = 120;

const start: Input = { files: examples[0]?.files ?? {}, from: '', to: latest, pinDefaults: false };

/** The playground: what goes in on the left, what becomes of it on the right. */
export function App() {
  const [input, setInput] = useState<Input>(start);
  const [selected, setSelected] = useState(Object.keys(start.files)[0] ?? '');
  const [target, setTarget] = useState<{ readonly line: number }>();
  const [output, setOutput] = useState<Output>();
  const [status, setStatus] = useState('');
  const [isDragged, setDragged] = useState(false);
  const migrator = useRef<Migrator>(null);

  const load = (files: Input['files'], more: Partial<Input> = {}) => {
    setInput((input) => ({ ...input, ...more, files }));
    setSelected(Object.keys(files).toSorted()[0] ?? '');
  };
  const loadRead = ({ files, passedOver }: ReadFiles) => {
    const number = Object.keys(files).length;
    if (number > 0) load(files);
    const rest =
      passedOver > 0 ? `; ${count(passedOver, 'file')} not read: binary, too large or not UTF-8` : '';
    setStatus(`${count(number, 'file')} read${rest}`);
  };

  useEffect(() => {
    migrator.current = new Migrator((reply) => {
      if ('output' in reply) setOutput(reply.output);
      else setStatus(`This cannot be migrated: ${reply.error}`);
    });
    const loadShared = () => {
      void fromFragment(location.hash).then((shared) => {
        if (shared) load(shared.files, { ...shared, to: shared.to === '' ? latest : shared.to });
        else if (location.hash.startsWith('#v1=')) setStatus('The link is not whole: ask for it again');
      });
    };
    loadShared();
    addEventListener('hashchange', loadShared);
    return () => {
      removeEventListener('hashchange', loadShared);
    };
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => migrator.current?.ask(input), patience);
    return () => {
      clearTimeout(timer);
    };
  }, [input]);

  const findings = useMemo(
    () => output?.data.findings.filter(({ path }) => path === selected) ?? [],
    [output, selected],
  );
  const edit = (text: string) => {
    const path = selected === '' ? 'manifest.yaml' : selected;
    setSelected(path);
    setInput({ ...input, files: { ...input.files, [path]: text } });
  };
  const share = async () => {
    const link = `${location.href.replace(/#.*/s, '')}${await toFragment(input)}`;
    history.replaceState(undefined, '', link);
    await navigator.clipboard.writeText(link).then(
      () => {
        setStatus(`Link copied (${count(link.length, 'character')}); the input is in the link itself`);
      },
      () => {
        setStatus('The link is in the address bar now; the input is in the link itself');
      },
    );
  };

  return (
    <div
      class={`app ${isDragged ? 'dragged' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={({ relatedTarget }) => {
        if (!relatedTarget) setDragged(false);
      }}
      onDrop={(event) => {
        setDragged(false);
        if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        readDropped(event.dataTransfer.items).then(loadRead, () => {
          setStatus(
            'Your browser does not let this page read what was dropped: use Open files or Open folder',
          );
        });
      }}
    >
      <header class="bar">
        <h1>
          istio-migrate <span>playground</span>
        </h1>
        <Choice
          label="Example"
          value=""
          choices={[['', 'Choose…'], ...examples.map(({ title }) => [title, title] as const)]}
          onChange={(title) => {
            const example = examples.find((each) => each.title === title);
            if (example) load(example.files);
          }}
        />
        <Choice
          label="From"
          value={input.from}
          choices={[['', 'as the files say'], ...fromChoices(input.to)]}
          onChange={(from) => {
            setInput({ ...input, from });
          }}
        />
        <Choice
          label="To"
          value={input.to}
          choices={toChoices(input.to)}
          onChange={(to) => {
            const isBefore = fromChoices(to).some(([version]) => version === input.from);
            setInput({ ...input, to, from: isBefore ? input.from : '' });
          }}
        />
        <label class="check" title="Where a default changes, write the old value">
          <input
            type="checkbox"
            checked={input.pinDefaults}
            onChange={({ currentTarget }) => {
              setInput({ ...input, pinDefaults: currentTarget.checked });
            }}
          />
          Pin defaults
        </label>
        <span class="actions">
          <FileButton label="Open files" onChosen={loadRead} />
          <FileButton label="Open folder" isFolder onChosen={loadRead} />
          <button type="button" onClick={() => void share()}>
            Share
          </button>
        </span>
      </header>
      <main class="panes">
        <section class="pane" aria-label="Input">
          <h2 class="unseen">Input</h2>
          <Explorer
            files={input.files}
            output={output}
            selected={selected}
            onSelect={setSelected}
            onChange={(files, path) => {
              setInput({ ...input, files });
              setSelected(path);
            }}
          />
          <Editor
            path={selected}
            text={input.files[selected] ?? ''}
            findings={findings}
            target={target}
            onInput={edit}
          />
        </section>
        <Results
          output={output}
          selected={selected}
          onStatus={setStatus}
          onGoTo={(path, line) => {
            if (!Object.hasOwn(input.files, path)) return;
            setSelected(path);
            setTarget({ line });
          }}
        />
      </main>
      <footer class="bar">
        <p>
          <strong>Nothing leaves your browser.</strong> This page runs the tool itself, and its policy forbids
          every connection.
        </p>
        <p role="status">{status === '' ? statusOf(output) : status}</p>
        <ThemeSwitch />
      </footer>
    </div>
  );
}

function statusOf(output: Output | undefined): string {
  if (!output) return 'Starting…';
  const { scanned, durationMs, findings } = output.data;
  const { error, warning } = countLevels(findings);
  return `${count(scanned, 'file')} in ${durationMs} ms: ${count(error, 'error')}, ${count(warning, 'warning')}`;
}

/** One of some versions or examples. */
function Choice({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <label class="choice">
      {label}
      <select
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
        }}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A button that opens a dialogue for files, or for a folder. */
function FileButton({
  label,
  isFolder = false,
  onChosen,
}: {
  readonly label: string;
  readonly isFolder?: boolean;
  readonly onChosen: (read: ReadFiles) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>
        {label}
      </button>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(isFolder && { webkitdirectory: true })}
        onChange={({ currentTarget }) => {
          const { files } = currentTarget;
          if (files && files.length > 0)
            void readChosen(files).then((read) => {
              currentTarget.value = '';
              onChosen(read);
            });
        }}
      />
    </>
  );
}
