import { mayBeText } from '../src/files/names';

/** Texts by path, and how many files were passed over. */
export interface ReadFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly passedOver: number;
}

/** Folders in which there is nothing of yours to migrate. */
const passedFolders = new Set(['.git', 'node_modules']);

/** Larger files are not read: a page cannot edit them. */
const bytesAtMost = 16 * 1024 * 1024;

interface Found {
  readonly path: string;
  readonly file: File;
}

/** Reads what was dropped: files and folders with all that is in them. */
export async function readDropped(items: DataTransferItemList): Promise<ReadFiles> {
  // All at once: once this returns, the browser forgets them.
  const parts = [...items].map(async (item): Promise<Found[]> => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) return within(entry);
    return file ? [{ path: file.name, file }] : [];
  });
  return read((await Promise.all(parts)).flat());
}

/** Reads what was chosen in a dialogue. */
export async function readChosen(list: FileList): Promise<ReadFiles> {
  return read(
    [...list]
      .map((file) => ({ path: file.webkitRelativePath || file.name, file }))
      .filter(({ path }) => !path.split('/').some((part) => passedFolders.has(part))),
  );
}

async function within(entry: FileSystemEntry): Promise<Found[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isFolder(entry) || passedFolders.has(entry.name)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives some entries at a time, and none when it is through.
  for (let more = await next(reader); more.length > 0; more = await next(reader)) inside.push(...more);
  return (await Promise.all(inside.map((each) => within(each)))).flat();
}

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

async function read(found: readonly Found[]): Promise<ReadFiles> {
  const texts = await Promise.all(found.map(async ({ path, file }) => [path, await textOf(file)] as const));
  const files = texts.filter((each): each is readonly [string, string] => each[1] !== undefined);
  const top = commonFolder(files.map(([path]) => path));
  return {
    files: Object.fromEntries(files.map(([path, text]) => [path.slice(top.length), text])),
    passedOver: found.length - files.length,
  };
}

/** A text, byte for byte; undefined for what is none. */
async function textOf(file: File): Promise<string | undefined> {
  if (!mayBeText(file.name) || file.size > bytesAtMost) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The folder that holds all: paths count from there, as in a patch that is applied in it. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const end = first.indexOf('/') + 1;
  const top = first.slice(0, end);
  return top !== '' && others.every((path) => path.startsWith(top)) ? top : '';
}
