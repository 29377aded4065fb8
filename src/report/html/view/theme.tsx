import { useState } from 'preact/hooks';
import { Segments } from './parts';

type Theme = 'auto' | 'light' | 'dark';

/** Light or dark, or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>('auto');
  return (
    <Segments
      label="Colours"
      choices={[
        ['auto', 'Auto'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ]}
      value={theme}
      onChange={(next) => {
        document.documentElement.dataset['theme'] = next;
        setTheme(next);
      }}
    />
  );
}
