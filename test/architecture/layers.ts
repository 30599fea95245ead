/** From the ground up: a room may use its own files and those of every layer below, never of its neighbours. */
export const layers = [
  ['values'],
  ['csv'],
  ['settings', 'root'],
  ['i18n'],
  ['database'],
  ['access'],
  ['history'],
  ['jobs'],
  ['web'],
  ['lists'],
  ['imports'],
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

/** What puts the rooms together stands above them all and may use anything. */
export const top = [/^src\/(commands|worker)\//, /^src\/(app|main|menu|startup|graceful-shutdown|wiring)\.ts$/]

/** Steps uphill that were decided on: an import is kept for the account that asked for it. */
export const uphill = [{ from: 'imports', to: 'accounts' }]
