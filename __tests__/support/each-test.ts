/** Something with a folder that tests write to. */
interface Renewable {
  renew(): void;
  remove(): void;
}

/** What every test of a file finds empty, and what is gone after the last. */
export function renewedForEachTest<Folder extends Renewable>(folder: Folder): Folder {
  beforeEach(() => {
    folder.renew();
  });
  afterAll(() => {
    folder.remove();
  });
  return folder;
}
