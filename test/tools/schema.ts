import { readFileSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { migrations } from '../../migrations/index.ts'
import { sqliteSchemaBuilder } from '../../src/database/schema-builder.ts'

/**
 * Writes migrations/schema.sql and src/database/tables.ts from the migrations; with --check only reports whether they
 * are up to date.
 */
const files = { 'migrations/schema.sql': schemaText, 'src/database/tables.ts': tablesText }

const connection = new Sqlite(':memory:')
for (const migration of migrations) migration.up(sqliteSchemaBuilder(connection))

let stale = 0
for (const [file, text] of Object.entries(files)) {
  const wanted = text(connection)
  if (!process.argv.includes('--check')) writeFileSync(file, wanted)
  else if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`${file} differs from the migrations: npm run schema`)
    stale++
  }
}
process.exitCode = stale

function schemaText(db: Sqlite.Database): string {
  const rows = db
    .prepare(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name not like '%\\_search\\_%' escape '\\' order by rowid",
    )
    .pluck()
    .all()
  const text = rows.map((row) => String(row).replace(/[ \t\n]+/g, ' ')).join(';\n')
  return `-- Generated from the migrations by npm run schema: to be read, not run.\n${text};\n`
}

function tablesText(db: Sqlite.Database): string {
  const names = db
    .prepare(
      "select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all()
    .map(String)
  const types = names.map((name) => `export interface ${title(name)} {\n${columnsOf(db, name)}\n}`)
  const all = names.map((name) => `  ${name}: ${title(name)}`)
  const head =
    "// Generated from the migrations by npm run schema; not written by hand.\nimport type { Generated, Selectable } from 'kysely'"
  const row = '/** A row as it is read. */\nexport type Row<T extends keyof Tables> = Selectable<Tables[T]>'
  const nullable = new Set(
    names.flatMap((name) =>
      infoOf(db, name)
        .filter(isNullable)
        .map((column) => column.name),
    ),
  )
  const list = [...nullable].toSorted().map((name) => `  '${name}',`)
  const known = `/** Columns that can be null, in whichever table. */\nexport const nullableColumns: ReadonlySet<string> = new Set([\n${list.join('\n')}\n])`
  return `${head}\n\n${types.join('\n\n')}\n\nexport interface Tables {\n${all.join('\n')}\n}\n\n${row}\n\n${known}\n`
}

interface ColumnInfo {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

function infoOf(db: Sqlite.Database, table: string): ColumnInfo[] {
  return db.pragma(`table_info(${table})`) as ColumnInfo[]
}

function isNullable({ notnull, pk }: ColumnInfo): boolean {
  return !notnull && !pk
}

function columnsOf(db: Sqlite.Database, table: string): string {
  const tableSql = String(db.prepare('select sql from sqlite_schema where name = ?').pluck().get(table))
  return infoOf(db, table)
    .map((column) => {
      const { name, type, dflt_value, pk } = column
      const listed = tableSql.match(new RegExp(`check \\(${name} in \\(([^)]*)\\)`))?.[1]?.replaceAll(', ', ' | ')
      const plain = listed ?? (type === 'INTEGER' ? 'number' : 'string')
      const known = isNullable(column) ? `${plain} | null` : plain
      const hasDefault = dflt_value !== null || (pk === 1 && type === 'INTEGER' && name === 'id')
      return `  ${name}: ${hasDefault ? `Generated<${known}>` : known}`
    })
    .join('\n')
}

function title(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}
