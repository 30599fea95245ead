import pg from 'pg'

/** Settings for where the program stores data: a folder, and optionally a PostgreSQL database. */
export type Place = { DATA_DIR: string; DATABASE_URL?: string; SECRET?: string }

/** Creates an empty database on the server that the URL names, next to the one it names. */
export async function emptyDatabaseOn(
  server: string,
  DATA_DIR: string,
): Promise<{ place: Place; remove: () => Promise<void> }> {
  const name = `salesbook_faults_${process.pid}_${Date.now()}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await run(server, `create database ${name} encoding 'UTF8' template template0`)
  return {
    place: { DATA_DIR, DATABASE_URL: url.href, SECRET: 'of-faults-and-of-nothing-else-at-all' },
    remove: () => run(server, `drop database ${name} with (force)`),
  }
}

async function run(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
