/** Fetched glyph by glyph, and only where the machine has no Chinese font of its own. */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
