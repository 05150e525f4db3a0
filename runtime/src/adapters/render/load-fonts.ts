import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The two weights that everything is set in: Noto Sans JP (SIL Open Font License 1.1), Latin and Japanese. */
export type Fonts = { regular: Buffer; bold: Buffer };

const require = createRequire(import.meta.url);
const PACKAGE = '@expo-google-fonts/noto-sans-jp';

/** Reads the TrueType files of the font package, about 11 MB; no font of the machine is ever used. */
export function loadFonts(): Fonts {
  return {
    regular: readFileSync(require.resolve(`${PACKAGE}/400Regular/NotoSansJP_400Regular.ttf`)),
    bold: readFileSync(require.resolve(`${PACKAGE}/700Bold/NotoSansJP_700Bold.ttf`)),
  };
}
