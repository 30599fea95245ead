/**
 * Layers from bottom to top. A feature may import its own files and any lower layer, but no feature of its own layer.
 */
export const layers = [
  ['values'],
  ['csv'],
  ['settings', 'root-folder'],
  ['i18n'],
  ['database'],
  ['access'],
  ['history'],
  ['jobs'],
  ['web'],
  ['fields'],
  ['lists'],
  ['imports', 'charts'],
  ['preferences'],
  ['notifications'],
  ['accounts'],
  ['products'],
  ['customers'],
  ['opportunities'],
  ['orders'],
  ['performance'],
  ['reports'],
  ['dashboard', 'search'],
  ['maintenance', 'help'],
]

/** Files that connect the features are above all layers and may import anything. */
export const topFiles = [
  /^src\/(commands|worker)\//,
  /^src\/(app|main|menu|database-startup|graceful-shutdown|wiring)\.ts$/,
]

/** Accepted upward imports: an import is stored for the account that started it. */
export const allowedUpwardImports = [{ from: 'imports', to: 'accounts' }]
