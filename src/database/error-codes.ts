/** Whether a code says that a disk is full, as SQLite (twice: its shared memory is a file too), PostgreSQL and the system say it. */
export const isDiskFull = (code: string | undefined): boolean =>
  code !== undefined && ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', '53100', 'ENOSPC'].includes(code)

/** Whether a code says that the database's server was away: what was asked may be asked again once it is back. */
export const isUnavailable = (code: string | undefined): boolean =>
  code !== undefined && ['database_away', 'database_uncertain'].includes(code)

/** The code that an error carries, such as SQLITE_FULL or ENOSPC. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
