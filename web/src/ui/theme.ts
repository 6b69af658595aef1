import type { ThemeConfig } from 'antd';

/** The colours of the house, for where a style sheet does not reach: charts and canvases. */
export const colours = {
  accent: '#0f6470',
  ink: '#1b2a2e',
  quiet: '#5a696d',
  line: '#dde1df',
  paper: '#ffffff',
  ground: '#f6f6f3',
  good: '#2e7048',
  warn: '#8f5b00',
  bad: '#b3261e',
  /** Distinguishable side by side, also by those who do not tell red from green. */
  series: ['#0f6470', '#c4703a', '#5b7db1', '#8a9a3b', '#8c5a8f', '#b59a2d', '#4f8f83', '#9c4b52'],
  /** From nothing to much. */
  scale: ['#eef3f3', '#c5dbdc', '#8cbabe', '#4c929a', '#0f6470', '#083b43'],
} as const;

/** Whoever asks the system for less motion gets none. */
export const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

/** The same families as in ui.css: antd writes its own, and a canvas inherits none. */
export const family =
  "-apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', " +
  "'Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC', 'Helvetica Neue', Arial, sans-serif";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.accent,
    colorInfo: colours.accent,
    colorLink: colours.accent,
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    colorError: colours.bad,
    colorText: colours.ink,
    colorTextSecondary: colours.quiet,
    colorTextDescription: colours.quiet,
    colorTextPlaceholder: '#667579',
    colorBorder: '#c9d0cf',
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.ground,
    borderRadius: 6,
    borderRadiusLG: 8,
    fontFamily: family,
    fontSize: 14,
    controlHeight: 36,
    controlHeightSM: 28,
    controlHeightLG: 44,
    motion: !still,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
    boxShadow: '0 6px 24px rgba(16, 42, 48, 0.12)',
    boxShadowSecondary: '0 6px 24px rgba(16, 42, 48, 0.14)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 20, labelColor: colours.ink },
    Tabs: { titleFontSize: 14, horizontalItemPadding: '10px 0' },
  },
};
